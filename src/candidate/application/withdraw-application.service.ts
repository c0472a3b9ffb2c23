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
import { Departures } from './departures.js';
import type { CandidateRefusal } from './refusal.js';
import { isOwn, takesIn } from './scope.js';

/** Withdraws an application for good, on the applicant's word (Art. 90: by written application). */
@Injectable()
export class WithdrawApplicationService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly candidacies: CandidacyRepository,
    private readonly decisions: DecisionRepository,
    private readonly appeals: AppealRepository,
    private readonly news: CandidateNews,
    private readonly departures: Departures,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async withdraw(id: CandidacyId, actor: Actor): Promise<Result<true, CandidateRefusal[]>> {
    const now = this.clock.now();
    const done = await this.database.decide(
      async (tx): Promise<Result<true, CandidateRefusal[]>> => {
        const [dossier] = await this.candidacies.lock(tx, [id]);
        if (!dossier) return refuse([{ kind: 'application-unknown' }]);
        const refusals: CandidateRefusal[] = [];
        if (!isOwn(actor, dossier) && !takesIn(actor, dossier.unit)) {
          refusals.push({ kind: 'not-your-application' });
        }
        const move = moveApplication(dossier.state, 'withdrawn');
        if (!move.ok) refusals.push(move.error);
        if (refusals.length > 0) return refuse(refusals);
        await this.candidacies.moveTo(tx, [id], 'withdrawn', now);
        await this.decisions.abandonOf(tx, id, now);
        await this.appeals.lapseOpen(tx, id);
        if (dossier.state === 'draft') return accept(true);
        await this.ledger.append(tx, {
          kind: 'candidacy-withdrawn',
          subject: id,
          actor: actor.accountId,
          data: { contest: dossier.contestId, from: dossier.state },
        });
        const { contact } = dossier.person;
        await this.news.tell(tx, [{ candidacyId: id, contact, kind: 'withdrawn', text: '' }], now);
        return accept(true);
      },
    );
    if (done.ok) await this.departures.tell(id, actor);
    return done;
  }
}
