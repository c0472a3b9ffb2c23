import type { Contest, ContestPlan } from './contest.js';

type Standing = Pick<Contest, 'id' | 'body' | 'territory'>;

/** How the contests of a season follow a new version of its rules. */
export interface ContestChanges {
  readonly added: readonly ContestPlan[];
  readonly kept: readonly (ContestPlan & Standing)[];
  readonly removed: readonly Standing[];
}

/** Compares what stands with what the new rules demand. A contest keeps its identity while its body and territory stay. */
export function contestChanges(
  standing: readonly Standing[],
  demanded: readonly ContestPlan[],
): ContestChanges {
  const same = (a: Standing | ContestPlan, b: Standing | ContestPlan): boolean =>
    a.body === b.body && a.territory === b.territory;
  return {
    added: demanded.filter((plan) => !standing.some((contest) => same(contest, plan))),
    kept: demanded.flatMap((plan) => {
      const contest = standing.find((candidate) => same(candidate, plan));
      return contest ? [{ ...plan, id: contest.id }] : [];
    }),
    removed: standing.filter((contest) => !demanded.some((plan) => same(plan, contest))),
  };
}
