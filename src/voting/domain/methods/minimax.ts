import {
  pairwiseMatrix,
  pairwiseWorking,
  preferring,
  type PairwiseMatrix,
  type UnrankedRule,
} from '../pairwise/pairwise.js';
import { rankBy } from '../tally/ranking.js';
import type { CountingMethod } from '../tally/tally.js';

/** What of the worst comparison counts against a candidate. */
export const minimaxRules = ['winning', 'margins', 'opposition'] as const;

/** One of them. */
export type MinimaxRule = (typeof minimaxRules)[number];

/**
 * Minimax (Simpson 1969, Kramer 1977): the candidate whose worst comparison with another is the least bad comes first.
 * - winning: the votes for the other in the worst defeat; 0 for who is never defeated.
 * - margins: by how many votes more the other is preferred; negative for who is never defeated.
 * - opposition: the votes for the other in any comparison, lost or not. With equal or unranked candidates on the ballots
 *   this variant may pass over a Condorcet winner.
 * The figure of a candidate is shown as the votes of the only round: fewest first.
 */
export function minimax({
  variant,
  unranked,
}: {
  readonly variant: MinimaxRule;
  readonly unranked: UnrankedRule;
}): CountingMethod {
  return {
    name: 'minimax',
    forms: ['ranking'],
    result(ballots, order) {
      const matrix = pairwiseMatrix(ballots, unranked, order);
      const { candidates, standing } = matrix;
      const worst = new Float64Array(candidates);
      for (const one of standing) {
        const against = standing
          .filter((other) => other !== one)
          .map((other) => countedAgainst(matrix, one, other, variant));
        worst[one] = against.length === 0 ? 0 : Math.max(...against);
      }
      return {
        ranking: rankBy(standing, (a, b) => worst[a]! - worst[b]!),
        rounds: [{ number: 1, votes: Array.from(worst, String), elected: [], excluded: [] }],
        working: pairwiseWorking(matrix),
      };
    },
  };
}

function countedAgainst(
  matrix: PairwiseMatrix,
  one: number,
  other: number,
  variant: MinimaxRule,
): number {
  const [against, support] = [preferring(matrix, other, one), preferring(matrix, one, other)];
  switch (variant) {
    case 'winning':
      return against > support ? against : 0;
    case 'margins':
      return against - support;
    case 'opposition':
      return against;
  }
}
