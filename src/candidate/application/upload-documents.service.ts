import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { FileStore } from '../../platform/files/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import type { DossierDocument } from '../persistence/dossier.js';
import { ContestFrames, type ContestFrame } from './contest-frames.js';
import type { CandidateRefusal } from './refusal.js';
import { editRefusals } from './scope.js';

export interface DocumentUpload {
  /** The `id` of the document in the rule set. */
  readonly kind: string;
  readonly name: string;
  readonly content: Buffer;
}

/** Keeps documents of an application; another one of the same kind is replaced. All of them are kept, or none. */
@Injectable()
export class UploadDocumentsService {
  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly frames: ContestFrames,
    private readonly candidacies: CandidacyRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async upload(
    id: CandidacyId,
    uploads: readonly DocumentUpload[],
    actor: Actor,
  ): Promise<Result<true, CandidateRefusal[]>> {
    const dossier = await this.candidacies.dossier(id);
    if (!dossier) return refuse([{ kind: 'application-unknown' }]);
    const known = documentKinds(await this.frames.known(dossier.contestId));
    const refusals: CandidateRefusal[] = [
      ...editRefusals(actor, dossier),
      ...uploads
        .filter(({ kind }) => !known.includes(kind))
        .map(({ kind }) => ({ kind: 'document-not-asked-for', document: kind }) as const),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const kept = await this.keepAll(uploads);
    if (!kept.ok) return kept;
    return await this.database.decide(async (tx): Promise<Result<true, CandidateRefusal[]>> => {
      const [locked] = await this.candidacies.lock(tx, [id]);
      const late = locked ? editRefusals(actor, locked) : [];
      if (late.length > 0) return refuse(late);
      await this.candidacies.saveDocuments(tx, id, kept.value, actor.accountId, this.clock.now());
      return accept(true);
    });
  }

  private async keepAll(
    uploads: readonly DocumentUpload[],
  ): Promise<Result<DossierDocument[], CandidateRefusal[]>> {
    const documents: DossierDocument[] = [];
    const refusals: CandidateRefusal[] = [];
    for (const { kind, name, content } of uploads) {
      const kept = await this.files.keep(name, content);
      if (kept.ok) documents.push({ kind, name: name.slice(-200), ...kept.value });
      else refusals.push({ ...kept.error, document: kind });
    }
    return refusals.length > 0 ? refuse(refusals) : accept(documents);
  }
}

/** Every kind of document the rules know, certificates of groups included. */
export function documentKinds({ primary: { rules } }: Pick<ContestFrame, 'primary'>): string[] {
  const certificates = rules.groups.flatMap((group) =>
    group.kind === 'certificate' ? [group.document] : [],
  );
  return [...new Set([...rules.documents.map(({ id }) => id), ...certificates])];
}
