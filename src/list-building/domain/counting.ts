import { groupStanding, open, type Beginning } from './beginning.js';
import { typeCounts, type Pool } from './pool.js';
import type { Window } from './window.js';

/**
 * Whether the windows of one quota, or of several quotas on the same group, can all be kept from this beginning. Exact
 * for one group: the number of members on places 1…p is bounded from both sides through every window until nothing
 * moves (a system of difference constraints), and the bounds cross exactly when no list exists.
 */
export function countingAllows(
  pool: Pool,
  beginning: Beginning,
  quota: number,
  windows: readonly Window[],
): boolean {
  const { slots } = beginning;
  const places = slots.length;
  const low = new Array<number>(places + 1).fill(0);
  const high = new Array<number>(places + 1).fill(0);
  const step = stepsOf(pool, slots, quota);
  const standing = groupStanding(pool, beginning, quota);
  let [fixedMembers, openPlaces] = [0, 0];
  for (let place = 1; place <= places; place++) {
    const [least, most] = [step.least[place] ?? 0, step.most[place] ?? 0];
    low[place] = (low[place - 1] ?? 0) + least;
    high[place] = (high[place - 1] ?? 0) + most;
    if (slots[place - 1] === open) openPlaces++;
    else fixedMembers += least;
  }
  raise(
    low,
    places,
    fixedMembers + Math.max(standing.membersDue, openPlaces - standing.othersLeft),
  );
  lower(
    high,
    places,
    fixedMembers + Math.min(standing.membersLeft, openPlaces - standing.othersDue),
  );
  let moved = true;
  while (moved) {
    moved = tightenByPlaces(low, high, step);
    for (const { from, to, lo, hi } of windows) {
      moved = raise(low, to, at(low, from - 1) + lo) || moved;
      moved = lower(high, to, at(high, from - 1) + hi) || moved;
      moved = raise(low, from - 1, at(low, to) - hi) || moved;
      moved = lower(high, from - 1, at(high, to) - lo) || moved;
    }
    for (let place = 0; place <= places; place++) {
      if (at(low, place) > at(high, place)) return false;
    }
  }
  return true;
}

interface Steps {
  readonly least: readonly number[];
  readonly most: readonly number[];
}

function stepsOf(pool: Pool, slots: readonly number[], quota: number): Steps {
  const [least, most] = [[0], [0]];
  for (const type of slots) {
    const member = type !== open && typeCounts(pool, type, quota);
    least.push(member ? 1 : 0);
    most.push(type === open || member ? 1 : 0);
  }
  return { least, most };
}

function tightenByPlaces(low: number[], high: number[], step: Steps): boolean {
  let moved = false;
  for (let place = 1; place < low.length; place++) {
    moved = raise(low, place, at(low, place - 1) + at(step.least, place)) || moved;
    moved = lower(high, place, at(high, place - 1) + at(step.most, place)) || moved;
  }
  for (let place = low.length - 1; place > 0; place--) {
    moved = raise(low, place - 1, at(low, place) - at(step.most, place)) || moved;
    moved = lower(high, place - 1, at(high, place) - at(step.least, place)) || moved;
  }
  return moved;
}

function raise(bounds: number[], index: number, to: number): boolean {
  if (to <= at(bounds, index)) return false;
  bounds[index] = to;
  return true;
}

function lower(bounds: number[], index: number, to: number): boolean {
  if (to >= at(bounds, index)) return false;
  bounds[index] = to;
  return true;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
