import { certificateOf, worthAt, worthOf, type Certificate } from './certificate.js';
import type { Corridor } from './corridor.js';
import type { Program, Row } from './program.js';
import { open, type Beginning, type Rules } from './question.js';
import { relaxationOf } from './relaxation.js';
import type { GroupWindows } from './witness.js';

/**
 * Looks from a place some places ahead, with people in fractions: what it finds impossible is impossible, and it has whole
 * numbers to prove it. Every place is a segment; the rows are the corridors of all groups, which hold all that counting
 * one group can know of the whole list, and the windows inside.
 */
export interface LookAhead {
  /** The corridors as they stand with everything before the place settled. */
  follow(corridors: readonly Corridor[], settled: number): void;
  /** A proof kept from earlier places that nobody of the kind may have the place, where one applies. */
  known(place: number): (kind: number) => Obstacle | null;
  /**
   * Asks about somebody of `kind` on `place`: `now` are the corridors before, `then` those that settle it so. Null: no
   * obstacle in sight as far as `horizon` places ahead.
   */
  ask(
    place: number,
    kind: number,
    now: readonly Corridor[],
    then: readonly Corridor[],
    horizon: number,
  ): Obstacle | null;
  /** Takes somebody from the people who are left and closes the place, or with −1 takes that back. */
  put(place: number, kind: number, by: 1 | -1): void;
}

/** A proof that nobody of a kind may have a place. */
export interface Obstacle {
  readonly certificate: Certificate;
  /** What it rests on besides the people left. */
  readonly bounds: readonly SeenBound[];
}

/** The least (`isFloor`) or the most members of a group between two places that its corridor or one of its windows allows. */
export interface SeenBound {
  readonly group: number;
  /** The place before the first; 0 where it is the first of the list. */
  readonly before: number;
  readonly to: number;
  readonly isFloor: boolean;
}

const mostObstacles = 128;
const recentreAfter = 6;

/** The look-ahead over the open places of a beginning. */
export function lookAheadOf(rules: Rules, start: Beginning, checks: GroupWindows): LookAhead {
  const program = corridorProgram(rules, start, checks);
  const { prefixes, inner, kindRows, givenMembers } = program;
  const relaxation = relaxationOf(program);
  const segments = program.sizes.length;
  const obstacles: Obstacle[] = [];
  const guess = Int32Array.from({ length: segments }, (_, segment) => (segment * 7) % rules.kinds);
  let centredAt = -Infinity;
  let centredFor = 0;
  return { follow, known, ask, put };

  function put(place: number, kind: number, by: 1 | -1): void {
    program.sizes[program.segmentOf[place - 1]!]! -= by;
    program.supplies[kind]! -= by;
    program.dead[kind] = program.supplies[kind] === 0 ? 1 : 0;
    const row = kindRows[kind];
    if (row) {
      row.lo -= by;
      row.hi -= by;
    }
    if (by < 0) centredAt = -Infinity;
  }

  function follow(corridors: readonly Corridor[], settled: number): void {
    corridors.forEach(({ low, high }, group) => {
      const given = givenMembers[group]!;
      const before = low[settled]! - given[settled]!;
      const rows = prefixes[group]!;
      for (let segment = 0; segment < segments; segment++) {
        const row = rows[segment]!;
        const place = program.segmentPlaces[segment]![0];
        if (place > settled) {
          row.lo = low[place]! - given[place]! - before;
          row.hi = high[place]! - given[place]! - before;
        } else [row.lo, row.hi] = [0, segments];
      }
    });
    for (const { row, from, lo, hi } of inner) {
      // A window that has begun is in the corridor.
      if (from > settled + 1) [row.lo, row.hi] = [lo, hi];
      else [row.lo, row.hi] = [0, segments];
    }
  }

  function known(place: number): (kind: number) => Obstacle | null {
    const segment = program.segmentOf[place - 1]!;
    const worths = new Map<Obstacle, { excess: number; best: number }>();
    return (kind) => {
      for (const obstacle of obstacles) {
        const { certificate } = obstacle;
        let worth = worths.get(obstacle);
        if (!worth) {
          worth = worthOf(program, certificate, segment);
          worths.set(obstacle, worth);
        }
        if (worth.excess + worth.best - worthAt(program, certificate, segment, kind) > 0)
          return obstacle;
      }
      return null;
    };
  }

  function ask(
    place: number,
    kind: number,
    now: readonly Corridor[],
    then: readonly Corridor[],
    horizon: number,
  ): Obstacle | null {
    const segment = program.segmentOf[place - 1]!;
    if (place - centredAt > recentreAfter || horizon !== centredFor) {
      relaxation.centre(guess, Math.min(segments - 1, segment + horizon + recentreAfter));
      [centredAt, centredFor] = [place, horizon];
    }
    const dead = program.dead[kind]!;
    program.sizes[segment]! -= 1;
    program.supplies[kind]! -= 1;
    const row = kindRows[kind];
    if (row) [row.lo, row.hi] = [row.lo - 1, row.hi - 1];
    follow(then, place);
    const relaxed = relaxation.solve();
    const certificate =
      relaxed.kind === 'impossible' ? certificateOf(program, relaxed.weights) : null;
    if (relaxed.kind === 'feasible') remember();
    if (relaxed.kind === 'unsettled') centredAt = -Infinity;
    program.sizes[segment]! += 1;
    program.supplies[kind]! += 1;
    program.dead[kind] = dead;
    if (row) [row.lo, row.hi] = [row.lo + 1, row.hi + 1];
    follow(now, place - 1);
    if (!certificate) return null;
    const obstacle = { certificate, bounds: boundsOf(certificate) };
    obstacles.unshift(obstacle);
    if (obstacles.length > mostObstacles) obstacles.pop();
    return obstacle;
  }

  function boundsOf({ rows, weights }: Certificate): SeenBound[] {
    return rows.flatMap(({ group, first, last }, index) => {
      if (group < 0) return [];
      const before = first === 0 ? 0 : program.segmentPlaces[first]![0] - 1;
      const to = program.segmentPlaces[last]![1];
      return [{ group, before, to, isFloor: weights[index]! > 0 }];
    });
  }

  /** The next centre: whoever has the largest part of each place. */
  function remember(): void {
    const most = new Float64Array(segments);
    for (const { segment, kind, value } of relaxation.fractions()) {
      if (value > most[segment]!) [most[segment], guess[segment]] = [value, kind];
    }
  }
}

interface CorridorProgram extends Program {
  /** Rows on segments 0…s of each group. */
  readonly prefixes: readonly (readonly Row[])[];
  readonly inner: readonly {
    readonly row: Row;
    readonly from: number;
    readonly lo: number;
    readonly hi: number;
  }[];
  readonly kindRows: readonly (Row | null)[];
  /** For each group its members on places 1…p that were settled from the start. */
  readonly givenMembers: readonly Int32Array[];
}

function corridorProgram(rules: Rules, start: Beginning, checks: GroupWindows): CorridorProgram {
  const { groups, isMember, windows } = checks;
  const places: number[] = [];
  const segmentOf = new Int32Array(rules.places).fill(open);
  start.settled.forEach((kind, index) => {
    if (kind !== open) return;
    segmentOf[index] = places.length;
    places.push(index + 1);
  });
  const segments = places.length;
  const rows: Row[] = [];
  const add = (first: number, last: number, group: number, kind: number): Row => {
    const origin = { kind: 'supply' } as const;
    const row: Row = {
      first,
      last,
      group,
      kind,
      lo: 0,
      hi: segments,
      floor: origin,
      ceiling: origin,
    };
    rows.push(row);
    return row;
  };
  const givenMembers = Array.from({ length: groups }, (_, group) => {
    const counts = new Int32Array(rules.places + 1);
    start.settled.forEach((kind, index) => {
      const member = kind !== open && isMember[kind * groups + group] === 1;
      counts[index + 1] = counts[index]! + (member ? 1 : 0);
    });
    return counts;
  });
  const prefixes = Array.from({ length: groups }, (_, group) =>
    places.map((_place, segment) => add(0, segment, group, -1)),
  );
  const inner = windows.flatMap((list, group) => {
    const found: CorridorProgram['inner'][number][] = [];
    for (let index = 0; index < list.length; index += 4) {
      const [from, to] = [list[index]! + 1, list[index + 1]!];
      if (from === 1) continue;
      const settled = givenMembers[group]![to]! - givenMembers[group]![from - 1]!;
      const first = places.findIndex((place) => place >= from);
      const last = places.findLastIndex((place) => place <= to);
      if (first < 0 || last < first) continue;
      const [lo, hi] = [list[index + 2]! - settled, list[index + 3]! - settled];
      found.push({ row: add(first, last, group, -1), from, lo, hi });
    }
    return found;
  });
  const kindRows = Array.from(start.supply, (left, kind): Row | null => {
    const [lo, hi] = [start.least[kind]!, left];
    if (lo <= 0 && hi >= segments) return null;
    const row = add(0, segments - 1, -1, kind);
    [row.lo, row.hi] = [lo, hi];
    return row;
  });
  return {
    rules,
    groups,
    kinds: rules.kinds,
    isMember,
    membersOf: Array.from({ length: groups }, (_, group) =>
      Int32Array.from(
        Array.from({ length: rules.kinds }, (_member, kind) => kind).filter(
          (kind) => isMember[kind * groups + group] === 1,
        ),
      ),
    ),
    sizes: new Int32Array(segments).fill(1),
    segmentOf,
    segmentPlaces: places.map((place) => [place, place] as const),
    supplies: start.supply.slice(),
    dead: Uint8Array.from(start.supply, (left) => (left === 0 ? 1 : 0)),
    rows,
    prefixes,
    inner,
    kindRows,
    givenMembers,
  };
}
