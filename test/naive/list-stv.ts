import type { RankedElection } from '../support/ranked-election.js';

/** A count for so many seats; `placed` are never excluded in it, and one other is elected. */
export type NaiveCount = (
  election: RankedElection,
  placed?: readonly number[],
) => { readonly elected: readonly number[] };

/** The loser among n for n − 1 seats takes place n. */
export function naiveBottomUp(count: NaiveCount, election: RankedElection): readonly number[] {
  const everybody = Array.from({ length: election.candidates }, (_, who) => who);
  let left = count(election).elected;
  const list: number[] = [];
  while (left.length > 1) {
    const among: readonly number[] = left;
    const withdrawn = everybody.filter((who) => !among.includes(who));
    const stay = count({ ...election, seats: among.length - 1, withdrawn }).elected;
    list.unshift(among.find((who) => !stay.includes(who)) ?? -1);
    left = stay;
  }
  return [...left, ...list];
}

/** Whoever is new among n takes place n. */
export function naiveTopDown(count: NaiveCount, election: RankedElection): readonly number[] {
  const { candidates, seats, withdrawn = [] } = election;
  const list: number[] = [];
  for (let place = 1; place <= Math.min(seats, candidates - withdrawn.length); place++) {
    const { elected } = count({ ...election, seats: place }, list);
    list.push(elected.find((who) => !list.includes(who)) ?? -1);
  }
  return list;
}
