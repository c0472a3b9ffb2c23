import { typeAt, typeCounts, type Pool } from './pool.js';
import type { Window } from './window.js';

/** A place nobody holds yet. */
export const open = -1;

/** A list as far as it is settled, and who is left to complete it with. */
export interface Beginning {
  /** The type of the person at each place, or `open`. */
  readonly slots: readonly number[];
  /** How many of each type are left for the open places. */
  readonly supply: readonly number[];
  /** How many of each type must still get one of the open places. */
  readonly least: readonly number[];
}

/** The list before anything is decided: only the given places are taken. */
export function firstBeginning(pool: Pool): Beginning {
  const supply = pool.counts.map(() => 0);
  for (const position of pool.free) add(supply, typeAt(pool, position), 1);
  return {
    slots: pool.given.map((position) => (position === null ? open : typeAt(pool, position))),
    supply,
    least: pool.counts.map(() => 0),
  };
}

/** The beginning with a member of `type` on the open `place`. */
export function withPlace(beginning: Beginning, place: number, type: number): Beginning {
  const slots = [...beginning.slots];
  slots[place - 1] = type;
  const supply = [...beginning.supply];
  add(supply, type, -1);
  const least = [...beginning.least];
  least[type] = Math.max(0, (least[type] ?? 0) - 1);
  return { slots, supply, least };
}

/** The beginning that must find a place for one more member of `type`. */
export function withMember(beginning: Beginning, type: number): Beginning {
  const least = [...beginning.least];
  add(least, type, 1);
  return { ...beginning, least };
}

/** The beginning that takes no more members of `type` than it must. */
export function withoutMore(beginning: Beginning, type: number): Beginning {
  const supply = [...beginning.supply];
  supply[type] = beginning.least[type] ?? 0;
  return { ...beginning, supply };
}

/** How a quota stands in a beginning: members and others already placed, still needed and still to be had. */
export interface GroupStanding {
  readonly membersLeft: number;
  readonly othersLeft: number;
  readonly membersDue: number;
  readonly othersDue: number;
}

export function groupStanding(pool: Pool, beginning: Beginning, quota: number): GroupStanding {
  let [membersLeft, othersLeft, membersDue, othersDue] = [0, 0, 0, 0];
  for (const type of pool.counts.keys()) {
    const [left, due] = [beginning.supply[type] ?? 0, beginning.least[type] ?? 0];
    if (typeCounts(pool, type, quota)) {
      membersLeft += left;
      membersDue += due;
    } else {
      othersLeft += left;
      othersDue += due;
    }
  }
  return { membersLeft, othersLeft, membersDue, othersDue };
}

/** Whether a complete list keeps every window. Exact; shares nothing with the search. */
export function keepsAll(
  pool: Pool,
  slots: readonly number[],
  windows: readonly Window[],
): boolean {
  return windows.every(({ quota, from, to, lo, hi }) => {
    let members = 0;
    for (let place = from; place <= to; place++) {
      const type = slots[place - 1];
      if (type !== undefined && type !== open && typeCounts(pool, type, quota)) members++;
    }
    return members >= lo && members <= hi;
  });
}

/** Whether `slots` completes the beginning with the people who are left, each once. Exact. */
export function completes(pool: Pool, beginning: Beginning, slots: readonly number[]): boolean {
  if (slots.length !== beginning.slots.length) return false;
  const used = pool.counts.map(() => 0);
  for (const [index, type] of slots.entries()) {
    const before = beginning.slots[index];
    if (type < 0 || type >= used.length) return false;
    if (before === open) add(used, type, 1);
    else if (before !== type) return false;
  }
  return used.every(
    (count, type) =>
      count <= (beginning.supply[type] ?? 0) && count >= (beginning.least[type] ?? 0),
  );
}

function add(counts: number[], index: number, by: number): void {
  counts[index] = (counts[index] ?? 0) + by;
}
