import { defined } from '../../../kernel/assert.js';
import { mostOrderedItems, optimalOrders, type OptimalOrders } from '../pairwise/optimal-orders.js';
import {
  pairwiseMatrix,
  pairwiseWorking,
  preferring,
  type UnrankedRule,
} from '../pairwise/pairwise.js';
import { ranksOf } from '../tally/ranking.js';
import type { CountingMethod, CountOrder } from '../tally/tally.js';
import { breakTie, type TieReport } from '../ties/ties.js';

/**
 * Kemeny's rule (Kemeny, "Mathematics without numbers", Daedalus 88, 1959; Young 1988): the ranking that agrees with most
 * preferences of the voters between two candidates. Computed exactly, hence only for a limited number of candidates.
 *
 * Several rankings may agree equally well. Candidates whom not all best rankings put in the same order share a rank; where
 * that concerns a seat, the tie policy is asked, place by place, who of those that some best ranking puts there takes it. So
 * the places decided are always the beginning of one of the best rankings.
 */
export function kemeny({ unranked }: { readonly unranked: UnrankedRule }): CountingMethod {
  return {
    name: 'kemeny',
    forms: ['ranking'],
    mostCandidates: mostOrderedItems,
    result(ballots, order) {
      const matrix = pairwiseMatrix(ballots, unranked, order);
      const { standing } = matrix;
      const best = optimalOrders(standing.length, (a, b) =>
        preferring(matrix, positionOf(standing, a), positionOf(standing, b)),
      );
      const { classes, ties } = placed(best, standing, order);
      const ranking = ranksOf(classes);
      return {
        ranking,
        elected: ranking
          .filter(({ rank, candidates }) => rank + candidates.length - 1 <= order.seats)
          .flatMap(({ candidates }) => candidates),
        rounds: [],
        ties,
        working: {
          ...pairwiseWorking(matrix),
          best: { agreement: best.agreement, rankings: String(best.number) },
        },
      };
    },
  };
}

interface Placed {
  /** Positions in classes, best first. */
  readonly classes: readonly (readonly number[])[];
  readonly ties: readonly TieReport[];
}

/** The blocks of the best rankings, each put in order as far as a seat depends on it and the policy decides. */
function placed(best: OptimalOrders, standing: readonly number[], order: CountOrder): Placed {
  const classes: (readonly number[])[] = [];
  const ties: TieReport[] = [];
  let left = 2 ** standing.length - 1;
  let before = 0;
  for (const block of best.blocks) {
    const seats = order.seats - before;
    const ordered = orderBlock(best, { block, left, seats }, { standing, order });
    classes.push(...ordered.classes);
    ties.push(...ordered.ties);
    before += block.length;
    left = without(left, block);
  }
  return { classes, ties };
}

/** One block, place by place. The rest shares a rank when the seats are taken, or when the policy waits for the commission. */
function orderBlock(
  best: OptimalOrders,
  { block, left: start, seats }: { block: readonly number[]; left: number; seats: number },
  { standing, order }: { standing: readonly number[]; order: CountOrder },
): Placed {
  const classes: (readonly number[])[] = [];
  const ties: TieReport[] = [];
  let [left, open] = [start, block];
  while (open.length > 0) {
    const next = best.next(left);
    let [item] = next;
    if (next.length > 1) {
      if (classes.length >= seats) break;
      const tie = breakTie(
        {
          tied: next.map((one) => positionOf(standing, one)),
          at: 'election',
          round: 1,
          wanted: 'best',
          history: { rounds: 0, compare: () => 0 },
        },
        order.ties,
      );
      ties.push(tie.report);
      if (!tie.decided) break;
      item = standing.indexOf(defined(tie.classes[0]?.[0], 'the best of a decided tie'));
    }
    const taken = defined(item, 'an item that comes next');
    classes.push([positionOf(standing, taken)]);
    left = without(left, [taken]);
    open = open.filter((one) => one !== taken);
  }
  const rest = open.map((one) => positionOf(standing, one));
  return { classes: rest.length > 0 ? [...classes, rest] : classes, ties };
}

function positionOf(standing: readonly number[], item: number): number {
  return defined(standing[item], 'the position of an item');
}

function without(set: number, items: readonly number[]): number {
  return items.reduce((left, item) => left & ~(1 << item), set);
}
