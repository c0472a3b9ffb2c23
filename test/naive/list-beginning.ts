import type { ListDocument } from '../support/list-document.js';
import { counts, type NaiveWindow } from './list-windows.js';

/** A list as far as it is settled. People are positions in the merit order of the document. */
export interface NaiveBeginning {
  /** Who stands on each place; null where it is open. */
  readonly taken: readonly (number | null)[];
  /** Who may still get a place, best first. */
  readonly free: readonly number[];
  /** Which of them must get one. */
  readonly due: readonly number[];
}

/** Only the places given by intervention are taken; the barred and people from outside may not have another. */
export function emptyList(document: ListDocument): NaiveBeginning {
  const taken = Array.from({ length: document.places }, (): number | null => null);
  for (const { place, candidate } of document.fixed ?? []) {
    taken[place - 1] = document.candidates.findIndex(({ id }) => id === candidate);
  }
  const free = document.candidates.flatMap(({ id, outsider }, position) =>
    outsider || taken.includes(position) || document.barred?.includes(id) ? [] : [position],
  );
  return { taken, free, due: [] };
}

export function withPerson(
  { taken, free, due }: NaiveBeginning,
  place: number,
  person: number,
): NaiveBeginning {
  return {
    taken: taken.with(place - 1, person),
    free: free.filter((other) => other !== person),
    due: due.filter((other) => other !== person),
  };
}

/** Every way to fill the open places, the better people first: the lists come in the order of their merit. */
export function completions(beginning: NaiveBeginning): number[][] {
  const lists: number[][] = [];
  const used = new Set<number>();
  const order: number[] = [];
  const fill = () => {
    if (order.length === beginning.taken.length) {
      if (beginning.due.every((person) => used.has(person))) lists.push([...order]);
      return;
    }
    const there = beginning.taken[order.length] ?? null;
    for (const person of there === null ? beginning.free : [there]) {
      if (used.has(person)) continue;
      used.add(person);
      order.push(person);
      fill();
      order.pop();
      used.delete(person);
    }
  };
  fill();
  return lists;
}

/** Counts the people on places `from … to` who count for the window's quota. */
export type CountOn = (list: readonly (number | null)[], window: NaiveWindow) => number;

export function countOn({ candidates, quotas }: ListDocument): CountOn {
  const members = new Map(
    quotas.map((quota) => [quota.id, candidates.map(({ groups }) => counts(groups, quota))]),
  );
  return (list, { quota, from, to }) => {
    const counted = members.get(quota)!;
    let count = 0;
    for (let place = from; place <= to; place++) {
      const person = list[place - 1];
      if (person !== null && person !== undefined && counted[person]) count++;
    }
    return count;
  };
}

export function within(count: number, { lo, hi }: NaiveWindow): boolean {
  return count >= lo && count <= hi;
}
