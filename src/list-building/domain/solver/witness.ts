import type { Window } from '../window.js';
import { corridorOf, type Corridor } from './corridor.js';
import { groupsOf } from './program.js';
import { open, type Beginning, type Rules } from './question.js';

/** The windows of a list by the groups they count, ready for quick checks of whole lists. */
export interface GroupWindows {
  readonly groups: number;
  readonly isMember: Uint8Array;
  /** For each group `from − 1, to, lo, hi` of every window, one after the other. */
  readonly windows: readonly Int32Array[];
}

/** A complete list that keeps every window, by kinds: the proof that a list exists. */
export interface Witness {
  readonly kinds: Int32Array;
  /** For each group the members on places 1…p. */
  readonly counts: readonly Int32Array[];
}

/** Sorts the windows of the rules by group. */
export function groupWindowsOf(rules: Rules): GroupWindows {
  const { count, groupOf, flipped, isMember } = groupsOf(rules);
  const windows: number[][] = Array.from({ length: count }, () => []);
  for (const { quota, from, to, lo, hi } of rules.windows) {
    const size = to - from + 1;
    const bounds = flipped[quota] === 1 ? [size - hi, size - lo] : [lo, hi];
    windows[groupOf[quota]!]!.push(from - 1, to, bounds[0]!, bounds[1]!);
  }
  return { groups: count, isMember, windows: windows.map((list) => Int32Array.from(list)) };
}

/** The complete list as a witness, or null where it breaks a window. Exact. */
export function witnessOf(
  { groups, isMember, windows }: GroupWindows,
  kinds: Int32Array,
): Witness | null {
  const counts = Array.from({ length: groups }, (_, group) => {
    const count = new Int32Array(kinds.length + 1);
    for (let place = 1; place <= kinds.length; place++) {
      count[place] = count[place - 1]! + isMember[kinds[place - 1]! * groups + group]!;
    }
    return count;
  });
  for (let group = 0; group < groups; group++) {
    const [list, count] = [windows[group]!, counts[group]!];
    for (let index = 0; index < list.length; index += 4) {
      const members = count[list[index + 1]!]! - count[list[index]!]!;
      if (members < list[index + 2]! || members > list[index + 3]!) return null;
    }
  }
  return { kinds, counts };
}

/**
 * Bends a witness so that `kind` stands on `place`: by swapping two later places, by taking somebody from outside the list,
 * or by both. Null where that does not help; then nothing is proved.
 */
export function repair(
  checks: GroupWindows,
  witness: Witness,
  place: number,
  kind: number,
  isOpen: (place: number) => boolean,
  left: number,
): Witness | null {
  const { kinds } = witness;
  const before = kinds[place - 1]!;
  const places = kinds.length;
  let inside = 0;
  for (let later = place + 1; later <= places; later++) {
    if (kinds[later - 1] !== kind || !isOpen(later)) continue;
    inside++;
    if (holds(checks, witness, place, kind, later, before))
      return bent(checks, witness, place, kind, later, before);
  }
  if (left <= inside) return null;
  if (holds(checks, witness, place, kind, 0, before))
    return bent(checks, witness, place, kind, 0, before);
  for (let later = place + 1; later <= places; later++) {
    if (kinds[later - 1] === before || !isOpen(later)) continue;
    if (holds(checks, witness, place, kind, later, before))
      return bent(checks, witness, place, kind, later, before);
  }
  return null;
}

/** Whether the windows hold with `kind` on `place` and, where `later` is a place, `other` on it. */
function holds(
  { groups, isMember, windows }: GroupWindows,
  { kinds, counts }: Witness,
  place: number,
  kind: number,
  later: number,
  other: number,
): boolean {
  for (let group = 0; group < groups; group++) {
    const here = isMember[kind * groups + group]! - isMember[kinds[place - 1]! * groups + group]!;
    const there =
      later === 0
        ? 0
        : isMember[other * groups + group]! - isMember[kinds[later - 1]! * groups + group]!;
    if (here === 0 && there === 0) continue;
    const [list, count] = [windows[group]!, counts[group]!];
    for (let index = 0; index < list.length; index += 4) {
      const [before, to] = [list[index]!, list[index + 1]!];
      const change =
        (before < place && place <= to ? here : 0) + (before < later && later <= to ? there : 0);
      if (change === 0) continue;
      const members = count[to]! - count[before]! + change;
      if (members < list[index + 2]! || members > list[index + 3]!) return false;
    }
  }
  return true;
}

function bent(
  { groups, isMember }: GroupWindows,
  { kinds, counts }: Witness,
  place: number,
  kind: number,
  later: number,
  other: number,
): Witness {
  const next = kinds.slice();
  next[place - 1] = kind;
  if (later > 0) next[later - 1] = other;
  const recounted = counts.map((count, group) => {
    const copy = count.slice();
    for (let index = place; index <= next.length; index++) {
      copy[index] = copy[index - 1]! + isMember[next[index - 1]! * groups + group]!;
    }
    return copy;
  });
  return { kinds: next, counts: recounted };
}

/** Whether a list completes a beginning with the people who are left, each once. Exact. */
export function completes({ settled, supply, least }: Beginning, kinds: Int32Array): boolean {
  if (kinds.length !== settled.length) return false;
  const used = new Int32Array(supply.length);
  for (let index = 0; index < kinds.length; index++) {
    const kind = kinds[index]!;
    if (kind < 0 || kind >= used.length) return false;
    if (settled[index] === open) used[kind]! += 1;
    else if (settled[index] !== kind) return false;
  }
  return used.every((count, kind) => count <= supply[kind]! && count >= least[kind]!);
}

/** The corridor of each group from a beginning; null where it is empty. */
export function corridorsOf(
  { groups, isMember, windows }: GroupWindows,
  beginning: Beginning,
): (Corridor | null)[] {
  return windows.map((list, group) =>
    corridorOf(windowsOfGroup(list), beginning, (kind) => isMember[kind * groups + group] === 1),
  );
}

/** The windows of one group as they stand in `GroupWindows`. */
function windowsOfGroup(list: Int32Array): Window[] {
  const windows: Window[] = [];
  for (let index = 0; index < list.length; index += 4) {
    windows.push({
      quota: 0,
      from: list[index]! + 1,
      to: list[index + 1]!,
      lo: list[index + 2]!,
      hi: list[index + 3]!,
    });
  }
  return windows;
}
