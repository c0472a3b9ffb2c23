import { majorityClasses, strengthOf, type StrengthMeasure } from '../pairwise/majorities.js';
import {
  pairwiseMatrix,
  pairwiseWorking,
  type PairwiseMatrix,
  type UnrankedRule,
} from '../pairwise/pairwise.js';
import { rankByLayers } from '../tally/ranking.js';
import type { CountingMethod, PairLock } from '../tally/tally.js';

/**
 * Ranked pairs (Tideman, "Independence of clones as a criterion for voting rules", Social Choice and Welfare 4, 1987):
 * the majorities are considered from the strongest to the weakest, and each is locked unless those locked before it say the
 * opposite. Majorities that measure the same are ordered by the fewer votes against them.
 *
 * Majorities equal in both: Tideman leaves their order open, Zavist and Tideman ("Complete independence of clones in the
 * ranked pairs rule", Social Choice and Welfare 6, 1989) draw one from a ballot. No chance is used here: they are considered
 * as one class, and each is locked unless it lies on a cycle of the class and what is locked already. So a majority that only
 * its equals could contradict is set aside as undecided, whatever the order of the candidates. Without equal majorities this
 * is Tideman's rule; with them it stays independent of clones, but a winner ranked higher may, very rarely, lose by freeing
 * what was set aside.
 *
 * The locked majorities make a strict partial order, completed to a ranking by layers: first all whom nobody is above, then
 * all whom nobody left is above. Ties are left to the tie policy.
 */
export function rankedPairs({
  variant,
  unranked,
}: {
  readonly variant: StrengthMeasure;
  readonly unranked: UnrankedRule;
}): CountingMethod {
  return {
    name: 'ranked-pairs',
    forms: ['ranking'],
    result(ballots, order) {
      const matrix = pairwiseMatrix(ballots, unranked, order);
      const { locks, isAbove } = lockedPairs(matrix, variant);
      return {
        ranking: rankByLayers(matrix.standing, isAbove),
        rounds: [],
        working: { ...pairwiseWorking(matrix), locks },
      };
    },
  };
}

interface LockedPairs {
  readonly locks: readonly PairLock[];
  readonly isAbove: (a: number, b: number) => boolean;
}

function lockedPairs(matrix: PairwiseMatrix, measure: StrengthMeasure): LockedPairs {
  const locked = reachability(matrix.candidates);
  const classes = majorityClasses(matrix, { measure, thenFewerAgainst: true });
  const locks = classes.flatMap((majorities) => {
    const possible = locked.copy();
    for (const { over, under } of majorities) possible.add(over, under);
    const considered = majorities.map((majority): PairLock => {
      const { over, under } = majority;
      const pair = { over, under, strength: strengthOf(majority, measure) };
      if (locked.leads(under, over)) return { ...pair, locked: false };
      if (possible.leads(under, over)) return { ...pair, locked: false, undecided: true };
      return { ...pair, locked: true };
    });
    for (const pair of considered) if (pair.locked) locked.add(pair.over, pair.under);
    return considered;
  });
  return { locks, isAbove: (a, b) => a !== b && locked.leads(a, b) };
}

/** Who leads to whom over what was added, kept complete with every pair. */
interface Reachability {
  readonly leads: (from: number, to: number) => boolean;
  readonly add: (over: number, under: number) => void;
  readonly copy: () => Reachability;
}

function reachability(size: number, reached = selfReached(size)): Reachability {
  const leads = (from: number, to: number): boolean => reached[from * size + to] === 1;
  return {
    leads,
    add(over, under) {
      if (leads(over, under)) return;
      for (let from = 0; from < size; from++) {
        if (!leads(from, over)) continue;
        for (let to = 0; to < size; to++) if (leads(under, to)) reached[from * size + to] = 1;
      }
    },
    copy: () => reachability(size, reached.slice()),
  };
}

function selfReached(size: number): Uint8Array {
  const reached = new Uint8Array(size * size);
  for (let one = 0; one < size; one++) reached[one * size + one] = 1;
  return reached;
}
