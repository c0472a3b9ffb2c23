import { defined } from '../../kernel/assert.js';
import { open, type Beginning } from './beginning.js';
import { typeCounts, type Pool } from './pool.js';
import type { Window } from './window.js';

/**
 * The question whether a beginning can be completed, in whole numbers: how many people of each kind stand on each
 * segment of open places? A segment is a run of open places that no surviving window cuts.
 */
export interface WholeProgram {
  /** The open places of each segment. */
  readonly segments: readonly (readonly number[])[];
  readonly kinds: readonly Kind[];
  readonly rows: readonly Row[];
}

/** People who count for the same surviving quotas. */
export interface Kind {
  readonly types: readonly number[];
  readonly supply: number;
  readonly least: number;
}

/** Between `lo` and `hi` of these kinds stand on segments `first … last`. */
export interface Row {
  readonly kinds: readonly number[];
  readonly first: number;
  readonly last: number;
  readonly lo: number;
  readonly hi: number;
}

/** How many of each kind stand on each segment. */
export type Counts = readonly (readonly number[])[];

/** Answers a whole program. `undecided` where a limit of time or a numerical doubt left the question open. */
export type SolveWholeProgram = (
  program: WholeProgram,
) =>
  | { readonly kind: 'counts'; readonly counts: Counts }
  | { readonly kind: 'none' }
  | { readonly kind: 'undecided' };

interface Rest {
  readonly quota: number;
  readonly first: number;
  readonly last: number;
  readonly lo: number;
  readonly hi: number;
}

/** The whole program of a beginning, or null where a window can no longer be kept whoever takes the open places. */
export function wholeProgram(
  pool: Pool,
  beginning: Beginning,
  windows: readonly Window[],
): WholeProgram | null {
  const openPlaces = beginning.slots.flatMap((type, index) => (type === open ? [index + 1] : []));
  const rests: Rest[] = [];
  for (const window of windows) {
    const rest = restOf(pool, beginning, openPlaces, window);
    if (rest === null) return null;
    rests.push(rest);
  }
  const surviving = undominated(pool, rests.filter(forbidsSomething));
  const cuts = new Set([0, openPlaces.length]);
  for (const { first, last } of surviving) cuts.add(first).add(last + 1);
  const bounds = [...cuts].sort((a, b) => a - b);
  const segments = bounds
    .slice(0, -1)
    .map((from, index) => openPlaces.slice(from, bounds[index + 1]));
  const quotas = [...new Set(surviving.map(({ quota }) => quota))];
  const kinds = kindsOf(pool, beginning, quotas);
  const rows = surviving.map(({ quota, first, last, lo, hi }) => ({
    kinds: kinds.flatMap(({ types }, index) =>
      typeCounts(pool, defined(types[0], 'a type of the kind'), quota) ? [index] : [],
    ),
    first: bounds.indexOf(first),
    last: bounds.indexOf(last + 1) - 1,
    lo,
    hi,
  }));
  return { segments, kinds, rows };
}

/** Whether counts answer a whole program, in exact integers. */
export function answers(program: WholeProgram, counts: Counts): boolean {
  const count = (kind: number, segment: number) => counts[kind]?.[segment] ?? Number.NaN;
  const whole = program.kinds.every((_, kind) =>
    program.segments.every(
      (_places, segment) => Number.isInteger(count(kind, segment)) && count(kind, segment) >= 0,
    ),
  );
  const filled = program.segments.every(
    (places, segment) =>
      sum(program.kinds.map((_, kind) => count(kind, segment))) === places.length,
  );
  const people = program.kinds.every(({ supply, least }, kind) => {
    const used = sum(program.segments.map((_, segment) => count(kind, segment)));
    return used <= supply && used >= least;
  });
  const rows = program.rows.every(({ kinds, first, last, lo, hi }) => {
    const members = sum(
      kinds.flatMap((kind) =>
        program.segments.flatMap((_, segment) =>
          segment >= first && segment <= last ? [count(kind, segment)] : [],
        ),
      ),
    );
    return members >= lo && members <= hi;
  });
  return whole && filled && people && rows;
}

/** The complete list that the counts describe; within a segment the types stand in their own order. */
export function slotsFrom(beginning: Beginning, program: WholeProgram, counts: Counts): number[] {
  const slots = [...beginning.slots];
  const taken = new Map<number, number>();
  for (const [index, kind] of program.kinds.entries()) {
    const order = peopleOrder(beginning, kind);
    let next = 0;
    for (const [segment, places] of program.segments.entries()) {
      let wanted = counts[index]?.[segment] ?? 0;
      for (const place of places) {
        if (wanted === 0) break;
        if (taken.has(place)) continue;
        taken.set(place, defined(order[next], 'a person of the kind'));
        next++;
        wanted--;
      }
    }
  }
  for (const [place, type] of taken) slots[place - 1] = type;
  return slots;
}

/** The people of a kind by type: first those who must get a place, then the others. */
function peopleOrder(beginning: Beginning, kind: Kind): number[] {
  const repeat = (type: number, times: number) => new Array<number>(times).fill(type);
  return [
    ...kind.types.flatMap((type) => repeat(type, beginning.least[type] ?? 0)),
    ...kind.types.flatMap((type) =>
      repeat(type, (beginning.supply[type] ?? 0) - (beginning.least[type] ?? 0)),
    ),
  ];
}

function restOf(
  pool: Pool,
  beginning: Beginning,
  openPlaces: readonly number[],
  { quota, from, to, lo, hi }: Window,
): Rest | null {
  let members = 0;
  for (let place = from; place <= to; place++) {
    const type = beginning.slots[place - 1];
    if (type !== undefined && type !== open && typeCounts(pool, type, quota)) members++;
  }
  const first = openPlaces.filter((place) => place < from).length;
  const last = openPlaces.filter((place) => place <= to).length - 1;
  const size = last - first + 1;
  const [least, most] = [Math.max(0, lo - members), Math.min(size, hi - members)];
  return least > size || most < least ? null : { quota, first, last, lo: least, hi: most };
}

function forbidsSomething({ first, last, lo, hi }: Rest): boolean {
  return lo > 0 || hi < last - first + 1;
}

/**
 * Leaves out every bound that another bound of the same group implies: at least lo′ members on some places mean at least
 * lo′ − d on all but d of them and what surrounds them; at most hi′ mean at most hi′ + d on d more places.
 */
function undominated(pool: Pool, rests: readonly Rest[]): Rest[] {
  const floors = rests.flatMap((rest) => (rest.lo > 0 ? [{ ...rest, hi: size(rest) }] : []));
  const ceilings = rests.flatMap((rest) => (rest.hi < size(rest) ? [{ ...rest, lo: 0 }] : []));
  return [
    ...leaveOut(pool, floors, (a, b) => b.lo - (size(b) - common(a, b)) >= a.lo),
    ...leaveOut(pool, ceilings, (a, b) => b.hi + (size(a) - common(a, b)) <= a.hi),
  ];
}

function leaveOut(
  pool: Pool,
  rests: readonly Rest[],
  implied: (a: Rest, b: Rest) => boolean,
): Rest[] {
  const kept: Rest[] = [];
  // Later candidates for keeping may imply earlier ones, so the tightest windows are looked at first.
  const order = [...rests].sort((a, b) => size(a) - size(b) || b.lo - a.lo || a.hi - b.hi);
  for (const rest of order) {
    if (!kept.some((other) => sameGroup(pool, rest, other) && implied(rest, other)))
      kept.push(rest);
  }
  return kept.filter(
    (rest, index) =>
      !kept.some(
        (other, otherIndex) =>
          otherIndex > index && sameGroup(pool, rest, other) && implied(rest, other),
      ),
  );
}

function sameGroup(pool: Pool, a: Rest, b: Rest): boolean {
  return (
    a.quota === b.quota ||
    pool.counts.every((row) => (row[a.quota] ?? false) === (row[b.quota] ?? false))
  );
}

function size({ first, last }: Rest): number {
  return last - first + 1;
}

function common(a: Rest, b: Rest): number {
  return Math.max(0, Math.min(a.last, b.last) - Math.max(a.first, b.first) + 1);
}

function kindsOf(pool: Pool, beginning: Beginning, quotas: readonly number[]): Kind[] {
  const byKey = new Map<string, number[]>();
  for (const type of pool.counts.keys()) {
    if ((beginning.supply[type] ?? 0) === 0) continue;
    const key = quotas.map((quota) => (typeCounts(pool, type, quota) ? '1' : '0')).join('');
    byKey.set(key, [...(byKey.get(key) ?? []), type]);
  }
  return [...byKey.values()].map((types) => ({
    types,
    supply: sum(types.map((type) => beginning.supply[type] ?? 0)),
    least: sum(types.map((type) => beginning.least[type] ?? 0)),
  }));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
