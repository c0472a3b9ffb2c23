import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { decidedTies, membersNeeded, tieOf } from '../domain/tie-decision.js';
import { RoundRepository } from '../persistence/round.repository.js';
import { ResultRepository } from '../persistence/result.repository.js';
import { CountingFacts, quorumOf } from './counting-facts.js';
import { sitsIn } from './round-scope.js';

export type TieRefusal =
  | { readonly kind: 'round-unknown' }
  | { readonly kind: 'outside-your-territory' }
  | { readonly kind: 'no-such-tie' }
  | { readonly kind: 'reason-missing' };

/** How far a tie is: decided, or so many of so many members have voted on it. */
export interface TieProgress {
  readonly decided: boolean;
  readonly voted: number;
  readonly needed: number;
}

/**
 * Records how one member of the unit's commission orders candidates whose tie the policy put to the commission. The tie is
 * decided once enough members agree; the next count takes the decision.
 */
@Injectable()
export class DecideTieService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly results: ResultRepository,
    private readonly facts: CountingFacts,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async decide(
    roundId: RoundId,
    order: readonly string[],
    reason: string,
    actor: Actor,
  ): Promise<Result<TieProgress, TieRefusal>> {
    const known = await this.rounds.byId(roundId);
    if (!known) return refuse({ kind: 'round-unknown' });
    const quorum = quorumOf((await this.facts.rulesOf(known)).commission);
    return await this.database.decide(async (tx): Promise<Result<TieProgress, TieRefusal>> => {
      const round = defined(await this.rounds.hold(tx, roundId), 'a known round');
      if (!sitsIn(actor, round.unit)) return refuse({ kind: 'outside-your-territory' });
      const tie = tieOf(order);
      const counted = await this.results.of(roundId, tx);
      const awaited = counted?.result.awaited.some((candidates) => tieOf(candidates) === tie);
      if (round.state !== 'closed' || !awaited) return refuse({ kind: 'no-such-tie' });
      if (reason.trim() === '') return refuse({ kind: 'reason-missing' });
      const vote = { tie, member: actor.accountId, order, reason, at: this.clock.now() };
      await this.results.voteOnTie(tx, roundId, vote);
      const votes = (await this.results.tieVotes(roundId, tx)).filter((cast) => cast.tie === tie);
      const decided = decidedTies(votes, quorum).length > 0;
      await this.ledger.append(tx, {
        kind: 'tie-voted-on',
        subject: roundId,
        actor: actor.accountId,
        data: { order, reason, decided },
      });
      return accept({ decided, voted: votes.length, needed: membersNeeded(quorum) });
    });
  }
}
