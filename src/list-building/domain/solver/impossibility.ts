import { groupsOf, programOf, type Program } from './program.js';
import { open, type Beginning, type Rules } from './question.js';
import { restrictTo, spread, type Restricted } from './restricted.js';
import { complete } from './complete.js';
import { quotasOf, searchAfresh, type Proof } from './search.js';
import { thinOut } from './thin-out.js';

/** A set of quotas, by number, under which a beginning cannot be completed, with the proof. */
export interface Impossibility {
  readonly quotas: readonly number[];
  readonly restricted: Restricted;
  readonly program: Program;
  readonly proof: Proof;
}

/** What looking at some of the quotas came to. */
export type Looked =
  | { readonly kind: 'impossible'; readonly impossibility: Impossibility }
  /** A complete list under these quotas, by the kinds of the whole question. */
  | { readonly kind: 'possible'; readonly list: Int32Array }
  | { readonly kind: 'undecided' };

// Forks of a search for a proof that can be written down, and dead ends of one that need not be.
const usualForks = 60;
const quickForks = 12;
const forksOfMany = 0;
const patience = 10_000;
const quickPatience = 300;
const mostGuesses = 24;
/** Sets of more quotas are not made smaller one by one. */
export const mostForSmallest = 7;

/** How to look. */
export interface Looking {
  /** Gives up sooner. */
  readonly quick?: boolean;
  /** A complete list, by the kinds of the whole question, that comes near to what is looked for. */
  readonly near?: Int32Array | undefined;
}

/** Whether the beginning can be completed under some of the quotas alone. */
export function lookAt(
  rules: Rules,
  beginning: Beginning,
  quotas: readonly number[],
  { quick = false, near }: Looking = {},
): Looked {
  const restricted = restrictTo(rules, beginning, quotas);
  const merged = near?.map((kind) => restricted.kindOf[kind]!);
  const done = complete(
    restricted.rules,
    restricted.beginning,
    merged ?? null,
    quick ? quickPatience : patience,
  );
  if (done.kind === 'list')
    return { kind: 'possible', list: unmerged(beginning, restricted, done.list) };
  const program = programOf(restricted.rules, restricted.beginning);
  const few = quotas.length <= mostForSmallest;
  const forks = few ? (quick ? quickForks : usualForks) : forksOfMany;
  const found = searchAfresh(program, { forks }, merged);
  switch (found.kind) {
    case 'undecided': {
      if (done.kind === 'undecided') return { kind: 'undecided' };
      const proof: Proof = { kind: 'trial', quotas: done.because };
      return { kind: 'impossible', impossibility: { quotas, restricted, program, proof } };
    }
    case 'none':
      return {
        kind: 'impossible',
        impossibility: { quotas, restricted, program, proof: found.proof },
      };
    case 'list':
      return {
        kind: 'possible',
        list: spread(beginning, restricted.kindOf, program.segmentOf, found.counts),
      };
  }
}

/**
 * Quotas out of a set known to be too much that suffice, by a search that knows of nothing else: again and again, for as
 * long as it comes to fewer. Null where the set is not seen to be too much as soon as that.
 */
export function fewerThatSuffice(
  rules: Rules,
  beginning: Beginning,
  quotas: readonly number[],
): readonly number[] | null {
  let best: readonly number[] | null = null;
  for (let next = quotas; best === null || next.length < best.length;) {
    const restricted = restrictTo(rules, beginning, next);
    const done = complete(restricted.rules, restricted.beginning, null, quickPatience);
    if (done.kind !== 'none') return best;
    best = next;
    next = done.because.map((quota) => restricted.quotas[quota]!);
  }
  return best;
}

/** A list of merged kinds as one of the kinds of the whole question. */
function unmerged(beginning: Beginning, restricted: Restricted, list: Int32Array): Int32Array {
  const segmentOf = beginning.settled.map((kind, index) => (kind === open ? index : open));
  const counts = Array.from(segmentOf).flatMap((segment, index) =>
    segment === open ? [] : [{ segment, kind: list[index]!, count: 1 }],
  );
  return spread(beginning, restricted.kindOf, segmentOf, counts);
}

/**
 * A smallest set of quotas, in number, under which the beginning cannot be completed, out of a set known to be too much and
 * knowing that no set of fewer than `least` quotas is. First quotas are left out; then lists are sought that break few
 * quotas, because every set responsible contains one of the quotas that a complete list breaks (minimal sets as hitting
 * sets: Reiter 1987). Where that takes too long, the set is one from which none was seen to be needless.
 */
export function smallestImpossibility(
  rules: Rules,
  beginning: Beginning,
  known: Impossibility,
  lists: readonly Int32Array[],
  least: number,
  near?: Int32Array,
): Impossibility {
  let best = withoutNeedless(rules, beginning, thinnedOut(rules, beginning, known, near), near);
  if (best.quotas.length <= least || best.quotas.length > mostForSmallest) return best;
  const broken = minimal(lists.map((list) => brokenBy(rules, list)));
  for (let guess = 0; guess < mostGuesses && best.quotas.length > least; guess++) {
    const smaller = hittingSet(broken, best.quotas.length - 1);
    if (smaller === null) break;
    const looked = lookAt(rules, beginning, smaller, { quick: true, near });
    if (looked.kind === 'undecided') break;
    if (looked.kind === 'impossible')
      best = withoutNeedless(rules, beginning, looked.impossibility, near);
    else {
      const own = brokenBy(rules, looked.list);
      if (own.length === 0 || own.some((quota) => smaller.includes(quota))) break;
      broken.push(own);
    }
  }
  return best;
}

/** Leaves out quotas that the relaxation alone sees to be needless. */
function thinnedOut(
  rules: Rules,
  beginning: Beginning,
  known: Impossibility,
  near: Int32Array | undefined,
): Impossibility {
  const { quotas, proof } = shrunk(known);
  // Where whole people had to be told apart, the relaxation sees nothing.
  if (proof.kind !== 'leaf' || quotas.length === 1) return known;
  const fewer = thinOut(rules, beginning, quotas, near);
  if (fewer.length === quotas.length) return known;
  const looked = lookAt(rules, beginning, fewer, { near });
  return looked.kind === 'impossible' ? looked.impossibility : known;
}

/** Leaves out quotas one by one, whole people counted. */
function withoutNeedless(
  rules: Rules,
  beginning: Beginning,
  known: Impossibility,
  near: Int32Array | undefined,
): Impossibility {
  let best = shrunk(known);
  if (best.quotas.length <= mostForSmallest) {
    for (const quota of best.quotas) {
      if (best.quotas.length <= 1 || !best.quotas.includes(quota)) continue;
      const others = best.quotas.filter((other) => other !== quota);
      const looked = lookAt(rules, beginning, others, { quick: true, near });
      if (looked.kind === 'impossible') best = shrunk(looked.impossibility);
    }
  }
  return retold(rules, beginning, best, near);
}

/** Names only the quotas that the proof rests on. */
export function shrunk(impossibility: Impossibility): Impossibility {
  const own = quotasOf(impossibility.proof).map((quota) => impossibility.restricted.quotas[quota]!);
  return own.length > 0 && own.length < impossibility.quotas.length
    ? { ...impossibility, quotas: own }
    : impossibility;
}

/** The proof told in the fewest kinds: those that the quotas themselves tell apart. */
function retold(
  rules: Rules,
  beginning: Beginning,
  best: Impossibility,
  near: Int32Array | undefined,
): Impossibility {
  const untold = best.proof.kind === 'trial' && best.quotas.length > mostForSmallest;
  if (untold || best.quotas.length === best.restricted.quotas.length) return best;
  const looked = lookAt(rules, beginning, best.quotas, { near });
  return looked.kind === 'impossible'
    ? retold(rules, beginning, shrunk(looked.impossibility), near)
    : { ...best, quotas: best.restricted.quotas };
}

/** The quotas that a complete list breaks. */
export function brokenBy(rules: Rules, list: Int32Array): number[] {
  const { count, groupOf, flipped, isMember } = groupsOf(rules);
  const width = list.length + 1;
  const members = new Int32Array(count * width);
  for (let group = 0; group < count; group++) {
    for (let place = 1; place < width; place++) {
      const kind = list[place - 1]!;
      members[group * width + place] =
        members[group * width + place - 1]! + (kind < 0 ? 0 : isMember[kind * count + group]!);
    }
  }
  const broken = new Set<number>();
  for (const { quota, from, to, lo, hi } of rules.windows) {
    const base = groupOf[quota]! * width;
    const inside = members[base + to]! - members[base + from - 1]!;
    const counted = flipped[quota] === 1 ? to - from + 1 - inside : inside;
    if (counted < lo || counted > hi) broken.add(quota);
  }
  return [...broken].sort((a, b) => a - b);
}

function minimal(sets: readonly (readonly number[])[]): number[][] {
  const kept: number[][] = [];
  for (const set of sets.toSorted((a, b) => a.length - b.length)) {
    if (set.length === 0 || kept.some((other) => other.every((quota) => set.includes(quota))))
      continue;
    kept.push([...set]);
    if (kept.length >= 60) break;
  }
  return kept;
}

/** The first set of at most `size` quotas that meets every set, smallest first; null where there is none. */
function hittingSet(sets: readonly (readonly number[])[], size: number): number[] | null {
  for (let most = 1; most <= size; most++) {
    const found = hit(sets, [], most);
    if (found) return found;
  }
  return null;
}

function hit(
  sets: readonly (readonly number[])[],
  chosen: readonly number[],
  most: number,
): number[] | null {
  const missed = sets.find((set) => !set.some((quota) => chosen.includes(quota)));
  if (!missed) return [...chosen].sort((a, b) => a - b);
  if (chosen.length >= most) return null;
  for (const quota of missed) {
    const found = hit(sets, [...chosen, quota], most);
    if (found) return found;
  }
  return null;
}
