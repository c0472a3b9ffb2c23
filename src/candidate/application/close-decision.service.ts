import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { tallyDecision } from '../domain/decision.js';
import { CandidacyRepository } from '../persistence/candidacy.repository.js';
import { DecisionRepository } from '../persistence/decision.repository.js';
import type { CandidateRefusal } from './refusal.js';
import { wholeCountry } from './scope.js';
import { Settlement } from './settlement.js';

/** The chair ends a vote whose quorum is there, over the seats that did not vote. */
@Injectable()
export class CloseDecisionService {
  constructor(
    private readonly database: Database,
    private readonly candidacies: CandidacyRepository,
    private readonly decisions: DecisionRepository,
    private readonly settlement: Settlement,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async close(decisionId: string, actor: Actor): Promise<Result<true, CandidateRefusal[]>> {
    return await this.database.decide(async (tx): Promise<Result<true, CandidateRefusal[]>> => {
      const [decision] = await this.decisions.lock(tx, [decisionId]);
      if (!decision) return refuse([{ kind: 'vote-unknown' }]);
      const chairs = actor.grants.some(
        ({ role, territory }) =>
          role === 'commission-chair' && (territory ?? wholeCountry) === decision.commissionOf,
      );
      if (!chairs) return refuse([{ kind: 'not-your-commission' }]);
      if (decision.outcome !== 'open') return refuse([{ kind: 'decision-settled' }]);
      const tally = tallyDecision(decision.commission, decision.votes, true);
      const { outcome, quorum } = tally;
      if (outcome === 'open') return refuse([{ kind: 'quorum-not-reached', quorum }]);
      const [dossier] = await this.candidacies.dossiers([decision.candidacyId], tx);
      if (!dossier) return refuse([{ kind: 'application-unknown' }]);
      const settled = { decision, tally: { ...tally, outcome }, dossier };
      await this.settlement.take(tx, [settled], actor, this.clock.now());
      return accept(true);
    });
  }
}
