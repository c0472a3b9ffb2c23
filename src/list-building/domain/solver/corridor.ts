import type { Window } from '../window.js';
import { open, type Beginning } from './question.js';

/**
 * How many members of one group may stand on places 1…p, for every p, so that all its windows can be kept. Exact for one
 * group: the bounds are closed under every window (a system of difference constraints), so that each number between
 * them belongs to some list, and they cross exactly where there is none.
 */
export interface Corridor {
  /** By place; entry 0 is the empty beginning. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Members that each place has at least and at most, by place − 1. */
  readonly least: Uint8Array;
  readonly most: Uint8Array;
  /** Windows that do not begin at place 1; the others are bounds from the start. */
  readonly inner: readonly Window[];
}

/** The corridor of the windows of one group from a beginning, or null where it is empty. */
export function corridorOf(
  windows: readonly Window[],
  { settled, supply, least: due }: Beginning,
  isMember: (kind: number) => boolean,
): Corridor | null {
  const places = settled.length;
  const [least, most] = [new Uint8Array(places), new Uint8Array(places)];
  let [present, openPlaces] = [0, 0];
  settled.forEach((kind, index) => {
    if (kind === open) {
      most[index] = 1;
      openPlaces++;
    } else if (isMember(kind)) {
      least[index] = most[index] = 1;
      present++;
    }
  });
  let [membersLeft, othersLeft, membersDue, othersDue] = [0, 0, 0, 0];
  supply.forEach((left, kind) => {
    if (isMember(kind)) {
      membersLeft += left;
      membersDue += due[kind]!;
    } else {
      othersLeft += left;
      othersDue += due[kind]!;
    }
  });
  const low = new Int32Array(places + 1);
  const high = new Int32Array(places + 1);
  for (let place = 1; place <= places; place++) {
    low[place] = low[place - 1]! + least[place - 1]!;
    high[place] = high[place - 1]! + most[place - 1]!;
  }
  low[places] = Math.max(low[places]!, present + Math.max(membersDue, openPlaces - othersLeft));
  high[places] = Math.min(high[places]!, present + Math.min(membersLeft, openPlaces - othersDue));
  const inner: Window[] = [];
  for (const window of windows) {
    if (window.from > 1) inner.push(window);
    else {
      low[window.to] = Math.max(low[window.to]!, window.lo);
      high[window.to] = Math.min(high[window.to]!, window.hi);
    }
  }
  const corridor = { low, high, least, most, inner };
  return close(corridor, 0) ? corridor : null;
}

/** Whether a member (1) or another person (0) may stand on the next place, everything before it being settled. */
export function allows({ low, high }: Corridor, place: number, member: 0 | 1): boolean {
  const count = low[place - 1]! + member;
  return count >= low[place]! && count <= high[place]!;
}

/** Settles the next place. False where nothing is left of the corridor. */
export function settlePlace(corridor: Corridor, place: number, member: 0 | 1): boolean {
  const { low, high, least, most } = corridor;
  const count = low[place - 1]! + member;
  if (count < low[place]! || count > high[place]!) return false;
  const narrower = low[place] !== high[place];
  low[place] = high[place] = count;
  least[place - 1] = most[place - 1] = member;
  return !narrower || close(corridor, place);
}

/** A copy that can be settled by itself. */
export function copyOf({ low, high, least, most, inner }: Corridor): Corridor {
  return {
    low: low.slice(),
    high: high.slice(),
    least: least.slice(),
    most: most.slice(),
    inner,
  };
}

/** Closes the bounds under all windows, everything up to `settled` being so already; false where they cross. */
function close({ low, high, least, most, inner }: Corridor, settled: number): boolean {
  const places = least.length;
  let moved = true;
  while (moved) {
    moved = false;
    for (let place = settled + 1; place <= places; place++) {
      const from = low[place - 1]! + least[place - 1]!;
      const to = high[place - 1]! + most[place - 1]!;
      if (from > low[place]!) low[place] = from;
      if (to < high[place]!) high[place] = to;
    }
    for (let place = places; place > settled; place--) {
      const from = low[place]! - most[place - 1]!;
      const to = high[place]! - least[place - 1]!;
      if (from > low[place - 1]!) low[place - 1] = from;
      if (to < high[place - 1]!) high[place - 1] = to;
      if (low[place]! > high[place]!) return false;
    }
    if (low[settled]! > high[settled]!) return false;
    for (const { from, to, lo, hi } of inner) {
      if (to <= settled) continue;
      const before = from - 1;
      if (low[before]! + lo > low[to]!) [low[to], moved] = [low[before]! + lo, true];
      if (high[before]! + hi < high[to]!) [high[to], moved] = [high[before]! + hi, true];
      if (low[to]! - hi > low[before]!) [low[before], moved] = [low[to]! - hi, true];
      if (high[to]! - lo < high[before]!) [high[before], moved] = [high[to]! - lo, true];
      if (low[to]! > high[to]! || low[before]! > high[before]!) return false;
    }
  }
  return true;
}
