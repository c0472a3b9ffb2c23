import { countsIn, type Program, type Row } from './program.js';

// Rounds without a better list, and rows looked at: the relaxation mends the rest sooner.
const patience = 400;
const mostWork = 2_000_000;

/** Where the relaxation of a program begins, by segment: near a list (kinds of the program by place), or near a rough one. */
export function centreOf(program: Program, near: Int32Array | undefined): Int32Array {
  return near
    ? Int32Array.from(program.segmentPlaces, ([first]) => near[first - 1]!)
    : roughList(program);
}

/**
 * A list that breaks few rows, by segment and kind: where the relaxation begins. It is found by moving one or two people
 * at a time (min-conflicts with a short memory), always in the same way, and proves nothing.
 */
function roughList(program: Program): Int32Array {
  const { sizes, kinds, supplies, groups, isMember, rows } = program;
  const segments = sizes.length;
  const placeSegment: number[] = [];
  for (let segment = 0; segment < segments; segment++) {
    for (let place = 0; place < sizes[segment]!; place++) placeSegment.push(segment);
  }
  const places = placeSegment.length;
  const left = supplies.slice();
  const list = Int32Array.from(placeSegment, (segment) => {
    let kind = (segment * 7) % kinds;
    for (let tries = 0; tries < kinds && left[kind]! <= 0; tries++) kind = (kind + 1) % kinds;
    left[kind]! -= 1;
    return kind;
  });
  // Bounds of each group as prefixes: rows of the group, and the people counted in them.
  const ownRows: Row[][] = Array.from({ length: groups }, () => []);
  for (const row of rows) if (row.kind < 0 && row.first <= row.last) ownRows[row.group]!.push(row);
  const counts = ownRows.map((own) =>
    Int32Array.from(own, (row) => {
      let count = 0;
      for (let place = 0; place < places; place++) {
        const segment = placeSegment[place]!;
        if (segment >= row.first && segment <= row.last && countsIn(program, row, list[place]!))
          count++;
      }
      return count;
    }),
  );
  const broken = ({ lo, hi }: Row, count: number) =>
    count < lo ? lo - count : count > hi ? count - hi : 0;
  let [total, work] = [0, 0];
  ownRows.forEach((own, group) => {
    own.forEach((row, index) => (total += broken(row, counts[group]![index]!)));
  });

  /** What changes where `kind` comes to `segment` for `old`, and `old2` for `kind2` on another. */
  const change = (
    segment: number,
    kind: number,
    old: number,
    segment2: number,
    kind2: number,
    old2: number,
  ): number => {
    let delta = 0;
    for (let group = 0; group < groups; group++) {
      const here = isMember[kind * groups + group]! - isMember[old * groups + group]!;
      const there =
        segment2 < 0 ? 0 : isMember[kind2 * groups + group]! - isMember[old2 * groups + group]!;
      if (here === 0 && there === 0) continue;
      const own = ownRows[group]!;
      const count = counts[group]!;
      work += own.length;
      for (let index = 0; index < own.length; index++) {
        const row = own[index]!;
        const by =
          (segment >= row.first && segment <= row.last ? here : 0) +
          (segment2 >= row.first && segment2 <= row.last ? there : 0);
        if (by === 0) continue;
        const now = count[index]!;
        delta += broken(row, now + by) - broken(row, now);
      }
    }
    return delta;
  };
  const apply = (segment: number, kind: number, old: number) => {
    for (let group = 0; group < groups; group++) {
      const by = isMember[kind * groups + group]! - isMember[old * groups + group]!;
      if (by === 0) continue;
      const own = ownRows[group]!;
      for (let index = 0; index < own.length; index++) {
        const row = own[index]!;
        if (segment >= row.first && segment <= row.last) counts[group]![index]! += by;
      }
    }
  };
  let state = 0x2545f491;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) % limit;
  };
  let best = list.slice();
  let bestTotal = total;
  const tabu = new Int32Array(places);
  let quiet = 0;
  for (let round = 1; total > 0 && quiet < patience && work < mostWork; round++) {
    const place = below(places);
    const segment = placeSegment[place]!;
    const old = list[place]!;
    let [move, score, mover] = [-1, Infinity, -1];
    for (let other = 0; other < places; other++) {
      const kind = list[other]!;
      if (kind === old || placeSegment[other] === segment || tabu[other]! > round) continue;
      const delta = change(segment, kind, old, placeSegment[other]!, old, kind);
      if (delta < score) [move, score, mover] = [other, delta, -1];
    }
    for (let kind = 0; kind < kinds; kind++) {
      if (left[kind]! <= 0 || kind === old) continue;
      const delta = change(segment, kind, old, -1, 0, 0);
      if (delta < score) [move, score, mover] = [-1, delta, kind];
    }
    quiet++;
    if (score > 0 && below(100) >= 5) continue;
    if (score === Infinity) continue;
    total += score;
    if (mover >= 0) {
      apply(segment, mover, old);
      left[mover]! -= 1;
      left[old]! += 1;
      list[place] = mover;
    } else {
      const kind = list[move]!;
      apply(segment, kind, old);
      apply(placeSegment[move]!, old, kind);
      list[place] = kind;
      list[move] = old;
      tabu[move] = round + 3;
    }
    tabu[place] = round + 3;
    if (total < bestTotal) {
      bestTotal = total;
      best = list.slice();
      quiet = 0;
    }
  }
  return Int32Array.from({ length: segments }, (_, segment) => {
    const at = placeSegment.indexOf(segment);
    return at < 0 ? 0 : best[at]!;
  });
}
