/**
 * Whole numbers known from below and from above, and the order in which that became known. A number `v` has two sides: `2v`
 * stands for the number itself, `2v + 1` for it negated, so that a bound of a side only ever rises: "at least 3" is side
 * `2v` at 3, "at most 5" is side `2v + 1` at −5. A claim is a side with a value: that the side is at least so much.
 */
export interface Trail {
  /** By side. */
  readonly bound: Int32Array;
  /** By side: the entry that raised it last; −1 where it stands as at the start. */
  readonly last: Int32Array;
  /** By entry: which side it raised, from what to what, at which level, and the entry of the side before. */
  sides: Int32Array;
  from: Int32Array;
  to: Int32Array;
  levels: Int32Array;
  previous: Int32Array;
  /** By entry: what says so, as whoever raised it counts reasons; and a number or up to two claims with it. */
  reasons: Int32Array;
  premises: Int32Array;
  /** Entries so far. */
  size: number;
  /** The present level; 0 holds for good. */
  level: number;
}

const capacity = 4096;

/** A trail on which nothing has become known yet: the bounds are at their start. */
export function trailOf(bound: Int32Array): Trail {
  return {
    bound,
    last: new Int32Array(bound.length).fill(-1),
    sides: new Int32Array(capacity),
    from: new Int32Array(capacity),
    to: new Int32Array(capacity),
    levels: new Int32Array(capacity),
    previous: new Int32Array(capacity),
    reasons: new Int32Array(capacity),
    premises: new Int32Array(4 * capacity),
    size: 0,
    level: 0,
  };
}

/** Raises a side to a value above its bound and answers the new entry. */
export function enter(trail: Trail, side: number, value: number, reason: number): number {
  const entry = trail.size++;
  if (entry === trail.sides.length) grow(trail);
  trail.sides[entry] = side;
  trail.from[entry] = trail.bound[side]!;
  trail.to[entry] = value;
  trail.levels[entry] = trail.level;
  trail.previous[entry] = trail.last[side]!;
  trail.reasons[entry] = reason;
  trail.last[side] = entry;
  trail.bound[side] = value;
  return entry;
}

/** Makes room for twice as many entries. The arrays are new ones. */
function grow(trail: Trail): void {
  for (const field of [
    'sides',
    'from',
    'to',
    'levels',
    'previous',
    'reasons',
    'premises',
  ] as const) {
    const larger = new Int32Array(2 * trail[field].length);
    larger.set(trail[field]);
    trail[field] = larger;
  }
}

/** Takes the last entry back. */
export function takeBack(trail: Trail): number {
  const entry = --trail.size;
  const side = trail.sides[entry]!;
  trail.bound[side] = trail.from[entry]!;
  trail.last[side] = trail.previous[entry]!;
  return side;
}

/** The first entry that makes a claim true; −1 where it was true at the start. */
export function entryOf({ last, from, previous }: Trail, side: number, value: number): number {
  let entry = last[side]!;
  while (entry >= 0 && from[entry]! >= value) entry = previous[entry]!;
  return entry;
}

/** The bound of a side as it was before an entry. */
export function boundBefore(
  { bound, last, from, previous }: Trail,
  side: number,
  entry: number,
): number {
  let value = bound[side]!;
  for (let later = last[side]!; later >= entry; later = previous[later]!) value = from[later]!;
  return value;
}

/** The bound of a side that holds for good. */
export function boundForGood({ bound, last, from, levels, previous }: Trail, side: number): number {
  let value = bound[side]!;
  for (let later = last[side]!; later >= 0 && levels[later]! > 0; later = previous[later]!)
    value = from[later]!;
  return value;
}
