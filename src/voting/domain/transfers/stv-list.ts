import type { FoldedBallots } from '../ballots/folded-ballots.js';
import { stvErs97 } from '../methods/stv-ers97.js';
import { stvPrfWigm } from '../methods/stv-prf-wigm.js';
import { stvScottish } from '../methods/stv-scottish.js';
import { stvWigm } from '../methods/stv-wigm.js';
import { ranksOf } from '../tally/ranking.js';
import {
  tallyBallots,
  type CountingMethod,
  type CountingRound,
  type CountOrder,
  type MethodResult,
  type Tally,
} from '../tally/tally.js';
import type { TieReport } from '../ties/ties.js';

/** The rules of the single transferable vote by which the counts for a list can be held. */
export const listRules = ['ers97', 'scottish', 'prf-wigm', 'wigm'] as const;

/** The method of such a rule. */
export function methodOfListRule(rule: (typeof listRules)[number]): CountingMethod {
  switch (rule) {
    case 'ers97':
      return stvErs97;
    case 'scottish':
      return stvScottish;
    case 'prf-wigm':
      return stvPrfWigm('single');
    case 'wigm':
      return stvWigm;
  }
}

/** The counts by which a list is made, one after the other, written down as one. */
export interface ListCounts {
  readonly rounds: readonly CountingRound[];
  readonly ties: readonly TieReport[];
  /** Holds one more count of the same ballots; `place` is the one it decides. */
  hold(order: CountOrder, place?: number): Tally;
}

/** Counts of these ballots by this method, none held yet. */
export function listCounts(method: CountingMethod, ballots: FoldedBallots): ListCounts {
  const rounds: CountingRound[] = [];
  const ties: TieReport[] = [];
  return {
    rounds,
    ties,
    hold(order, place) {
      const before = rounds.length;
      const tally = tallyBallots(method, ballots, order);
      const label = place === undefined ? {} : { place };
      rounds.push(
        ...tally.rounds.map((one) => ({ ...one, number: before + one.number, ...label })),
      );
      ties.push(
        ...decisiveTies(tally).map((tie) => ({
          ...tie,
          round: before + (tie.round ?? tally.rounds.length),
        })),
      );
      return tally;
    },
  };
}

/** Whether a count stopped at a tie that the commission must decide. */
export function isWaiting(tally: Tally): boolean {
  return decisiveTies(tally).some(({ awaited }) => awaited.length > 0);
}

/** The order of those whom one count elects together decides nothing here: the next count does. */
function decisiveTies({ ties }: Tally): readonly TieReport[] {
  return ties.filter(({ at }) => at !== 'elected');
}

/** The result of a list: who is on it in order, and everybody else after them in classes. */
export function listResult(
  { rounds, ties }: ListCounts,
  elected: readonly number[],
  others: readonly (readonly number[])[],
): MethodResult {
  return {
    elected,
    ranking: ranksOf([...elected.map((one) => [one]), ...others.filter((same) => same.length > 0)]),
    rounds,
    ties,
    working: { kind: 'transfers' },
  };
}
