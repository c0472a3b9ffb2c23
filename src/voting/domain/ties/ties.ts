import type { Rank } from '../tally/ranking.js';
import {
  idsOf,
  isStrict,
  separateByPolicy,
  sortedContenders,
  withAsk,
  type Classes,
  type Contender,
  type TieHistory,
  type TieRules,
  type TieStep,
  type TieStepUse,
} from './tie-policy.js';

/**
 * Where a tie lies. In the final ranking: across the cut, among those above it, or among those below it (where it decides
 * nothing). In the middle of a count: whom to elect, to exclude or to transfer first.
 */
export type TiePlace = 'cut' | 'elected' | 'below' | 'election' | 'exclusion' | 'surplus';

/** Who tied, where, what decided, and the order it gave. */
export interface TieReport {
  readonly candidates: readonly string[];
  /** The shared rank; absent for a tie in the middle of a count. */
  readonly rank?: number;
  /** The round in whose middle the tie came; absent for a tie in the final ranking. */
  readonly round?: number;
  readonly at: TiePlace;
  readonly steps: readonly TieStepUse[];
  /** The step that completed the order as far as it was needed; null while the tie is open. */
  readonly resolvedBy: TieStep['kind'] | null;
  /** The order decided so far, best first; classes of more than one are tied still. */
  readonly order: readonly (readonly string[])[];
  /** The candidates the commission must put in order; empty when the policy was enough. */
  readonly awaited: readonly (readonly string[])[];
}

/** A ranking after the policy: strict wherever it decides something. */
export interface SettledRanking {
  /** Candidates by rank. A rank holds several only below the cut, or while the commission is awaited. */
  readonly ranking: readonly { readonly rank: number; readonly candidates: readonly string[] }[];
  readonly ties: readonly TieReport[];
  /** The sets of candidates that wait for the commission's decision. */
  readonly awaited: readonly (readonly string[])[];
}

/** What settling the ties of a final ranking rests on. */
export interface TieFacts extends TieRules {
  readonly places: number;
  /** What the rounds of the count say; nothing where it had but one. */
  readonly history?: TieHistory;
}

/** A tie in the middle of a count. */
export interface TieQuestion {
  /** Positions. */
  readonly tied: readonly number[];
  readonly at: 'election' | 'exclusion' | 'surplus';
  /** The number of the round. */
  readonly round: number;
  /** Only the best one is to be set apart, only the worst one, or all of them. */
  readonly wanted: 'best' | 'worst' | 'order';
  readonly history: TieHistory;
}

/** A tie as far as the policy broke it: positions in classes, best first, and the report. */
export interface BrokenTie {
  readonly classes: readonly (readonly number[])[];
  /** Whether what was wanted is set apart. */
  readonly decided: boolean;
  readonly report: TieReport;
}

/**
 * Breaks a tie in the middle of a count by the written policy, step by step, no further than the count needs. What no step
 * decides waits for the commission, whether or not the policy says `ask`.
 */
export function breakTie(question: TieQuestion, rules: TieRules): BrokenTie {
  const { tied, at, round, wanted, history } = question;
  const contenders = sortedContenders(tied, rules);
  const purpose = `tie/${at}/${round}/`;
  const { classes, steps } = separateByPolicy(contenders, withAsk(rules.policy), {
    rules,
    purpose,
    history,
    isEnough: (now) => isSetApart(now, wanted),
  });
  const decided = isSetApart(classes, wanted);
  const open =
    wanted === 'best' ? classes.slice(0, 1) : wanted === 'worst' ? classes.slice(-1) : classes;
  return {
    classes: classes.map((same) => same.map(({ position }) => position)),
    decided,
    report: {
      candidates: idsOf(contenders),
      round,
      at,
      steps,
      resolvedBy: decided ? (steps.at(-1)?.by ?? null) : null,
      order: classes.map(idsOf),
      awaited: open.filter(({ length }) => length > 1).map(idsOf),
    },
  };
}

/**
 * Breaks every tie of a ranking by the written policy, step by step, and reports each use. A tie that matters and that no
 * step decides waits for the commission, whether or not the policy says `ask`: nothing is settled silently. A tie wholly
 * below the cut is ordered as far as the policy goes but never asks. What stands after `ask` is not tried: the commission
 * has the last word.
 */
export function settleTies(ranking: readonly Rank[], facts: TieFacts): SettledRanking {
  const settled = ranking.map((rank) => settleRank(rank, facts));
  return {
    ranking: settled.flatMap(({ ranks }) => ranks),
    ties: settled.flatMap(({ report }) => report ?? []),
    awaited: settled.flatMap(({ report }) => report?.awaited ?? []),
  };
}

function settleRank(
  rank: Rank,
  facts: TieFacts,
): { ranks: SettledRanking['ranking']; report: TieReport | null } {
  const tied = sortedContenders(rank.candidates, facts);
  if (tied.length === 1)
    return { ranks: [{ rank: rank.rank, candidates: idsOf(tied) }], report: null };
  const report = reportTie(rank.rank, tied, facts);
  return { ranks: ranksFrom(rank.rank, report.order), report };
}

const noHistory: TieHistory = { rounds: 0, compare: () => 0 };

function reportTie(rank: number, tied: readonly Contender[], facts: TieFacts): TieReport {
  const at = placeOfTie(rank, tied.length, facts.places);
  const policy =
    at === 'below' ? facts.policy.filter(({ kind }) => kind !== 'ask') : withAsk(facts.policy);
  const { classes, steps } = separateByPolicy(tied, policy, {
    rules: facts,
    purpose: `tie/${rank}/`,
    history: facts.history ?? noHistory,
    isEnough: isStrict,
  });
  const order = classes.map(idsOf);
  return {
    candidates: idsOf(tied),
    rank,
    at,
    steps,
    resolvedBy: isStrict(classes) ? (steps.at(-1)?.by ?? null) : null,
    order,
    awaited: at === 'below' ? [] : order.filter(({ length }) => length > 1),
  };
}

function ranksFrom(
  first: number,
  order: readonly (readonly string[])[],
): SettledRanking['ranking'] {
  let rank = first;
  return order.map((candidates) => {
    const here = { rank, candidates };
    rank += candidates.length;
    return here;
  });
}

function placeOfTie(rank: number, tied: number, places: number): TiePlace {
  if (rank > places) return 'below';
  return rank + tied - 1 > places ? 'cut' : 'elected';
}

function isSetApart(classes: Classes, wanted: TieQuestion['wanted']): boolean {
  switch (wanted) {
    case 'best':
      return classes[0]?.length === 1;
    case 'worst':
      return classes.at(-1)?.length === 1;
    case 'order':
      return isStrict(classes);
  }
}
