import type { CountingRound } from '../../domain/tally/tally.js';
import { votesOf } from './shown-count.js';
import { minus, none, readExact, sumOfExact, type Exact } from './exact-text.js';

/** Who holds votes: a candidate (the position), nobody further, or nobody at all, since rounding lost them. */
export type Holder = number | 'non-transferable' | 'lost';

/** Votes in somebody's hands, or on the way to or from them. */
export interface Amount {
  readonly holder: Holder;
  readonly votes: Exact;
}

/** What moved between a round and the next: the same votes left somebody and came to somebody. */
export interface Movement {
  readonly kind: 'surplus' | 'exclusion';
  readonly from: readonly Amount[];
  readonly to: readonly Amount[];
  readonly total: Exact;
}

/** Everybody's votes at the beginning of a round; together they are the valid votes. */
export function holdings(round: CountingRound): readonly Amount[] {
  return [
    ...votesOf(round).map((votes, position) => ({ holder: position, votes })),
    { holder: 'non-transferable', votes: readExact(round.nonTransferable ?? '0') },
    { holder: 'lost', votes: readExact(round.roundingLoss ?? '0') },
  ];
}

/**
 * What moved after each round, from the differences to the next one; null after the last one and where the method says of
 * no transfer.
 */
export function movements(rounds: readonly CountingRound[]): readonly (Movement | null)[] {
  return rounds.map((round, index) => {
    const next = rounds[index + 1];
    return next && next.place === round.place && round.transfer
      ? movement(round, next, round.transfer.kind)
      : null;
  });
}

function movement(
  round: CountingRound,
  next: CountingRound,
  kind: Movement['kind'],
): Movement | null {
  const after = new Map(holdings(next).map(({ holder, votes }) => [holder, votes]));
  const changes = holdings(round).map(({ holder, votes }) => ({
    holder,
    votes: minus(after.get(holder) ?? none, votes),
  }));
  const to = changes.filter(({ votes }) => votes.numerator > 0n);
  const from = changes
    .filter(({ votes }) => votes.numerator < 0n)
    .map(({ holder, votes }) => ({ holder, votes: minus(none, votes) }));
  const total = sumOfExact(from.map(({ votes }) => votes));
  return from.length === 0 ? null : { kind, from, to, total };
}
