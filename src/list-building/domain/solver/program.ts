import type { Window } from '../window.js';
import { bitsKey, open, type Beginning, type Rules } from './question.js';

/**
 * The question whether a beginning can be completed, as whole numbers: how many people of each kind stand on each
 * segment? A segment is a run of open places that no window cuts. Rows and sizes are what remains, and change with `put`.
 */
export interface Program {
  readonly rules: Rules;
  readonly groups: number;
  readonly kinds: number;
  /** At `kind × groups + group`. */
  readonly isMember: Uint8Array;
  /** The kinds of each group. */
  readonly membersOf: readonly Int32Array[];
  /** The open places of each segment that are still open. */
  readonly sizes: Int32Array;
  /** The segment of each place, by place − 1; `open` for places settled from the start. */
  readonly segmentOf: Int32Array;
  /** The first and the last place of each segment. */
  readonly segmentPlaces: readonly (readonly [number, number])[];
  /** People of each kind who are left. */
  readonly supplies: Int32Array;
  /** 1 for kinds nobody is left of, whatever is undone. */
  readonly dead: Uint8Array;
  /** The remaining bounds; forks of a search add rows. */
  readonly rows: Row[];
}

/** Between `lo` and `hi` people of a group, or of one kind, stand on segments `first … last`. */
export interface Row {
  readonly first: number;
  readonly last: number;
  /** −1 where the row counts a kind. */
  readonly group: number;
  /** −1 where the row counts a group. */
  readonly kind: number;
  lo: number;
  hi: number;
  /** What says so. */
  readonly floor: Origin;
  readonly ceiling: Origin;
}

/**
 * Where a bound comes from. A window whose quota counts the others of the group (men where the group is women) is
 * `flipped`: its floor is the ceiling here. `supply`: no more people are left. `due`: so many must get a place.
 */
export type Origin =
  | { readonly kind: 'none' }
  | { readonly kind: 'window'; readonly window: Window; readonly flipped: boolean }
  | { readonly kind: 'supply' | 'due' | 'fork' };

const none: Origin = { kind: 'none' };
const supply: Origin = { kind: 'supply' };
const due: Origin = { kind: 'due' };

interface Span {
  readonly group: number;
  readonly first: number;
  readonly last: number;
  lo: number;
  hi: number;
  floor: Origin;
  ceiling: Origin;
}

/** The groups that quotas count: quotas on the same people share one, and so do quotas on all the others. */
export interface Groups {
  readonly count: number;
  readonly groupOf: Int32Array;
  readonly flipped: Uint8Array;
  readonly isMember: Uint8Array;
}

// Restricting windows leaves the table of counts as it is, and the groups with it.
const known = new WeakMap<Uint8Array, Groups>();

/** Sorts the quotas into the groups they count. */
export function groupsOf(rules: Rules): Groups {
  const sorted = known.get(rules.counts) ?? sortedGroups(rules);
  known.set(rules.counts, sorted);
  return sorted;
}

function sortedGroups({ kinds, quotas, counts }: Rules): Groups {
  const byKey = new Map<string, number>();
  const firsts: number[] = [];
  const groupOf = new Int32Array(quotas);
  const flipped = new Uint8Array(quotas);
  for (let quota = 0; quota < quotas; quota++) {
    const key = bitsKey(kinds, (kind) => counts[kind * quotas + quota]!);
    const same = byKey.get(key);
    const opposite =
      same ?? byKey.get(bitsKey(kinds, (kind) => 1 - counts[kind * quotas + quota]!));
    groupOf[quota] = opposite ?? firsts.length;
    flipped[quota] = same === undefined && opposite !== undefined ? 1 : 0;
    if (opposite === undefined) {
      byKey.set(key, firsts.length);
      firsts.push(quota);
    }
  }
  const isMember = new Uint8Array(kinds * firsts.length);
  firsts.forEach((quota, group) => {
    for (let kind = 0; kind < kinds; kind++)
      isMember[kind * firsts.length + group] = counts[kind * quotas + quota]!;
  });
  return { count: firsts.length, groupOf, flipped, isMember };
}

/** How a program is laid out. */
export interface Layout {
  /** Bounds that others imply stay, so that those others may be taken away. */
  readonly keepDominated?: boolean;
}

/** The program of a beginning. */
export function programOf(
  rules: Rules,
  beginning: Beginning,
  { keepDominated = false }: Layout = {},
): Program {
  const groups = groupsOf(rules);
  const openPlaces: number[] = [];
  const openBefore = new Int32Array(rules.places + 1);
  for (let place = 1; place <= rules.places; place++) {
    const isOpen = beginning.settled[place - 1] === open;
    openBefore[place] = openBefore[place - 1]! + (isOpen ? 1 : 0);
    if (isOpen) openPlaces.push(place);
  }
  const all = spansOf(rules, beginning, groups, openBefore);
  const spans = keepDominated ? all : undominated(all, groups.count);
  const cuts = new Set([0]).add(openPlaces.length);
  for (const { first, last } of spans) if (first <= last) cuts.add(first).add(last + 1);
  const bounds = [...cuts].sort((a, b) => a - b);
  const segmentAt = new Int32Array(openPlaces.length + 1);
  const segmentOf = new Int32Array(rules.places).fill(open);
  const segments = Math.max(0, bounds.length - 1);
  const sizes = new Int32Array(segments);
  for (let segment = 0; segment < segments; segment++) {
    sizes[segment] = bounds[segment + 1]! - bounds[segment]!;
    for (let index = bounds[segment]!; index < bounds[segment + 1]!; index++) {
      segmentAt[index] = segment;
      segmentOf[openPlaces[index]! - 1] = segment;
    }
  }
  const segmentPlaces = Array.from(
    { length: segments },
    (_, segment) => [openPlaces[bounds[segment]!]!, openPlaces[bounds[segment + 1]! - 1]!] as const,
  );
  const rows: Row[] = spans.map(({ first, last, ...span }) => ({
    ...span,
    kind: -1,
    first: first <= last ? segmentAt[first]! : 0,
    last: first <= last ? segmentAt[last]! : -1,
  }));
  rows.push(...peopleRows(rules.kinds, beginning, groups, openPlaces.length, segments));
  const membersOf = Array.from({ length: groups.count }, (_, group) =>
    Int32Array.from(
      Array.from({ length: rules.kinds }, (_, kind) => kind).filter(
        (kind) => groups.isMember[kind * groups.count + group] === 1,
      ),
    ),
  );
  return {
    rules,
    groups: groups.count,
    kinds: rules.kinds,
    isMember: groups.isMember,
    membersOf,
    sizes,
    segmentOf,
    segmentPlaces,
    supplies: beginning.supply.slice(),
    dead: Uint8Array.from(beginning.supply, (left) => (left === 0 ? 1 : 0)),
    rows,
  };
}

/** Puts somebody of `kind` on a place of `segment`. With `by` −1 takes the person away again. */
export function put(program: Program, segment: number, kind: number, by: 1 | -1 = 1): void {
  const { isMember, groups, rows } = program;
  program.sizes[segment]! -= by;
  program.supplies[kind]! -= by;
  for (const row of rows) {
    if (segment < row.first || segment > row.last) continue;
    const counted = row.kind >= 0 ? row.kind === kind : isMember[kind * groups + row.group] === 1;
    if (!counted) continue;
    row.lo -= by;
    row.hi -= by;
  }
}

/** A row on the people of a group up to a segment, which forks of a search may bind; free until they do. */
export function forkRow(program: Program, group: number, last: number): Row {
  let size = 0;
  for (let segment = 0; segment <= last; segment++) size += program.sizes[segment]!;
  const fork: Origin = { kind: 'fork' };
  const row: Row = { first: 0, last, group, kind: -1, lo: 0, hi: size, floor: fork, ceiling: fork };
  program.rows.push(row);
  return row;
}

/** A quota that counts the members of a group. */
export function quotaCounting({ rules, isMember, groups, kinds }: Program, group: number): number {
  for (let quota = 0; quota < rules.quotas; quota++) {
    let same = true;
    for (let kind = 0; same && kind < kinds; kind++) {
      same = rules.counts[kind * rules.quotas + quota] === isMember[kind * groups + group];
    }
    if (same) return quota;
  }
  throw new Error('Impossible: a group that no quota counts');
}

/** The quotas, by number, whose windows bound the members of a group of `groupsOf`. */
export function quotasCounting(rules: Rules, group: number): number[] {
  const { groupOf } = groupsOf(rules);
  return Array.from(groupOf.keys()).filter((quota) => groupOf[quota] === group);
}

function spansOf(
  rules: Rules,
  beginning: Beginning,
  groups: Groups,
  openBefore: Int32Array,
): Span[] {
  const membersBefore = new Map<number, Int32Array>();
  const settledMembers = (group: number): Int32Array => {
    const known = membersBefore.get(group);
    if (known) return known;
    const counts = new Int32Array(rules.places + 1);
    for (let place = 1; place <= rules.places; place++) {
      const kind = beginning.settled[place - 1]!;
      const counted = kind !== open && groups.isMember[kind * groups.count + group] === 1;
      counts[place] = counts[place - 1]! + (counted ? 1 : 0);
    }
    membersBefore.set(group, counts);
    return counts;
  };
  return rules.windows.flatMap((window) => {
    const { quota, from, to } = window;
    const group = groups.groupOf[quota]!;
    const flipped = groups.flipped[quota] === 1;
    const whole = to - from + 1;
    const [lo, hi] = flipped ? [whole - window.hi, whole - window.lo] : [window.lo, window.hi];
    const before = settledMembers(group);
    const present = before[to]! - before[from - 1]!;
    const first = openBefore[from - 1]!;
    const last = openBefore[to]! - 1;
    const size = last - first + 1;
    const origin: Origin = { kind: 'window', window, flipped };
    const span = { group, first, last };
    const spans: Span[] = [];
    if (lo - present > 0)
      spans.push({ ...span, lo: lo - present, hi: size, floor: origin, ceiling: none });
    if (hi - present < size)
      spans.push({ ...span, lo: 0, hi: hi - present, floor: none, ceiling: origin });
    return spans;
  });
}

/**
 * Leaves out every bound that another bound of the same group implies: at least lo′ members on some places mean at least
 * lo′ − d on all but d of them and what surrounds them; at most hi′ mean at most hi′ + d on d more places. A floor and a
 * ceiling on the same places become one row where they can both be kept.
 */
function undominated(spans: readonly Span[], groups: number): Span[] {
  const kept: Span[] = [];
  for (let group = 0; group < groups; group++) {
    const own = spans.filter((span) => span.group === group);
    const floors = keepTightest(
      own.filter(({ floor }) => floor.kind !== 'none'),
      (a, b, common) => b.lo - (length(b) - common) >= a.lo,
    );
    const ceilings = keepTightest(
      own.filter(({ ceiling }) => ceiling.kind !== 'none'),
      (a, b, common) => b.hi + (length(a) - common) <= a.hi,
    );
    const bySpan = new Map(floors.map((span) => [span.first * 1e6 + span.last, span]));
    for (const span of floors) kept.push(span);
    for (const span of ceilings) {
      const twin = bySpan.get(span.first * 1e6 + span.last);
      if (twin && twin.lo <= span.hi) {
        twin.hi = span.hi;
        twin.ceiling = span.ceiling;
      } else kept.push(span);
    }
  }
  return kept;
}

function keepTightest(
  spans: readonly Span[],
  implied: (a: Span, b: Span, common: number) => boolean,
): Span[] {
  const dropped = new Uint8Array(spans.length);
  spans.forEach((a, index) => {
    for (let other = 0; other < spans.length; other++) {
      if (other === index || dropped[other] === 1) continue;
      const b = spans[other]!;
      const common = Math.max(0, Math.min(a.last, b.last) - Math.max(a.first, b.first) + 1);
      if (!implied(a, b, common)) continue;
      dropped[index] = 1;
      return;
    }
  });
  return spans.filter((_, index) => dropped[index] === 0);
}

function length({ first, last }: Span): number {
  return last - first + 1;
}

/** What the people who are left allow: of each kind, and of the members and the others of each group together. */
function peopleRows(
  kinds: number,
  { supply: left, least }: Beginning,
  groups: Groups,
  places: number,
  segments: number,
): Row[] {
  const rows: Row[] = [];
  const everywhere = { first: 0, last: segments - 1 };
  for (let group = 0; group < groups.count; group++) {
    let [members, others] = [0, 0];
    for (let kind = 0; kind < kinds; kind++) {
      if (groups.isMember[kind * groups.count + group] === 1) members += left[kind]!;
      else others += left[kind]!;
    }
    const [lo, hi] = [places - others, members];
    if (lo <= 0 && hi >= places) continue;
    const row = { ...everywhere, group, kind: -1 };
    if (lo <= hi) rows.push({ ...row, lo, hi, floor: supply, ceiling: supply });
  }
  for (let kind = 0; kind < kinds; kind++) {
    const [lo, hi] = [least[kind]!, left[kind]!];
    if (lo <= 0 && hi >= places) continue;
    rows.push({ ...everywhere, group: -1, kind, lo, hi, floor: due, ceiling: supply });
  }
  return rows;
}

/** Whether people of the kind count in a row. */
export function countsIn({ isMember, groups }: Program, row: Row, kind: number): boolean {
  return row.kind >= 0 ? row.kind === kind : isMember[kind * groups + row.group] === 1;
}
