import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { waitingCount } from '../domain/rounds/recount.js';
import { decidedTies, membersNeeded, tieOf } from '../domain/ties/tie-decision.js';
import { RecountRepository } from '../persistence/recount.repository.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';
import { ResultRepository } from '../persistence/result.repository.js';
import { countRoundJob } from './round-jobs.js';
import { CountingFacts, quorumOf } from './counting-facts.js';
import { sitsIn } from './round-scope.js';

export type TieRefusal =
  | { readonly kind: 'round-unknown' }
  | { readonly kind: 'outside-your-territory' }
  | { readonly kind: 'no-such-tie' }
  | { readonly kind: 'reason-missing' };

type Voted = Result<TieProgress, TieRefusal>;

/** How far a tie is: decided, or so many of so many members have voted on it. */
export interface TieProgress {
  readonly decided: boolean;
  readonly voted: number;
  readonly needed: number;
}

/**
 * Records how one member of the unit's commission orders candidates whose tie the policy put to the commission. The tie is
 * decided once enough members agree; then the count goes on by itself.
 */
@Injectable()
export class DecideTieService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly results: ResultRepository,
    private readonly recounts: RecountRepository,
    private readonly facts: CountingFacts,
    private readonly jobs: Jobs,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async decide(
    roundId: RoundId,
    order: readonly string[],
    reason: string,
    actor: Actor,
  ): Promise<Voted> {
    const known = await this.rounds.byId(roundId);
    if (!known) return refuse({ kind: 'round-unknown' });
    const quorum = quorumOf((await this.facts.rulesOf(known)).commission);
    const voted = await this.database.decide<Voted>(async (tx) => {
      const round = defined(await this.rounds.hold(tx, roundId), 'a known round');
      if (!sitsIn(actor, round.unit)) return refuse({ kind: 'outside-your-territory' });
      const tie = tieOf(order);
      if (!(await this.isAwaited(tx, round, tie))) return refuse({ kind: 'no-such-tie' });
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
    if (voted.ok && voted.value.decided) await this.jobs.enqueue(countRoundJob, { round: roundId });
    return voted;
  }

  /** Whether the count, or a recount after it, waits for this tie. */
  private async isAwaited(tx: Tx, { id, state }: Round, tie: string): Promise<boolean> {
    const counted = await this.results.of(id, tx);
    if (!counted) return false;
    const recounts = (await this.recounts.of(id, tx)).map(({ result }) => result);
    const waiting = waitingCount(counted.result, recounts);
    const running = state === 'closed' || recounts.length > 0;
    return running && (waiting?.awaited ?? []).some((candidates) => tieOf(candidates) === tie);
  }
}
