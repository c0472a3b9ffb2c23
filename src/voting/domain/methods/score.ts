import { fraction, type Fraction } from '../../../kernel/exact.js';
import type { FoldedBallots } from '../ballots/folded-ballots.js';
import { resultOfFractions } from '../tally/fraction-votes.js';
import { resultOfSums, sumOfMarks } from '../tally/sums.js';
import type { AdditiveMethod, CountingMethod } from '../tally/tally.js';

/** Score by sum: the scores added up, highest sum first. Who is not marked gets nothing from that voter. */
export const scoreBySum: AdditiveMethod = {
  name: 'score',
  forms: ['score'],
  sums: sumOfMarks,
  result: (ballots, order) => resultOfSums(sumOfMarks(ballots), order),
};

/**
 * Score by mean: the mean of the scores given by those who marked the candidate, an exact fraction, highest mean first. A
 * candidate whom nobody marked has the mean 0, as if everybody had given the lowest score. Means of several boxes do not add
 * up, so paper ballots must be entered one by one.
 */
export const scoreByMean: CountingMethod = {
  name: 'score',
  forms: ['score'],
  result: (ballots, order) => resultOfFractions(means(ballots), order),
};

function means(ballots: FoldedBallots): readonly Fraction[] {
  const markers = markersOf(ballots);
  return sumOfMarks(ballots).map((sum, candidate) => fraction(sum, markers[candidate]! || 1));
}

function markersOf({ candidates, distinct, counts, starts, marked }: FoldedBallots): Float64Array {
  const markers = new Float64Array(candidates);
  for (let index = 0; index < distinct; index++)
    for (let at = starts[index]!; at < starts[index + 1]!; at++)
      markers[marked[at]!] = markers[marked[at]!]! + counts[index]!;
  return markers;
}
