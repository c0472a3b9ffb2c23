import type { FoldedBallots } from '../ballots/folded-ballots.js';
import { strictRankFault } from '../ballots/shared-ranks.js';
import { resultOfSums } from '../tally/sums.js';
import type { AdditiveMethod, SumOrder } from '../tally/tally.js';

/**
 * Which scale of DesBorda, by the number of the procedure in the counting software Agora Voting: what the first choice is
 * worth. 1: 80 points (Podemos, Vistalegre 2, 2017: 62 places). 2 and 3: 1.3 points for each place, rounded down (they differ
 * only in the places guaranteed to slates). 4: 32 points (2018: 25 choices and 7 more).
 */
export const desbordaVariants = ['1', '2', '3', '4'] as const;

/** One of the scales of DesBorda. */
export type DesbordaVariant = (typeof desbordaVariants)[number];

/**
 * DesBorda, as Podemos used it (P. Echenique, "DesBorda", December 2016; github.com/sequentech/tally-pipes, desborda.py to
 * desborda4.py): each further choice is worth one point less than the one before, and never less than one. Only the points are
 * counted here; the places guaranteed to slates and the zipper belong to the building of the list, as does the separate vote
 * on the head of the list in variant 4. Ranks must differ; a rank left out closes up.
 */
export function desborda(variant: DesbordaVariant): AdditiveMethod {
  const sums = (ballots: FoldedBallots, { seats }: SumOrder): readonly number[] =>
    fallingPoints(ballots, pointsOfFirst(variant, seats));
  return {
    name: 'desborda',
    forms: ['ranking'],
    fault: strictRankFault,
    sums,
    result: (ballots, order) => resultOfSums(sums(ballots, order), order),
  };
}

function pointsOfFirst(variant: DesbordaVariant, places: number): number {
  switch (variant) {
    case '1':
      return 80;
    case '2':
    case '3':
      return Math.floor((13 * places) / 10);
    case '4':
      return 32;
  }
}

function fallingPoints(ballots: FoldedBallots, first: number): readonly number[] {
  const { candidates, distinct, counts, starts, marked } = ballots;
  const sums = new Float64Array(candidates);
  for (let index = 0; index < distinct; index++) {
    const start = starts[index]!;
    for (let at = start; at < starts[index + 1]!; at++)
      sums[marked[at]!] = sums[marked[at]!]! + counts[index]! * Math.max(1, first - (at - start));
  }
  return [...sums];
}
