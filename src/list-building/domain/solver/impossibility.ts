import { groupsOf, programOf, type Program } from './program.js';
import { open, restrictTo, type Beginning, type Restricted, type Rules } from './question.js';
import { searchAfresh, type Proof } from './search.js';

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

const forks = 400;
const mostGuesses = 24;

/** Whether the beginning can be completed under some of the quotas alone. */
export function lookAt(
  rules: Rules,
  beginning: Beginning,
  quotas: readonly number[],
  budget = forks,
): Looked {
  const restricted = restrictTo(rules, beginning, quotas);
  const program = programOf(restricted.rules, restricted.beginning);
  const found = searchAfresh(program, { forks: budget });
  switch (found.kind) {
    case 'undecided':
      return found;
    case 'none':
      return {
        kind: 'impossible',
        impossibility: { quotas, restricted, program, proof: found.proof },
      };
    case 'list':
      return { kind: 'possible', list: spread(beginning, restricted, program, found.counts) };
  }
}

/** The people that counts by segment and merged kind may mean. */
function spread(
  beginning: Beginning,
  { kindOf }: Restricted,
  program: Program,
  counts: readonly { readonly segment: number; readonly kind: number; readonly count: number }[],
): Int32Array {
  const waiting = new Map<number, number[]>();
  for (const { segment, kind, count } of counts) {
    const list = waiting.get(segment) ?? [];
    for (let person = 0; person < count; person++) list.push(kind);
    waiting.set(segment, list);
  }
  const left = beginning.supply.slice();
  const due = beginning.least.slice();
  return beginning.settled.map((settled, index) => {
    if (settled !== open) return settled;
    const merged = waiting.get(program.segmentOf[index]!)?.pop() ?? open;
    let chosen = open;
    for (let kind = 0; kind < left.length; kind++) {
      if (kindOf[kind] !== merged || left[kind]! <= 0) continue;
      if (chosen === open || due[kind]! > 0) chosen = kind;
      if (due[kind]! > 0) break;
    }
    if (chosen !== open) {
      left[chosen]! -= 1;
      due[chosen]! -= 1;
    }
    return chosen;
  });
}

/** The quotas that a proof rests on. */
export function quotasOf(proof: Proof): number[] {
  if (proof.kind === 'fork') {
    return [...new Set([...quotasOf(proof.then), ...quotasOf(proof.otherwise)])].sort(
      (a, b) => a - b,
    );
  }
  const { rows, weights } = proof.certificate;
  const quotas = rows.flatMap((row, index) => {
    const origin = weights[index]! > 0 ? row.floor : row.ceiling;
    return origin.kind === 'window' ? [origin.window.quota] : [];
  });
  return [...new Set(quotas)].sort((a, b) => a - b);
}

/**
 * A smallest set of quotas, in number, under which the beginning cannot be completed, out of a set known to be
 * too much. First quotas are left out one by one; then lists are sought that break few quotas, because every set
 * responsible contains one of the quotas that a complete list breaks (minimal sets as hitting sets: Reiter 1987). Where
 * that takes too long, the set is one from which none can be left out.
 */
export function smallestImpossibility(
  rules: Rules,
  beginning: Beginning,
  known: Impossibility,
  lists: readonly Int32Array[],
): Impossibility {
  let best = withoutNeedless(rules, beginning, known);
  if (best.quotas.length <= 1) return best;
  const groups = groupsOf(rules);
  const broken = minimal(lists.map((list) => brokenBy(rules, list)));
  for (let guess = 0; guess < mostGuesses && best.quotas.length > 1; guess++) {
    const smaller = hittingSet(broken, best.quotas.length - 1);
    if (smaller === null) break;
    const looked = lookAt(rules, beginning, smaller, forks);
    if (looked.kind === 'undecided') break;
    if (looked.kind === 'impossible') best = withoutNeedless(rules, beginning, looked.impossibility);
    else {
      const own = brokenBy(rules, looked.list);
      if (own.length === 0 || own.some((quota) => smaller.includes(quota))) break;
      broken.push(own);
    }
  }
  return groups.count === 0 ? known : best;
}

function withoutNeedless(rules: Rules, beginning: Beginning, known: Impossibility): Impossibility {
  let best = shrunk(known);
  for (const quota of known.quotas) {
    if (best.quotas.length <= 1 || !best.quotas.includes(quota)) continue;
    const looked = lookAt(
      rules,
      beginning,
      best.quotas.filter((other) => other !== quota),
    );
    if (looked.kind === 'impossible') best = shrunk(looked.impossibility);
  }
  return best.quotas.length === known.quotas.length && best !== known
    ? known
    : settled(rules, beginning, best);

  function shrunk(impossibility: Impossibility): Impossibility {
    const own = quotasOf(impossibility.proof).map((quota) => impossibility.restricted.quotas[quota]!);
    return own.length < impossibility.quotas.length
      ? { ...impossibility, quotas: own }
      : impossibility;
  }
}

/** The proof told in the fewest kinds: those that the quotas themselves tell apart. */
function settled(rules: Rules, beginning: Beginning, best: Impossibility): Impossibility {
  if (best.quotas.length === best.restricted.quotas.length) return best;
  const looked = lookAt(rules, beginning, best.quotas);
  return looked.kind === 'impossible' ? looked.impossibility : best;
}

/** The quotas that a complete list breaks. */
export function brokenBy(rules: Rules, list: Int32Array): number[] {
  const { counts, quotas, windows } = rules;
  const broken = new Set<number>();
  const members = new Map<number, Int32Array>();
  for (const { quota, from, to, lo, hi } of windows) {
    if (broken.has(quota)) continue;
    let count = members.get(quota);
    if (!count) {
      count = new Int32Array(list.length + 1);
      for (let place = 1; place <= list.length; place++) {
        const kind = list[place - 1]!;
        count[place] = count[place - 1]! + (kind >= 0 ? counts[kind * quotas + quota]! : 0);
      }
      members.set(quota, count);
    }
    const inside = count[to]! - count[from - 1]!;
    if (inside < lo || inside > hi) broken.add(quota);
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
