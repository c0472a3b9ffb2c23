import { ForbiddenException, Inject, Injectable, NotFoundException } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import { isId, type CandidacyId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import type { Actor } from '../../platform/identity/index.js';
import { page, type Answer, type FieldSentence, type Translate } from '../../platform/web/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import { CaseFiles, type CaseFile } from '../application/case-files.js';
import type { CandidateRefusal } from '../application/refusal.js';
import { readsDossier } from '../application/scope.js';
import { acted } from './dossier-acts.js';
import { dossierPage } from './dossier.page.js';

/** Opens one application for the commission, and shows its dossier; the acts on it share the desk. */
@Injectable()
export class CaseDesk {
  constructor(
    private readonly files: CaseFiles,
    private readonly directory: PrimaryDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** An application that was handed in; what the reader may do to it is asked by the act. */
  async existing(id: string): Promise<CaseFile> {
    const file = isId(id) ? await this.files.of(id as CandidacyId) : null;
    if (!file || file.dossier.state === 'draft') throw new NotFoundException();
    return file;
  }

  async readable(id: string, actor: Actor): Promise<CaseFile> {
    const file = await this.existing(id);
    if (!readsDossier(actor, file.dossier)) throw new ForbiddenException();
    return file;
  }

  async show(
    t: Translate,
    file: CaseFile,
    actor: Actor,
    errors: readonly FieldSentence[] = [],
  ): Promise<Answer> {
    const territories = await this.directory.territories();
    const context = { actor, now: this.clock.now(), territories };
    const view = dossierPage(t, file, context, errors);
    return page('candidate/dossier', view, errors.length > 0 ? 422 : 200);
  }

  /** After an act without a form of its own: what kept it from being done stands on the dossier as it is now. */
  async done(
    t: Translate,
    file: CaseFile,
    actor: Actor,
    done: Result<unknown, CandidateRefusal[]>,
  ): Promise<Answer> {
    const now = done.ok ? file : ((await this.files.of(file.dossier.id)) ?? file);
    const dossier = (errors: readonly FieldSentence[]): Promise<Answer> =>
      this.show(t, now, actor, errors);
    return await acted(t, { file }, done, dossier);
  }
}
