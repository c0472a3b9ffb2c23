import { Injectable } from '@nestjs/common';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database } from '../../platform/database/index.js';
import { FileStore } from '../../platform/files/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import type { DebateId } from '../domain/ids.js';
import { DebateRepository } from '../persistence/debate.repository.js';
import type { HandedIn } from './handed-in.js';
import type { CampaignRefusal } from './refusal.js';
import { runsDebates } from './scope.js';

@Injectable()
export class AttachEvidenceService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly files: FileStore,
    private readonly debates: DebateRepository,
  ) {}

  /** Puts a document to a line of the register: a signature sheet, a certificate. A new one takes the place of the old. */
  async attach(
    id: DebateId,
    candidacyId: CandidacyId,
    document: HandedIn,
    actor: Actor,
  ): Promise<Result<{ readonly hash: string }, CampaignRefusal[]>> {
    const [debate] = await this.debates.find({ ids: [id] });
    if (!debate) return refuse([{ kind: 'debate-unknown' }]);
    if (!runsDebates(actor, debate.unit)) return refuse([{ kind: 'outside-your-territory' }]);
    if (!debate.slots.some((slot) => slot.candidacyId === candidacyId)) {
      return refuse([{ kind: 'not-a-participant', candidacies: [candidacyId] }]);
    }
    const kept = await this.files.keep(document.name, document.content);
    if (!kept.ok) return refuse([kept.error]);
    const file = kept.value;
    await this.database.transaction(async (tx) => {
      await this.debates.attach(tx, id, candidacyId, document.name, file);
      await this.ledger.append(tx, {
        kind: 'debate-evidence-attached',
        subject: id,
        actor: actor.accountId,
        data: { candidacy: candidacyId, hash: file.hash },
      });
    });
    return accept({ hash: file.hash });
  }
}
