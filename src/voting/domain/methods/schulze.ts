import { majorityClasses, strengthOf, type Majority } from '../pairwise/majorities.js';
import {
  pairwiseMatrix,
  pairwiseWorking,
  rowsOf,
  type PairwiseMatrix,
  type UnrankedRule,
} from '../pairwise/pairwise.js';
import { rankByLayers } from '../tally/ranking.js';
import type { CountingMethod } from '../tally/tally.js';

/**
 * What makes a victory strong:
 * - winning: the votes for it, as in most counts by this method;
 * - winning-against: the votes for it, and where they are equal the fewer votes against it (Schulze 2011, section 2.1,
 *   "winning votes");
 * - margins: the votes for it less those against it (section 2.1, "margin").
 */
export const schulzeRules = ['winning', 'winning-against', 'margins'] as const;

/** One of them. */
export type SchulzeRule = (typeof schulzeRules)[number];

/**
 * The Schulze method (Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
 * single-winner election method", Social Choice and Welfare 36, 2011): one candidate is above another when the strongest path
 * of victories from the first to the second is stronger than the strongest path back. A path is as strong as its weakest
 * victory.
 *
 * That relation is a strict partial order (section 4.1). It is completed to a ranking by layers: first all whom nobody is
 * above (the potential winners of section 2.2), then all whom nobody left is above. Ties are left to the tie policy.
 */
export function schulze({
  variant,
  unranked,
}: {
  readonly variant: SchulzeRule;
  readonly unranked: UnrankedRule;
}): CountingMethod {
  const measure = variant === 'margins' ? 'margins' : 'winning';
  const thenFewerAgainst = variant === 'winning-against';
  return {
    name: 'schulze',
    forms: ['ranking'],
    result(ballots, order) {
      const matrix = pairwiseMatrix(ballots, unranked, order);
      const { candidates, standing } = matrix;
      const classes = majorityClasses(matrix, { measure, thenFewerAgainst });
      const paths = strongestPaths(matrix, classes);
      const shown = (figure: (majority: Majority) => number): readonly (readonly number[])[] => {
        const figures = classes.map((majorities) => figure(majorities[0]!));
        return rowsOf(
          Array.from(paths, (strength) => figures[classes.length - strength] ?? 0),
          candidates,
        );
      };
      return {
        // Section 2.2, (2.2.5): ab is in the relation when P[a,b] is stronger than P[b,a].
        ranking: rankByLayers(
          standing,
          (a, b) => paths[a * candidates + b]! > paths[b * candidates + a]!,
        ),
        rounds: [],
        working: {
          ...pairwiseWorking(matrix),
          strongestPaths: shown((majority) => strengthOf(majority, measure)),
          ...(thenFewerAgainst ? { pathOpposition: shown((one) => one.opposition) } : {}),
        },
      };
    },
  };
}

/**
 * The strength of the strongest path between every two candidates, as the number of its weakest victory's class counted from
 * the weakest one; 0 where no path of victories leads. Section 2.3 computes it over all links, lost ones too; that changes
 * nothing in the relation, because of two candidates one has a victory over the other or both have a tied link, and no lost
 * link is stronger than a tie.
 */
function strongestPaths(
  { candidates, standing }: PairwiseMatrix,
  classes: readonly (readonly Majority[])[],
): Int32Array {
  const paths = new Int32Array(candidates * candidates);
  classes.forEach((majorities, index) => {
    for (const { over, under } of majorities)
      paths[over * candidates + under] = classes.length - index;
  });
  for (const by of standing)
    for (const from of standing) {
      const first = paths[from * candidates + by]!;
      if (from === by || first === 0) continue;
      for (const to of standing) {
        if (to === from) continue;
        const strength = Math.min(first, paths[by * candidates + to]!);
        const at = from * candidates + to;
        if (strength > paths[at]!) paths[at] = strength;
      }
    }
  return paths;
}
