import { Inject, Injectable } from '@nestjs/common';
import { assert, defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { AccountId, CandidacyId, RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import {
  countInForce,
  leftSince,
  recountFaults,
  type RecountFault,
} from '../domain/rounds/recount.js';
import { countRound, type RoundCount } from '../domain/rounds/round-count.js';
import { moveRound, nothingKnown } from '../domain/rounds/round-states.js';
import { PaperRepository } from '../persistence/paper.repository.js';
import { RecountRepository } from '../persistence/recount.repository.js';
import { ResultRepository } from '../persistence/result.repository.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';
import { hashOf, paperOf } from './count-round.service.js';
import { CountingFacts, inputOf, type CountingBasis } from './counting-facts.js';
import { runsRounds, type RoundRefusal } from './round-refusal.js';

export type RecountRefusal =
  | RoundRefusal
  | RecountFault
  | { readonly kind: 'repeated-already' }
  | { readonly kind: 'next-stage-planned' };

/** Why it is counted again, and who asked for it. */
interface RecountOrder {
  readonly reason: string;
  readonly by: AccountId;
}

type Recounted = Result<RoundCount, readonly RecountRefusal[]>;

/**
 * Counts a round again from the same ballots without candidates who were struck off or withdrew after the vote. The first
 * result stays as it was counted and signed; the recount is kept and shown beside it and is in force from then on. Where
 * it meets a tie for the commission, it waits, and the result before it stays in force.
 */
@Injectable()
export class RecountRoundService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly results: ResultRepository,
    private readonly recounts: RecountRepository,
    private readonly paper: PaperRepository,
    private readonly facts: CountingFacts,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async recount(roundId: RoundId, reason: string, actor: Actor): Promise<Recounted> {
    const known = await this.rounds.byId(roundId);
    if (!known) return refuse([{ kind: 'round-unknown' }]);
    if (!runsRounds(actor, known.unit)) return refuse([{ kind: 'outside-your-territory' }]);
    return await this.run(known, { reason, by: actor.accountId });
  }

  /** Goes on with a recount that waited for the commission; does nothing where none waits. */
  async goOn(roundId: RoundId): Promise<void> {
    const known = await this.rounds.byId(roundId);
    const last = (await this.recounts.of(roundId)).at(-1);
    if (known && last?.result.outcome === 'waiting')
      await this.run(known, { reason: last.reason, by: last.countedBy });
  }

  private async run(known: Round, order: RecountOrder): Promise<Recounted> {
    const basis = await this.facts.basisOf(known);
    return await this.database.decide(async (tx): Promise<Recounted> => {
      const round = defined(await this.rounds.hold(tx, known.id), 'a known round');
      const blocked = await this.blocked(tx, round, basis, order.reason);
      return blocked.length > 0 ? refuse(blocked) : await this.count(tx, basis, order);
    });
  }

  /** Everything the table of states, and what has happened since, have against it. */
  private async blocked(
    tx: Tx,
    { id, state }: Round,
    { rules }: CountingBasis,
    reason: string,
  ): Promise<readonly RecountRefusal[]> {
    const moved = moveRound(state, 'recount', { ...nothingKnown, reason });
    const { repeated, stageOver } = await this.results.isOvertaken(tx, id, rules.later);
    return [
      ...(moved.ok ? [] : [{ kind: 'round-blocked', blockers: moved.error } as const]),
      ...(repeated ? [{ kind: 'repeated-already' } as const] : []),
      ...(stageOver ? [{ kind: 'next-stage-planned' } as const] : []),
    ];
  }

  private async count(
    tx: Tx,
    basis: CountingBasis,
    { reason, by }: RecountOrder,
  ): Promise<Recounted> {
    const { id } = basis.round;
    const first = defined(await this.results.of(id, tx), 'the result of a counted round');
    const before = (await this.recounts.of(id, tx)).map(({ result }) => result);
    const standing = new Set(basis.contenders.flatMap((one) => (one.standing ? one.id : [])));
    const faults = recountFaults(first.result, countInForce(first.result, before), standing);
    if (faults.length > 0) return refuse(faults);
    const paper = paperOf(await this.paper.places(id, tx), basis);
    const result = countRound(inputOf(basis, paper, await this.results.tieVotes(id, tx)));
    assert(result.seed === first.result.seed, 'a recount rests on the ballots of the first count');
    const without = leftSince(first.result, standing) as CandidacyId[];
    const hash = hashOf(result);
    const number = await this.recounts.nextNumber(id, tx);
    const kept = {
      number,
      without,
      reason,
      result,
      hash,
      countedAt: this.clock.now(),
      countedBy: by,
    };
    await this.recounts.keep(tx, id, first.hash, kept);
    await this.ledger.append(tx, {
      kind: 'round-recounted',
      subject: id,
      actor: by,
      data: { number, of: first.hash, result: hash, without, reason, outcome: result.outcome },
    });
    return accept(result);
  }
}
