import type { FoldedBallots } from '../ballots/folded-ballots.js';
import { endOfRank } from '../ballots/shared-ranks.js';
import { resultOfSums } from '../tally/sums.js';
import type { AdditiveMethod, SumOrder } from '../tally/tally.js';

/**
 * What a voter gives to those left unranked: the average of the places that are left, as if they shared the last rank
 * (`average`, so counts the library Condorcet PHP); nothing (`zero`); each the points of the last place (`last`); or nothing,
 * and the places are counted from the last one that was ranked, so that who ranks few gives few points (`modified`, the
 * modified Borda count of P. Emerson, "The original Borda count and partial voting", Social Choice and Welfare 40, 2013).
 */
export const bordaTails = ['average', 'zero', 'last', 'modified'] as const;

/** One of the ways to count those left unranked. */
export type BordaTail = (typeof bordaTails)[number];

/** The options of the Borda count. */
export interface BordaOptions {
  /** The points of the last place; each place before it has one more. */
  readonly lowest: 0 | 1;
  readonly tail: BordaTail;
}

/**
 * Borda count (Borda, "Mémoire sur les élections au scrutin", 1781): with n candidates the first place is worth n − 1 points
 * more than the last one, each place one more than the next. Candidates on equal ranks share the average of the places they
 * take together, exactly, which is why points are counted in halves. A rank left out closes up.
 */
export function borda({ lowest, tail }: BordaOptions): AdditiveMethod {
  const sums = (ballots: FoldedBallots, order: SumOrder): readonly number[] =>
    halfPoints(ballots, order, (ranked, standing) =>
      tail === 'modified'
        ? { top: lowest + ranked - 1, tail: 0 }
        : { top: lowest + standing - 1, tail: halfPointsOfTail(tail, lowest, standing - ranked) },
    );
  return {
    name: 'borda',
    forms: ['ranking'],
    unit: 2,
    sums,
    result: (ballots, order) => resultOfSums(sums(ballots, order), order, 2),
  };
}

/** The points of the first place, and the half points of each unranked candidate. */
interface BordaScale {
  readonly top: number;
  readonly tail: number;
}

function halfPointsOfTail(
  tail: Exclude<BordaTail, 'modified'>,
  lowest: number,
  unranked: number,
): number {
  switch (tail) {
    case 'average':
      return 2 * lowest + Math.max(0, unranked - 1);
    case 'zero':
      return 0;
    case 'last':
      return 2 * lowest;
  }
}

function halfPoints(
  ballots: FoldedBallots,
  { withdrawn }: SumOrder,
  scaleOf: (ranked: number, standing: number) => BordaScale,
): readonly number[] {
  const { candidates, distinct, counts, starts, marked } = ballots;
  const standing = candidates - withdrawn.size;
  const scales = Array.from({ length: standing + 1 }, (_, ranked) => scaleOf(ranked, standing));
  const sums = new Float64Array(candidates);
  // Every ballot gives its tail to everybody; those it ranks get only the difference.
  let tails = 0;
  for (let index = 0; index < distinct; index++) {
    const [start, end, count] = [starts[index]!, starts[index + 1]!, counts[index]!];
    const { top, tail } = scales[end - start]!;
    tails += count * tail;
    for (let at = start; at < end;) {
      const next = endOfRank(ballots, at, end);
      // Places at − start … next − start − 1, twice their average: 2 (top − first) − (length − 1).
      const points = count * (2 * (top - (at - start)) - (next - at - 1) - tail);
      for (; at < next; at++) sums[marked[at]!] = sums[marked[at]!]! + points;
    }
  }
  return Array.from(sums, (sum, candidate) => (withdrawn.has(candidate) ? 0 : sum + tails));
}
