import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { CandidacyId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { moveApplication } from '../domain/application-state.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import { CandidateNews } from './candidate-news.js';
import type { CandidateRefusal } from './refusal.js';
import { reviews } from './scope.js';

/** Takes submitted applications up for review: from now on the applicant waits and the commission owes an answer. */
@Injectable()
export class TakeUnderReviewService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly candidacies: CandidacyRepository,
    private readonly news: CandidateNews,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All of them or none. */
  async take(ids: readonly CandidacyId[], actor: Actor): Promise<Result<true, CandidateRefusal[]>> {
    const now = this.clock.now();
    return await this.database.decide(async (tx): Promise<Result<true, CandidateRefusal[]>> => {
      const dossiers = await this.candidacies.lock(tx, ids);
      const refusals: CandidateRefusal[] = [];
      if (dossiers.length < new Set(ids).size) refusals.push({ kind: 'application-unknown' });
      for (const { territory, state } of dossiers) {
        if (!reviews(actor, territory)) refusals.push({ kind: 'outside-your-territory' });
        const move = moveApplication(state, 'under-review');
        // An appeal alone reopens a refusal.
        if (!move.ok || state === 'refused') {
          refusals.push({ kind: 'move-not-allowed', from: state, to: 'under-review' });
        }
      }
      if (refusals.length > 0) return refuse(refusals);
      await this.candidacies.moveTo(tx, ids, 'under-review', now);
      for (const { id } of dossiers) {
        await this.ledger.append(tx, {
          kind: 'candidacy-under-review',
          subject: id,
          actor: actor.accountId,
          data: {},
        });
      }
      const news = dossiers.map(({ id, person }) => ({
        candidacyId: id,
        contact: person.contact,
        kind: 'under-review' as const,
        text: '',
      }));
      await this.news.tell(tx, news, now);
      return accept(true);
    });
  }
}
