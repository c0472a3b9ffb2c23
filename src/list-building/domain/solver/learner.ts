import { assert } from '../../../kernel/assert.js';
import type { Corridor } from './corridor.js';
import { deductionOf, nothing, type Claims } from './deduction.js';
import type { Beginning, Rules } from './question.js';
import { entryOf } from './trail.js';
import type { GroupWindows } from './witness.js';

/** Finds whole lists, or learns that there are none, and keeps what it learned from question to question. */
export interface Learner {
  /** Whether a list exists; gives up after so many dead ends. */
  exists(patience: number): Learned;
  /** Whether a list exists with somebody of `kind` on `place`. */
  ask(place: number, kind: number, patience: number): Learned;
  /** Settles for good that somebody of `kind` stands on `place`. */
  settle(place: number, kind: number): void;
  /** A list to which the next one is likely to be near. */
  hint(list: Int32Array): void;
}

export type Learned =
  | { readonly kind: 'list'; readonly list: Int32Array }
  /** `bounds` are enough to see that there is none. */
  | { readonly kind: 'none'; readonly bounds: readonly SeenBound[] }
  | { readonly kind: 'undecided' };

/** The least (`isFloor`) or the most members of a group between two places that its windows and the people left allow. */
export interface SeenBound {
  readonly group: number;
  /** The place before the first; 0 where it is the first of the list. */
  readonly before: number;
  readonly to: number;
  readonly isFloor: boolean;
}

const [restartAfter, oftenInOrder] = [100, 16];
const [placeDecay, clauseDecay] = [0.95, 0.999];
const largestActivity = 1e100;
const [fewestClauses, shortest] = [3000, 3];

/** A learned clause: one of these claims is true of every list. What it rests on is known by the bounds of the windows. */
interface Clause {
  readonly claims: Int32Array;
  readonly origin: Int32Array;
  activity: number;
}

/**
 * Conflict-driven search with learned clauses (Marques-Silva and Sakallah 1999) over bounds as literals, explained lazily (Ohrimenko, Stuckey
 * and Codish 2009). A dead end teaches a clause about counts and members, which holds of every list under these rules, so
 * that what was learned about one place is known at the others. Every second restart goes from place to place, the others
 * go by what took part in dead ends lately. All in whole numbers.
 */
export function learnerOf(
  rules: Rules,
  start: Beginning,
  checks: GroupWindows,
  corridors: readonly Corridor[],
): Learner {
  const { places, kinds } = rules;
  const { groups, isMember } = checks;
  const deduction = deductionOf(rules, start, checks, corridors, tellWatching);
  const { trail, standing, firstMember, firstKind } = deduction;
  const { bound, last } = trail;
  const width = places + 1;
  const origins = Math.ceil((firstMember + deduction.insides.length) / 32);
  const originForGood = new Map<number, Int32Array>();
  const originOfOne = new Int32Array(origins);
  const clauses: (Clause | null)[] = [];
  /** Clause and value in turn, by the side that, once as large, makes a watched claim of the clause false. */
  const watching = new Array<number[] | undefined>(bound.length);
  let mark = new Uint8Array(trail.sides.length);
  let wanted = new Int32Array(trail.sides.length);
  const activity = new Float64Array(firstKind - firstMember);
  const planned = new Int32Array(places).fill(-1);
  let [activityStep, clauseStep] = [1, 1];
  let [deadEnds, alive] = [0, 0];
  let falsified = -1;
  /** What the impossibility rests on, once there is none. */
  let impossible: readonly SeenBound[] | null = null;
  return {
    exists: (patience) => search(0, 0, patience),
    ask: search,
    settle,
    hint: (list) => planned.set(list),
  };

  function settle(place: number, kind: number): void {
    deduction.backTo(0);
    const fits = deduction.raise(deduction.kindSide(place, kind), 1, nothing);
    assert(fits && deduction.conclude(), 'nobody is settled without a list');
  }

  function search(askedPlace: number, askedKind: number, patience: number): Learned {
    deduction.backTo(0);
    const until = deadEnds + patience;
    let restarts = 1;
    let restartAt = deadEnds + restartAfter;
    let fits = true;
    while (impossible === null) {
      if (!fits || !deduction.conclude()) {
        fits = learn();
        continue;
      }
      if (deadEnds >= until) return { kind: 'undecided' };
      if (deadEnds >= restartAt) {
        restartAt = deadEnds + restartAfter * luby(++restarts);
        deduction.backTo(0);
        if (alive > fewestClauses + deadEnds ** 0.7) forget();
        continue;
      }
      if (askedPlace > 0 && !deduction.mayStand(askedPlace, askedKind))
        return {
          kind: 'none',
          bounds: boundsOf(deduction.absence(askedPlace, askedKind, trail.size)),
        };
      const inOrder = restarts % (restarts < oftenInOrder ? 2 : 4) === 1;
      if (!decide(askedPlace, askedKind, inOrder)) return { kind: 'list', list: found() };
    }
    return { kind: 'none', bounds: impossible };
  }

  function found(): Int32Array {
    const list = standing.slice();
    planned.set(list);
    return list;
  }

  /** Tries one claim more; false where everybody stands. */
  function decide(askedPlace: number, askedKind: number, inOrder: boolean): boolean {
    if (askedPlace > 0 && standing[askedPlace - 1]! < 0) {
      tryKind(askedPlace, askedKind);
      return true;
    }
    const side = inOrder ? -1 : mostActive();
    if (side >= 0) {
      tryPlanned(side);
      return true;
    }
    const place = standing.findIndex((kind) => kind < 0) + 1;
    if (place > 0) tryKind(place, kindFor(place));
    return place > 0;
  }

  /** Tries what tells most others apart from the kind on the place. */
  function tryKind(place: number, kind: number): void {
    let [best, most] = [-1, 0];
    for (let group = 0; group < groups; group++) {
      const side = deduction.memberSide(group, place);
      if (bound[side] === 1 || bound[side + 1] === 0) continue;
      const member = isMember[kind * groups + group] === 1;
      const others = deduction.mayStandOf(group, place, !member);
      if (others > most) [best, most] = [member ? side : side + 1, others];
    }
    if (best < 0) tryClaim(deduction.kindSide(place, kind), 1);
    else tryClaim(best, 1 - (best & 1));
  }

  function tryClaim(side: number, value: number): void {
    deduction.openLevel();
    deduction.raise(side, value, nothing);
  }

  /** The open question of a member on a place that took part in dead ends most; −1 where none did. */
  function mostActive(): number {
    let [best, most] = [-1, 0];
    for (let index = 0; index < activity.length; index += 2) {
      const side = firstMember + index;
      if (activity[index]! > most && bound[side] === 0 && bound[side + 1] === -1)
        [best, most] = [side, activity[index]!];
    }
    return best;
  }

  function tryPlanned(side: number): void {
    const number = (side - firstMember) >> 1;
    const group = Math.floor(number / width);
    const place = number - group * width;
    const kind = planned[place - 1]! < 0 ? kindFor(place) : planned[place - 1]!;
    if (isMember[kind * groups + group] === 1) tryClaim(side, 1);
    else tryClaim(side + 1, 0);
  }

  /** The kind planned for the place, or else the one that leads most groups to the middle of what is left to them. */
  function kindFor(place: number): number {
    const plan = planned[place - 1]!;
    if (plan >= 0 && deduction.mayStand(place, plan)) return plan;
    const urge = new Float64Array(groups);
    for (let group = 0; group < groups; group++) {
      const here = deduction.countSide(group, place);
      const [low, high] = [bound[here]!, -bound[here + 1]!];
      const step = (low + high - bound[here - 2]! + bound[here - 1]!) / 2;
      urge[group] = (step - 0.5) / (1 + high - low);
    }
    let [best, score] = [-1, -Infinity];
    for (let kind = 0; kind < kinds; kind++) {
      if (!deduction.mayStand(place, kind)) continue;
      let own = 0;
      for (let group = 0; group < groups; group++)
        own += isMember[kind * groups + group] === 1 ? urge[group]! : -urge[group]!;
      if (own > score) [best, score] = [kind, own];
    }
    return best;
  }

  /** Learns from the contradiction and goes back as far as it teaches; false where that contradicts again. */
  function learn(): boolean {
    deadEnds++;
    const origin = new Int32Array(origins);
    const { claims, entry, inside } = deduction.contradiction();
    const seeds = [...claims];
    if (inside >= 0) addInside(origin, inside);
    if (entry >= 0) seeds.push(...premisesOf(entry, trail.to[entry]!, origin));
    const clause = analyse(seeds, origin);
    if (clause === null) {
      impossible = seenBounds(origin);
      return true;
    }
    standing.forEach((kind, index) => {
      if (kind >= 0) planned[index] = kind;
    });
    deduction.backTo(clause.length > 2 ? levelOf(clause[2]!, clause[3]!) : 0);
    activityStep /= placeDecay;
    clauseStep /= clauseDecay;
    if (activityStep > largestActivity) calmDown();
    return assertClause(Int32Array.from(clause), origin);
  }

  function levelOf(side: number, value: number): number {
    // The claim is false: the level at which its opposite came true.
    const [opposite, least] = [side ^ 1, 1 - value];
    if (isUnentered(opposite, trail.size)) {
      const [place, kind] = deduction.placeAndKind(side);
      const claims = deduction.absence(place, kind, trail.size);
      let level = 0;
      for (let at = 0; at < claims.length; at += 2)
        level = Math.max(level, trail.levels[entryOf(trail, claims[at]!, claims[at + 1]!)] ?? 0);
      return level;
    }
    return trail.levels[entryOf(trail, opposite, least)] ?? 0;
  }

  /**
   * The first unique implication point: a clause whose first claim follows as soon as one goes back to the level of its second.
   * Null where the contradiction rests on nothing that was tried. Adds to `origin` what the clause rests on.
   */
  function analyse(seeds: Claims, origin: Int32Array): number[] | null {
    if (mark.length < trail.size) {
      mark = new Uint8Array(trail.sides.length);
      wanted = new Int32Array(trail.sides.length);
    }
    const marked: number[] = [];
    let [deepest, pending] = [0, 0];
    forEachEntered(seeds, trail.size, (side, value) => {
      const entry = entryOf(trail, side, value);
      if (entry >= 0) deepest = Math.max(deepest, trail.levels[entry]!);
    });
    const add = (side: number, value: number) => {
      const entry = entryOf(trail, side, value);
      if (entry < 0 || trail.levels[entry] === 0) {
        addForGood(origin, entry, side);
        return;
      }
      if (mark[entry]! > 0) {
        wanted[entry] = Math.max(wanted[entry]!, value);
        return;
      }
      mark[entry] = 1;
      wanted[entry] = value;
      marked.push(entry);
      if (trail.levels[entry] === deepest) pending++;
      if (side >= firstMember && side < firstKind)
        activity[(side - firstMember) & ~1]! += activityStep;
    };
    forEachEntered(seeds, trail.size, add);
    if (deepest === 0) return null;
    let entry = trail.size - 1;
    for (; ; entry--) {
      while (mark[entry] === 0 || trail.levels[entry] !== deepest) entry--;
      if (pending === 1) break;
      pending--;
      mark[entry] = 2;
      forEachEntered(premisesOf(entry, wanted[entry]!, origin), entry, add);
    }
    const clause = clauseOf(entry, marked, origin);
    for (const one of marked) mark[one] = 0;
    return clause;
  }

  function clauseOf(first: number, marked: readonly number[], origin: Int32Array): number[] {
    // Of several bounds of a side the tightest implies the others.
    const tightest = new Map<number, number>([[trail.sides[first]!, first]]);
    for (const entry of marked) {
      if (mark[entry] === 2) continue;
      const known = tightest.get(trail.sides[entry]!);
      if (known === undefined || (known !== first && wanted[known]! < wanted[entry]!))
        tightest.set(trail.sides[entry]!, entry);
    }
    const clause = [trail.sides[first]! ^ 1, 1 - wanted[first]!];
    let [level, second] = [-1, 0];
    for (const [side, entry] of tightest) {
      if (entry === first || isImplied(entry, origin)) continue;
      if (trail.levels[entry]! > level) [level, second] = [trail.levels[entry]!, clause.length];
      clause.push(side ^ 1, 1 - wanted[entry]!);
    }
    if (second > 2) {
      for (const half of [0, 1]) {
        const claim = clause[2 + half]!;
        clause[2 + half] = clause[second + half]!;
        clause[second + half] = claim;
      }
    }
    return clause;
  }

  /** Whether the other claims of the clause imply what an entry says; then it rests on what that takes, too. */
  function isImplied(entry: number, origin: Int32Array): boolean {
    if (!deduction.isPlain(entry)) return false;
    originOfOne.fill(0);
    const claims = premisesOf(entry, wanted[entry]!, originOfOne);
    const forGood: [number, number][] = [];
    for (let at = 0; at < claims.length; at += 2) {
      const [one, value] = [claims[at]!, claims[at + 1]!];
      if (isUnentered(one, entry)) return false;
      const before = entryOf(trail, one, value);
      if (before < 0 || trail.levels[before] === 0) forGood.push([before, one]);
      else if (mark[before] !== 1 || wanted[before]! < value) return false;
    }
    for (const [before, one] of forGood) addForGood(origin, before, one);
    merge(origin, originOfOne);
    return true;
  }

  /** What makes an entry true; adds to `origin` what that takes besides. */
  function premisesOf(entry: number, least: number, origin: Int32Array): Claims {
    const reason = trail.reasons[entry]!;
    if (reason < 0) {
      const inside = deduction.insideOf(entry);
      if (inside >= 0) addInside(origin, inside);
      return reason === nothing ? [] : deduction.premisesOf(entry, least);
    }
    const clause = clauses[reason]!;
    clause.activity += clauseStep;
    merge(origin, clause.origin);
    const claims: number[] = [];
    for (let at = 0; at < clause.claims.length; at += 2) {
      const [side, value] = [clause.claims[at]!, clause.claims[at + 1]!];
      if (side !== trail.sides[entry]) claims.push(side ^ 1, 1 - value);
    }
    return claims;
  }

  /** A kind that may not stand on a place is often not on the trail itself: then there is what keeps it away. */
  function isUnentered(side: number, before: number): boolean {
    return side >= firstKind && (side & 1) === 1 && (last[side]! < 0 || last[side]! >= before);
  }

  function forEachEntered(
    claims: Claims,
    before: number,
    use: (side: number, value: number) => void,
  ): void {
    for (let at = 0; at < claims.length; at += 2) {
      const side = claims[at]!;
      if (!isUnentered(side, before)) {
        use(side, claims[at + 1]!);
        continue;
      }
      const keeping = deduction.absence(...deduction.placeAndKind(side), before);
      for (let other = 0; other < keeping.length; other += 2)
        use(keeping[other]!, keeping[other + 1]!);
    }
  }

  function addInside(origin: Int32Array, inside: number): void {
    const bit = firstMember + inside;
    origin[bit >> 5]! |= 1 << (bit & 31);
  }

  function merge(origin: Int32Array, other: Int32Array): void {
    for (let word = 0; word < origins; word++) origin[word]! |= other[word]!;
  }

  /** Adds what a claim rests on that holds for good: a bound from the start (`entry` −1), or what an entry was concluded from. */
  function addForGood(origin: Int32Array, entry: number, side: number): void {
    if (entry >= 0) merge(origin, originOf(entry));
    else if (side < firstMember) origin[side >> 5]! |= 1 << (side & 31);
  }

  function originOf(asked: number): Int32Array {
    const known = originForGood.get(asked);
    if (known) return known;
    const waiting = [asked];
    while (waiting.length > 0) {
      const entry = waiting.at(-1)!;
      const own = new Int32Array(origins);
      const missing: number[] = [];
      forEachEntered(premisesOf(entry, trail.to[entry]!, own), entry, (side, value) => {
        const before = entryOf(trail, side, value);
        if (before >= 0 && !originForGood.has(before)) missing.push(before);
        else if (before < 0) addForGood(own, before, side);
        else merge(own, originForGood.get(before)!);
      });
      if (missing.length > 0) {
        waiting.push(...missing);
        continue;
      }
      originForGood.set(entry, own);
      waiting.pop();
    }
    return originForGood.get(asked)!;
  }

  /** Everything that claims rest on, but what was tried. */
  function boundsOf(claims: Claims): SeenBound[] {
    const origin = new Int32Array(origins);
    const done = new Set<number>();
    const waiting: number[] = [];
    const add = (side: number, value: number) => {
      const entry = entryOf(trail, side, value);
      if (entry < 0 || trail.levels[entry] === 0) addForGood(origin, entry, side);
      else if (!done.has(entry)) {
        done.add(entry);
        waiting.push(entry);
      }
    };
    forEachEntered(claims, trail.size, add);
    for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop())
      forEachEntered(premisesOf(entry, trail.to[entry]!, origin), entry, add);
    return seenBounds(origin);
  }

  function seenBounds(origin: Int32Array): SeenBound[] {
    const seen: SeenBound[] = [];
    for (let bit = 0; bit < firstMember; bit++) {
      if (((origin[bit >> 5]! >> (bit & 31)) & 1) === 0) continue;
      const group = Math.floor((bit >> 1) / width);
      seen.push({ group, before: 0, to: (bit >> 1) - group * width, isFloor: (bit & 1) === 0 });
    }
    deduction.insides.forEach(({ group, before, to }, index) => {
      const bit = firstMember + index;
      if (((origin[bit >> 5]! >> (bit & 31)) & 1) === 0) return;
      seen.push({ group, before, to, isFloor: true }, { group, before, to, isFloor: false });
    });
    return seen;
  }

  function assertClause(claims: Int32Array, origin: Int32Array): boolean {
    const index = clauses.length;
    clauses.push({ claims, origin, activity: clauseStep });
    if (claims.length > 2) {
      alive++;
      watch(claims[0]!, claims[1]!, index);
      watch(claims[2]!, claims[3]!, index);
    }
    return deduction.raise(claims[0]!, claims[1]!, index);
  }

  function watch(side: number, value: number, index: number): void {
    (watching[side ^ 1] ??= []).push(index, 1 - value);
    if (side >= firstKind && (side & 1) === 0) deduction.follow(...deduction.placeAndKind(side));
  }

  function tellWatching(side: number): boolean {
    const list = watching[side];
    if (!list || list.length === 0) return true;
    const now = bound[side]!;
    let kept = 0;
    let fits = true;
    for (let at = 0; at < list.length; at += 2) {
      const [index, value] = [list[at]!, list[at + 1]!];
      const clause = clauses[index];
      if (!clause) continue;
      if (fits && value <= now) {
        falsified = 1 - value;
        if (findsAnother(clause.claims, side ^ 1, index)) continue;
        fits = deduceFrom(clause.claims, index);
      }
      list[kept++] = index;
      list[kept++] = value;
    }
    list.length = kept;
    return fits;
  }

  /** Watches another claim instead of the one that has become false, where none is true and another may be. */
  function findsAnother(claims: Int32Array, side: number, index: number): boolean {
    if (claims[0] === side && claims[1] === falsified) {
      claims[0] = claims[2]!;
      claims[1] = claims[3]!;
      claims[2] = side;
      claims[3] = falsified;
    }
    if (bound[claims[0]!]! >= claims[1]!) return false;
    for (let at = 4; at < claims.length; at += 2) {
      const [other, value] = [claims[at]!, claims[at + 1]!];
      if (deduction.isFalse(other, value)) continue;
      claims[at] = side;
      claims[at + 1] = falsified;
      claims[2] = other;
      claims[3] = value;
      watch(other, value, index);
      return true;
    }
    return false;
  }

  /** All claims but the first are false: it is true, or the clause contradicts. */
  function deduceFrom(claims: Int32Array, index: number): boolean {
    return deduction.raise(claims[0]!, claims[1]!, index);
  }

  /** Forgets the half of the long clauses that took part in dead ends least. At level 0. */
  function forget(): void {
    const reasons = new Set<number>();
    for (let entry = 0; entry < trail.size; entry++) reasons.add(trail.reasons[entry]!);
    const long = Array.from(clauses.keys()).filter((index) => {
      const clause = clauses[index];
      return clause && clause.claims.length > 2 * shortest && !reasons.has(index);
    });
    long.sort((a, b) => clauses[a]!.activity - clauses[b]!.activity || a - b);
    for (const index of long.slice(0, long.length >> 1)) {
      clauses[index] = null;
      alive--;
    }
    watching.forEach((list, side) => {
      if (list) watching[side] = list.filter((_, at) => clauses[list[at & ~1]!]);
    });
  }

  /** Activities that have grown large become small again, all in proportion. */
  function calmDown(): void {
    for (let index = 0; index < activity.length; index++) activity[index]! /= largestActivity;
    for (const clause of clauses) if (clause) clause.activity /= largestActivity;
    activityStep /= largestActivity;
  }
}

/** Luby, Sinclair and Zuckerman 1993: 1, 1, 2, 1, 1, 2, 4, … */
function luby(number: number): number {
  let size = 1;
  while (size < number) size = 2 * size + 1;
  return size === number ? (size + 1) / 2 : luby(number - (size - 1) / 2);
}
