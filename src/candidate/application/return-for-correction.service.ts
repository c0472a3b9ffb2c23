import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { moveApplication } from '../domain/application-state.js';
import { AppealRepository } from '../persistence/appeal.repository.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import { DecisionRepository } from '../persistence/decision.repository.js';
import { CandidateNews } from './candidate-news.js';
import type { CandidateRefusal } from './refusal.js';
import { reviews } from './scope.js';

/** Gives an application back to the applicant, saying what to correct. A vote that is open on it ends without result. */
@Injectable()
export class ReturnForCorrectionService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly candidacies: CandidacyRepository,
    private readonly decisions: DecisionRepository,
    private readonly appeals: AppealRepository,
    private readonly news: CandidateNews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async giveBack(
    id: CandidacyId,
    remark: string,
    actor: Actor,
  ): Promise<Result<true, CandidateRefusal[]>> {
    const now = this.clock.now();
    return await this.database.decide(async (tx): Promise<Result<true, CandidateRefusal[]>> => {
      const [dossier] = await this.candidacies.lock(tx, [id]);
      if (!dossier) return refuse([{ kind: 'application-unknown' }]);
      const refusals: CandidateRefusal[] = [];
      if (!reviews(actor, dossier.territory)) refusals.push({ kind: 'outside-your-territory' });
      const move = moveApplication(dossier.state, 'returned');
      if (!move.ok) refusals.push(move.error);
      if (!remark.trim()) refusals.push({ kind: 'text-missing' });
      const [appeal] = await this.appeals.openOf(tx, [id]);
      if (appeal) refusals.push({ kind: 'appeal-open', decideBy: appeal.decideBy });
      if (refusals.length > 0) return refuse(refusals);
      const text = remark.trim();
      await this.candidacies.moveTo(tx, [id], 'returned', now, text);
      await this.decisions.abandonOf(tx, id, now);
      await this.ledger.append(tx, {
        kind: 'candidacy-returned',
        subject: id,
        actor: actor.accountId,
        data: {},
      });
      const { contact } = dossier.person;
      await this.news.tell(tx, [{ candidacyId: id, contact, kind: 'returned', text }], now);
      return accept(true);
    });
  }
}
