import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { canonicalJson, Ledger, type Json } from '../../platform/ledger/index.js';
import { paperGaps, paperTotal, type PaperTotal } from '../domain/rounds/paper-protocol.js';
import { countRound, type RoundCount } from '../domain/rounds/round-count.js';
import {
  nothingKnown,
  roundBlockers,
  type RoundBlocker,
  type RoundFacts,
} from '../domain/rounds/round-states.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';
import type { StoredPlace } from '../domain/rounds/paper-protocol.js';
import { PaperRepository } from '../persistence/paper.repository.js';
import { ResultRepository } from '../persistence/result.repository.js';
import { CountingFacts, inputOf, type CountingBasis } from './counting-facts.js';
import type { RoundRefusal } from './round-refusal.js';
import { worksOnCount } from './round-scope.js';

/**
 * Counts a closed round from the box and the paper protocols. Refused while a place is missing or its entries differ. Where
 * a tie waits for the commission, the count is kept, the round stays closed, and counting goes on after the decision. Counting
 * a round that is counted answers with its result, so that the job may run twice.
 */
@Injectable()
export class CountRoundService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly paper: PaperRepository,
    private readonly results: ResultRepository,
    private readonly facts: CountingFacts,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `actor` null: the program counts by itself. */
  async count(roundId: RoundId, actor: Actor | null): Promise<Result<RoundCount, RoundRefusal>> {
    const known = await this.rounds.byId(roundId);
    if (!known) return refuse({ kind: 'round-unknown' });
    // An opened box does not change any more: it is read before the transaction, which holds one connection only.
    const basis = known.state === 'closed' ? await this.facts.basisOf(known) : null;
    return await this.database.decide(async (tx): Promise<Result<RoundCount, RoundRefusal>> => {
      const round = defined(await this.rounds.hold(tx, roundId), 'a known round');
      if (actor && !worksOnCount(actor, round.unit))
        return refuse({ kind: 'outside-your-territory' });
      const done = await this.results.of(roundId, tx);
      if (done && isCounted(round)) return accept(done.result);
      const places = await this.paper.places(roundId, tx);
      const facts = await this.known(tx, round, places);
      const blockers = roundBlockers(round.state, 'count', facts);
      if (blockers.length > 0) return refuse({ kind: 'round-blocked', blockers });
      // Closed, or opened to its end, only since it was read.
      if (basis?.box.ballots !== facts.ballots)
        return refuse({ kind: 'round-blocked', blockers: [stillClosing] });
      const votes = await this.results.tieVotes(roundId, tx);
      const result = countRound(inputOf(basis, paperOf(places, basis), votes));
      await this.keep(tx, round, result, actor);
      return accept(result);
    });
  }

  private async known(tx: Tx, round: Round, places: readonly StoredPlace[]): Promise<RoundFacts> {
    const counts = await this.rounds.counts(tx, round.id);
    const gaps = paperGaps(places);
    return {
      ...nothingKnown,
      placesMissing: gaps.missing,
      entriesDiffering: gaps.differing,
      ballots: counts.ballots,
      authorised: counts.participations,
      ballotsOpened: counts.ballotsOpened,
      paperCast: places.reduce((sum, { entries }) => sum + (entries[0]?.protocol.cast ?? 0), 0),
      paperMarked: counts.paperVoters,
      tiesUndecided: 0,
    };
  }

  private async keep(tx: Tx, round: Round, result: RoundCount, actor: Actor | null): Promise<void> {
    const hash = hashOf(result);
    const by = actor?.accountId ?? null;
    await this.results.keep(tx, round.id, result, { hash, at: this.clock.now(), by });
    if (result.outcome !== 'waiting') await this.rounds.setState(tx, round.id, 'counted');
    await this.ledger.append(tx, {
      kind: 'round-counted',
      subject: round.id,
      actor: by,
      data: { result: hash, outcome: result.outcome, turnout: result.turnout },
    });
  }
}

const stillClosing: RoundBlocker = { kind: 'wrong-state', state: 'closed', move: 'count' };

/** SHA-256 of the canonical JSON of a result: what is signed and published. */
export function hashOf(result: RoundCount): string {
  return createHash('sha256')
    .update(canonicalJson(result as unknown as Json))
    .digest('hex');
}

function isCounted({ state }: Round): boolean {
  return ['counted', 'signed', 'published', 'final'].includes(state);
}

/** The paper total of a round all of whose places are confirmed. */
export function paperOf(places: readonly StoredPlace[], basis: CountingBasis): PaperTotal {
  const total = paperTotal(places, basis.form.candidates);
  if (!total.ok) throw new Error('Impossible: the gaps were checked before');
  return total.value;
}
