import { assert } from '../../../kernel/assert.js';
import type { FoldedBallots } from '../ballots/folded-ballots.js';
import { rankBy, standingOf } from './ranking.js';
import type { CountOrder, MethodResult } from './tally.js';

/** The result of an additive method from its sums: one round, most votes first. */
export function resultOfSums(
  sums: readonly number[],
  { withdrawn }: Pick<CountOrder, 'withdrawn'>,
  unit: 1 | 2 = 1,
): MethodResult {
  const votes = sums.map((sum) => String(sum / unit));
  return {
    ranking: rankBy(standingOf(sums.length, withdrawn), (a, b) => sumOf(sums, b) - sumOf(sums, a)),
    rounds: [{ number: 1, votes, elected: [], excluded: [] }],
    working: { kind: 'sums' },
  };
}

/** The sum of the candidate on a position. */
export function sumOf(sums: readonly number[], position: number): number {
  const sum = sums[position];
  assert(sum !== undefined, `candidate ${position} stands in this round`);
  return sum;
}

/** For each candidate the values written beside the name, added up over all voters. */
export function sumOfMarks(ballots: FoldedBallots): readonly number[] {
  const { candidates, distinct, counts, starts, marked, values } = ballots;
  const sums = new Float64Array(candidates);
  for (let index = 0; index < distinct; index++) {
    const count = counts[index]!;
    for (let at = starts[index]!; at < starts[index + 1]!; at++) {
      const candidate = marked[at]!;
      sums[candidate] = sums[candidate]! + count * values[at]!;
    }
  }
  return [...sums];
}
