import { defined } from '../../../kernel/assert.js';
import type { Corridor } from './corridor.js';
import { matchingOf } from './matching.js';
import { open, type Beginning, type Rules } from './question.js';
import { boundBefore, boundForGood, enter, takeBack, trailOf, type Trail } from './trail.js';
import type { GroupWindows } from './witness.js';

/** Claims one after the other, side and value in turn. */
export type Claims = readonly number[];

/**
 * What follows from what is known about a list: how many members of each group stand on places 1…p, whether one stands on
 * place p, and who. It draws the conclusions that cost little and can say of each which claims it rests on.
 */
export interface Deduction {
  readonly trail: Trail;
  /** The sides of three sorts of numbers: members of a group up to a place, on a place, and people of a kind on a place. */
  countSide(group: number, place: number): number;
  memberSide(group: number, place: number): number;
  kindSide(place: number, kind: number): number;
  /** The first side of a member on a place, and the first of a kind on a place; counts come before both. */
  readonly firstMember: number;
  readonly firstKind: number;
  /** The place and the kind that a side is about. */
  placeAndKind(side: number): readonly [number, number];
  /** The kinds of the places where it is known who stands there, by place − 1; `open` elsewhere. */
  readonly standing: Int32Array;
  mayStand(place: number, kind: number): boolean;
  /** How many of the kinds that may stand on the place are members of the group, or the others. */
  mayStandOf(group: number, place: number, member: boolean): number;
  /** Raises a side for a reason of the caller's (a number from 0 on, or `nothing`); false where that contradicts. */
  raise(side: number, value: number, reason: number): boolean;
  isFalse(side: number, value: number): boolean;
  /** From now on a kind that can no longer stand on the place is entered on the trail, though that goes without saying. */
  follow(place: number, kind: number): void;
  /** Draws all conclusions; false where something contradicts. */
  conclude(): boolean;
  contradiction(): Contradiction;
  /** What made an entry of the trail true as far as `wanted`. Not for entries with a reason of the caller's. */
  premisesOf(entry: number, wanted: number): Claims;
  /** Claims known before an entry that keep a kind from a place. */
  absence(place: number, kind: number, before: number): Claims;
  /** Windows that do not begin at place 1, and which of them an entry rests on besides its premises: −1 where on none. */
  readonly insides: readonly Inside[];
  insideOf(entry: number): number;
  /** Whether an entry rests on one or two claims that are at hand. */
  isPlain(entry: number): boolean;
  openLevel(): void;
  backTo(level: number): void;
}

/** Claims that are all known and cannot all be true. */
export interface Contradiction {
  readonly claims: Claims;
  /** An entry that belongs to them, by what it rests on; −1 where there is none. */
  readonly entry: number;
  /** The inner window they rest on, too; −1 where on none. */
  readonly inside: number;
}

/** Between `lo` and `hi` members after place `before` up to place `to`. */
export interface Inside {
  readonly group: number;
  readonly before: number;
  readonly to: number;
  readonly lo: number;
  readonly hi: number;
}

/** Groups of which nobody is in two; `covers`: everybody is in one. */
interface Exclusive {
  readonly groups: readonly number[];
  readonly covers: boolean;
}

/** The reason of what is given, or tried. */
export const nothing = -1;

const [byClaims, byInside, byMembers, byDomain, byAbsence, bySum] = [-2, -3, -4, -5, -6, -7];
const none: Contradiction = { claims: [], entry: -1, inside: -1 };

/** The deduction over a beginning whose corridors are given; `onRise` is told every side that rose. */
export function deductionOf(
  rules: Rules,
  start: Beginning,
  { groups, isMember }: GroupWindows,
  corridors: readonly Corridor[],
  onRise: (side: number) => boolean,
): Deduction {
  const { places, kinds } = rules;
  const words = Math.ceil(kinds / 32);
  const width = places + 1;
  const firstMember = 2 * groups * width;
  const firstKind = 2 * firstMember;
  const trail = startTrail();
  const { bound, last } = trail;
  const pool = new Int32Array(words);
  const all = new Int32Array(words);
  const membersOf = new Int32Array(groups * words);
  const domains = new Int32Array(places * words);
  const followed = new Int32Array(places * words);
  // Kinds that may stand on a place with and without each group, as far as was seen last.
  const seen = new Int32Array(places * groups * 2).fill(-1);
  const supply = start.supply.slice();
  const due = start.least.slice();
  const used = new Int32Array(kinds);
  const standing = new Int32Array(places).fill(open);
  let extras = 0;
  let mostExtras = 0;
  const cutAt: number[] = [];
  const cutWord: number[] = [];
  const entriesAt: number[] = [];
  const cutsAt: number[] = [];
  const { insides, insidesAt, insidesFrom } = insidesOf();
  let head = 0;
  let contradicting = none;
  startDomains();
  const matching = matchingOf(places, domains, supply, due);
  const exclusive = exclusiveGroups();
  const exclusiveWith = Array.from({ length: groups }, (_, group) =>
    exclusive.flatMap((one, index) => (one.groups.includes(group) ? [index] : [])),
  );
  const begins = begin();

  return {
    trail,
    countSide,
    memberSide,
    kindSide,
    firstMember,
    firstKind,
    placeAndKind,
    standing,
    mayStand,
    mayStandOf,
    raise: (side, value, reason) => rise(side, value, reason, 0, 0, -1, 0),
    isFalse,
    follow(place, kind) {
      followed[(place - 1) * words + (kind >> 5)]! |= 1 << (kind & 31);
    },
    conclude,
    contradiction: () => contradicting,
    premisesOf,
    absence,
    insides,
    insideOf: (entry) => {
      const reason = trail.reasons[entry]!;
      return reason === byInside || reason === byMembers ? trail.premises[4 * entry + 3]! : -1;
    },
    isPlain: (entry) => trail.reasons[entry] === byClaims || trail.reasons[entry] === byInside,
    openLevel() {
      trail.level++;
      entriesAt.push(trail.size);
      cutsAt.push(cutAt.length);
    },
    backTo,
  };

  function countSide(group: number, place: number): number {
    return 2 * (group * width + place);
  }

  function memberSide(group: number, place: number): number {
    return firstMember + 2 * (group * width + place);
  }

  function kindSide(place: number, kind: number): number {
    return firstKind + 2 * ((place - 1) * kinds + kind);
  }

  function placeAndKind(side: number): readonly [number, number] {
    const number = (side - firstKind) >> 1;
    const index = Math.floor(number / kinds);
    return [index + 1, number - index * kinds];
  }

  function startTrail(): Trail {
    const bounds = new Int32Array(firstKind + 2 * places * kinds);
    for (let group = 0; group < groups; group++) {
      const { low, high } = corridors[group]!;
      for (let place = 0; place <= places; place++) {
        const side = 2 * (group * width + place);
        bounds[side] = low[place]!;
        bounds[side + 1] = -high[place]!;
        bounds[firstMember + side + 1] = place === 0 ? 0 : -1;
      }
    }
    for (let side = firstKind; side < bounds.length; side += 2) bounds[side + 1] = -1;
    return trailOf(bounds);
  }

  function insidesOf() {
    const insides: Inside[] = [];
    const insidesAt: number[][] = Array.from({ length: groups * width }, () => []);
    // By the place before the first and by the last.
    const insidesFrom: number[][] = Array.from({ length: groups * width }, () => []);
    corridors.forEach(({ inner }, group) => {
      for (const { from, to, lo, hi } of inner) {
        for (let place = from; place <= to; place++)
          insidesAt[group * width + place]!.push(insides.length);
        insidesFrom[group * width + from - 1]!.push(insides.length);
        insidesFrom[group * width + to]!.push(insides.length);
        insides.push({ group, before: from - 1, to, lo, hi });
      }
    });
    return { insides, insidesAt, insidesFrom };
  }

  function startDomains(): void {
    let [openPlaces, owed] = [0, 0];
    for (let kind = 0; kind < kinds; kind++) {
      const bit = 1 << (kind & 31);
      all[kind >> 5]! |= bit;
      if (supply[kind]! > 0) pool[kind >> 5]! |= bit;
      for (let group = 0; group < groups; group++) {
        if (isMember[kind * groups + group] === 1) membersOf[group * words + (kind >> 5)]! |= bit;
      }
      owed += due[kind]!;
    }
    start.settled.forEach((kind, index) => {
      for (let word = 0; word < words; word++)
        domains[index * words + word] = startDomain(index + 1, word);
      if (kind === open) openPlaces++;
      else {
        supply[kind]! += 1;
        due[kind]! += 1;
      }
    });
    mostExtras = openPlaces - owed;
  }

  function startDomain(place: number, word: number): number {
    const given = start.settled[place - 1]!;
    if (given === open) return pool[word]!;
    return given >> 5 === word ? 1 << (given & 31) : 0;
  }

  function exclusiveGroups(): Exclusive[] {
    const present = Array.from({ length: kinds }, (_, kind) => kind).filter(
      (kind) => supply[kind]! > 0,
    );
    const both = (one: number, other: number) =>
      present.some(
        (kind) => isMember[kind * groups + one] === 1 && isMember[kind * groups + other] === 1,
      );
    const taken = new Uint8Array(groups);
    const found: Exclusive[] = [];
    for (let group = 0; group < groups; group++) {
      if (taken[group] === 1) continue;
      const own = [group];
      for (let other = group + 1; other < groups; other++) {
        if (taken[other] === 0 && !own.some((one) => both(one, other))) own.push(other);
      }
      if (own.length < 2) continue;
      for (const one of own) taken[one] = 1;
      const covers = present.every((kind) =>
        own.some((one) => isMember[kind * groups + one] === 1),
      );
      found.push({ groups: own, covers });
    }
    return found;
  }

  /** The first conclusions, from nothing but the start. */
  function begin(): boolean {
    if (mostExtras < 0) return false;
    for (let index = 0; index < exclusive.length; index++) {
      for (let place = 1; place <= places; place++) {
        if (!concludeSum(index, place, 0)) return false;
        if (exclusive[index]!.covers && !concludeSum(index, place, 1)) return false;
      }
    }
    for (let place = 1; place <= places; place++) {
      for (let group = 0; group < groups; group++) if (!concludeChain(group, place)) return false;
      if (!concludeDomain(place, -1)) return false;
    }
    for (let index = 0; index < insides.length; index++) if (!concludeInside(index)) return false;
    return mostExtras > 0 || closeToExtras();
  }

  /** Raises a side because of up to two claims, or of whatever the reason makes of these numbers. */
  function rise(
    side: number,
    value: number,
    reason: number,
    side1: number,
    value1: number,
    side2: number,
    value2: number,
  ): boolean {
    if (bound[side]! >= value) return true;
    const entry = enter(trail, side, value, reason);
    const { premises } = trail;
    premises[4 * entry] = side1;
    premises[4 * entry + 1] = value1;
    premises[4 * entry + 2] = side2;
    premises[4 * entry + 3] = value2;
    if (bound[side ^ 1]! <= -value) return true;
    return contradict([side ^ 1, 1 - value], entry);
  }

  function contradict(claims: Claims, entry = -1, inside = -1): false {
    contradicting = { claims, entry, inside };
    return false;
  }

  function conclude(): boolean {
    if (!begins) return false;
    while (head < trail.size) {
      const side = trail.sides[head++]!;
      const fits =
        side < firstMember
          ? concludeCount(side)
          : side < firstKind
            ? concludeMember(side)
            : concludeStanding(side);
      if (!fits || !onRise(side)) return false;
    }
    const room = matching.settle();
    if (room === null) return true;
    return contradict(room.places.flatMap((place) => exclusion(place, room.kinds, -1, trail.size)));
  }

  function concludeCount(side: number): boolean {
    const number = side >> 1;
    const group = Math.floor(number / width);
    const place = number - group * width;
    const half = (side & 1) as 0 | 1;
    if (place > 0 && !concludeBackward(side, half, memberSide(group, place))) return false;
    if (place < places && !concludeForward(side, half, memberSide(group, place + 1))) return false;
    for (const index of exclusiveWith[group]!) {
      if ((half === 0 || exclusive[index]!.covers) && !concludeSum(index, place, half))
        return false;
    }
    for (const index of insidesFrom[number]!) {
      const { before, to, lo, hi } = insides[index]!;
      const other = countSide(group, place === before ? to : before) + half;
      const step = (place === before) === (half === 0) ? lo : -hi;
      const value = bound[side]!;
      if (!rise(other, value + step, byInside, side, value, -1, index)) return false;
    }
    return true;
  }

  /** What a count, as it now stands, says of the count one place later and of the member on that place. */
  function concludeForward(side: number, half: 0 | 1, member: number): boolean {
    const value = bound[side]!;
    const next = side + 2;
    const [is, isNot] = [bound[member] === 1, bound[member + 1] === 0];
    if (half === 0) {
      if (!rise(next, value + (is ? 1 : 0), byClaims, side, value, is ? member : -1, 1))
        return false;
      return is || isNot || bound[next + 1]! + value < 0
        ? true
        : rise(member + 1, 0, byClaims, next + 1, -value, side, value);
    }
    if (!rise(next, value - (isNot ? 0 : 1), byClaims, side, value, isNot ? member + 1 : -1, 0))
      return false;
    return is || isNot || bound[next - 1]! + value <= 0
      ? true
      : rise(member, 1, byClaims, next - 1, 1 - value, side, value);
  }

  /** What a count, as it now stands, says of the count one place earlier and of the member on its own place. */
  function concludeBackward(side: number, half: 0 | 1, member: number): boolean {
    const value = bound[side]!;
    const before = side - 2;
    const [is, isNot] = [bound[member] === 1, bound[member + 1] === 0];
    if (half === 0) {
      if (!rise(before, value - (isNot ? 0 : 1), byClaims, side, value, isNot ? member + 1 : -1, 0))
        return false;
      const high = bound[before + 1]!;
      return is || isNot || value + high <= 0
        ? true
        : rise(member, 1, byClaims, side, 1 - high, before + 1, high);
    }
    if (!rise(before, value + (is ? 1 : 0), byClaims, side, value, is ? member : -1, 1))
      return false;
    const low = bound[before - 1]!;
    return is || isNot || value + low < 0
      ? true
      : rise(member + 1, 0, byClaims, side, -low, before - 1, low);
  }

  /** Members up to a place are those up to the place before it, and the one there. */
  function concludeChain(group: number, place: number): boolean {
    const here = countSide(group, place);
    const before = here - 2;
    const member = memberSide(group, place);
    const [is, isNot] = [bound[member] === 1, bound[member + 1] === 0];
    const [own, other] = [is ? member : -1, isNot ? member + 1 : -1];
    const [least, most] = [is ? 1 : 0, isNot ? 0 : 1];
    const [low, high] = [bound[before]!, bound[before + 1]!];
    if (!rise(here, low + least, byClaims, before, low, own, 1)) return false;
    if (!rise(here + 1, high - most, byClaims, before + 1, high, other, 0)) return false;
    const [lowHere, highHere] = [bound[here]!, bound[here + 1]!];
    if (!rise(before, lowHere - most, byClaims, here, lowHere, other, 0)) return false;
    if (!rise(before + 1, highHere + least, byClaims, here + 1, highHere, own, 1)) return false;
    if (is || isNot) return true;
    const [lowBefore, highBefore] = [bound[before]!, bound[before + 1]!];
    if (lowHere + highBefore > 0)
      return rise(member, 1, byClaims, here, 1 - highBefore, before + 1, highBefore);
    if (highHere + lowBefore >= 0)
      return rise(member + 1, 0, byClaims, here + 1, -lowBefore, before, lowBefore);
    return true;
  }

  /** Members of exclusive groups up to a place are at most (`half` 1, of groups that cover all: at least) as many as the places. */
  function concludeSum(index: number, place: number, half: 0 | 1): boolean {
    const own = exclusive[index]!.groups;
    let left = half === 0 ? place : -place;
    let widest = 0;
    for (const group of own) {
      const side = countSide(group, place) + half;
      left -= bound[side]!;
      widest = Math.max(widest, -bound[side]! - bound[side ^ 1]!);
    }
    if (widest <= left) return true;
    for (const group of own) {
      const side = countSide(group, place) + half;
      if (!rise(side ^ 1, -bound[side]! - left, bySum, index, 0, -1, 0)) return false;
    }
    return true;
  }

  function concludeMember(side: number): boolean {
    const number = (side - firstMember) >> 1;
    const group = Math.floor(number / width);
    const place = number - group * width;
    if (!concludeChain(group, place)) return false;
    for (const index of insidesAt[number]!) if (!concludeInside(index)) return false;
    return keepOnly(place, group, (side & 1) === 0);
  }

  /** Counts the members and the others on the places of an inner window. */
  function concludeInside(index: number): boolean {
    const { group, before, to, lo, hi } = insides[index]!;
    let [least, most] = [0, 0];
    for (let place = before + 1; place <= to; place++) {
      least += bound[memberSide(group, place)]!;
      most -= bound[memberSide(group, place) + 1]!;
    }
    if (least > hi) return contradict(membersInside(index, 0, hi + 1, trail.size), -1, index);
    if (most < lo)
      return contradict(membersInside(index, 1, to - before - lo + 1, trail.size), -1, index);
    if (least === most || (least < hi && most > lo)) return true;
    for (let place = before + 1; place <= to; place++) {
      const side = memberSide(group, place);
      if (bound[side] === 1 || bound[side + 1] === 0) continue;
      const half = least === hi ? 1 : 0;
      if (!rise(side + half, 1 - half, byMembers, 0, 0, -1, index)) return false;
    }
    return true;
  }

  /** Claims, known before an entry, of so many members (`half` 1: others) on the places of an inner window. */
  function membersInside(index: number, half: 0 | 1, many: number, before: number): number[] {
    const { group, before: first, to } = insides[index]!;
    const claims: number[] = [];
    for (let place = first + 1; place <= to && claims.length < 2 * many; place++) {
      const side = memberSide(group, place) + half;
      if (bound[side] === 1 - half && last[side]! < before) claims.push(side, 1 - half);
    }
    return claims;
  }

  function concludeStanding(side: number): boolean {
    const [place, kind] = placeAndKind(side);
    if ((side & 1) === 1) return remove(place, kind);
    if (++used[kind]! > due[kind]!) extras++;
    const other = standing[place - 1]!;
    if (other !== open && other !== kind) return contradict([side, 1, kindSide(place, other), 1]);
    standing[place - 1] = kind;
    return stand(place, kind, side);
  }

  function stand(place: number, kind: number, side: number): boolean {
    for (let word = 0; word < words; word++) {
      if (!keep(place, word, word === kind >> 5 ? 1 << (kind & 31) : 0)) return false;
    }
    for (let group = 0; group < groups; group++) {
      const half = 1 - isMember[kind * groups + group]!;
      if (!rise(memberSide(group, place) + half, 1 - half, byClaims, side, 1, -1, 0)) return false;
    }
    if (used[kind]! > supply[kind]!) return contradict(usersOf(kind, trail.size));
    if (used[kind] === supply[kind]) {
      for (let later = 1; later <= places; later++) {
        if (bound[kindSide(later, kind)] !== 1 && !remove(later, kind)) return false;
      }
    }
    if (extras > mostExtras)
      return contradict(defined(extraClaims(-1, trail.size), 'people beyond those due'));
    return extras < mostExtras || closeToExtras();
  }

  /** As many people as may be have a place who need not: from now on places are for those due. */
  function closeToExtras(): boolean {
    const owed = new Int32Array(words);
    for (let kind = 0; kind < kinds; kind++)
      if (used[kind]! < due[kind]!) owed[kind >> 5]! |= 1 << (kind & 31);
    for (let place = 1; place <= places; place++) {
      if (standing[place - 1] !== open) continue;
      let changed = false;
      for (let word = 0; word < words; word++) {
        changed ||= (domains[(place - 1) * words + word]! & ~owed[word]!) !== 0;
        if (!keep(place, word, owed[word]!)) return false;
      }
      if (changed && !concludeDomain(place, -1)) return false;
    }
    return true;
  }

  /** Claims, known before an entry, of all places but `except` on which somebody of the kind stands. */
  function usersOf(kind: number, before: number, except = 0): number[] {
    const claims: number[] = [];
    for (let place = 1; place <= places; place++) {
      const side = kindSide(place, kind);
      if (place !== except && bound[side] === 1 && last[side]! < before) claims.push(side, 1);
    }
    return claims;
  }

  /** Claims that all extra places are taken and the kind, where one is meant, has all that are due to it; null where not so. */
  function extraClaims(kind: number, before: number, except = 0): number[] | null {
    const claims: number[] = [];
    let taken = 0;
    for (let other = 0; other < kinds; other++) {
      if (used[other] === 0) continue;
      const users = usersOf(other, before, except);
      const many = users.length / 2;
      if (many > due[other]!) taken += many - due[other]!;
      if (many > due[other]! || (other === kind && many === due[other]!)) claims.push(...users);
      else if (other === kind) return null;
    }
    if (kind >= 0 && used[kind] === 0 && due[kind]! > 0) return null;
    return taken >= mostExtras ? claims : null;
  }

  function mayStand(place: number, kind: number): boolean {
    return ((domains[(place - 1) * words + (kind >> 5)]! >> (kind & 31)) & 1) === 1;
  }

  function mayStandOf(group: number, place: number, member: boolean): number {
    let many = 0;
    for (let word = 0; word < words; word++) {
      const own = membersOf[group * words + word]!;
      many += bitsIn(domains[(place - 1) * words + word]! & (member ? own : ~own));
    }
    return many;
  }

  function isFalse(side: number, value: number): boolean {
    if (bound[side ^ 1]! > -value) return true;
    if (side < firstKind || (side & 1) === 1) return false;
    const [place, kind] = placeAndKind(side);
    return !mayStand(place, kind);
  }

  function keepOnly(place: number, group: number, member: boolean): boolean {
    const base = (place - 1) * words;
    let changed = false;
    for (let word = 0; word < words; word++) {
      const own = membersOf[group * words + word]!;
      const mask = member ? own : ~own;
      changed ||= (domains[base + word]! & ~mask) !== 0;
      if (!keep(place, word, mask)) return false;
    }
    return !changed || concludeDomain(place, -1);
  }

  function remove(place: number, kind: number): boolean {
    if (!mayStand(place, kind)) return true;
    return keep(place, kind >> 5, ~(1 << (kind & 31))) && concludeDomain(place, kind);
  }

  /** Keeps only the kinds of a mask on a place, as far as a word of them goes. */
  function keep(place: number, word: number, mask: number): boolean {
    const at = (place - 1) * words + word;
    const before = domains[at]!;
    if ((before & ~mask) === 0) return true;
    cutAt.push(at);
    cutWord.push(before);
    domains[at] = before & mask;
    matching.lose(place, word, before & ~mask);
    let gone = before & ~mask & followed[at]!;
    while (gone !== 0) {
      const bit = 31 - Math.clz32(gone);
      gone &= ~(1 << bit);
      const side = kindSide(place, word * 32 + bit);
      if (!rise(side + 1, 0, byAbsence, 0, 0, -1, 0)) return false;
    }
    return true;
  }

  /** What follows from the kinds that may stand on a place; `removed`: the only one that no longer may, −1: more. */
  function concludeDomain(place: number, removed: number): boolean {
    const base = (place - 1) * words;
    let [many, one] = [0, -1];
    for (let word = 0; word < words && many < 2; word++) {
      const kept = domains[base + word]!;
      if (kept === 0) continue;
      one = word * 32 + 31 - Math.clz32(kept);
      many += (kept & (kept - 1)) === 0 ? 1 : 2;
    }
    if (many === 0) return contradict(exclusion(place, all, -1, trail.size));
    if (many === 1) return rise(kindSide(place, one), 1, byDomain, 0, 0, -1, 0);
    for (let group = 0; group < groups; group++) {
      const side = memberSide(group, place);
      if (bound[side] === 1 || bound[side + 1] === 0) continue;
      for (let half = 0; half < 2; half++) {
        const at = ((place - 1) * groups + group) * 2 + half;
        const known = seen[at]!;
        if (known >= 0 && known !== removed && mayStand(place, known)) continue;
        seen[at] = someone(place, group, half === 0);
        if (seen[at] < 0 && !rise(side + 1 - half, half, byDomain, 0, 0, -1, 0)) return false;
      }
    }
    return true;
  }

  function someone(place: number, group: number, member: boolean): number {
    for (let word = 0; word < words; word++) {
      const own = membersOf[group * words + word]!;
      const kept = domains[(place - 1) * words + word]! & (member ? own : ~own);
      if (kept !== 0) return word * 32 + 31 - Math.clz32(kept);
    }
    return -1;
  }

  function premisesOf(entry: number, wanted: number): Claims {
    const side = trail.sides[entry]!;
    const { premises } = trail;
    const base = 4 * entry;
    switch (trail.reasons[entry]) {
      case byClaims:
      case byInside: {
        const other = premises[base + 2]!;
        // Where less is wanted of a count, less of the count before is enough.
        const less =
          side < firstMember && premises[base]! < firstMember ? trail.to[entry]! - wanted : 0;
        const first = [premises[base]!, premises[base + 1]! - less];
        return other < 0 ? first : [...first, other, premises[base + 3]!];
      }
      case byMembers: {
        const index = premises[base + 3]!;
        const { before, to, lo, hi } = insides[index]!;
        return (side & 1) === 1
          ? membersInside(index, 0, hi, entry)
          : membersInside(index, 1, to - before - lo, entry);
      }
      case bySum:
        return sumClaims(premises[base]!, side, wanted, entry);
      case byAbsence:
        return absence(...placeAndKind(side), entry);
      case byDomain:
        return domainClaims(side, entry);
      default:
        throw new Error('Impossible: the premises of what rests on nothing');
    }
  }

  function sumClaims(index: number, side: number, wanted: number, entry: number): number[] {
    const half = (side & 1) ^ 1;
    const group = Math.floor((side >> 1) / width);
    const place = (side >> 1) - group * width;
    const others = exclusive[index]!.groups.filter((one) => one !== group);
    const values = others.map((one) => boundBefore(trail, countSide(one, place) + half, entry));
    // What the others have beyond what is needed to leave so little.
    let spare = -wanted - (half === 0 ? place : -place);
    for (const value of values) spare += value;
    const claims: number[] = [];
    others.forEach((one, at) => {
      const own = countSide(one, place) + half;
      const forGood = boundForGood(trail, own);
      const less = Math.max(0, Math.min(spare, values[at]! - forGood));
      spare -= less;
      claims.push(own, values[at]! - less);
    });
    return claims;
  }

  function domainClaims(side: number, entry: number): number[] {
    if (side >= firstKind) {
      const [place, kind] = placeAndKind(side);
      return exclusion(place, all, kind, entry);
    }
    const number = (side - firstMember) >> 1;
    const group = Math.floor(number / width);
    const mask = new Int32Array(words);
    for (let word = 0; word < words; word++) {
      const own = membersOf[group * words + word]!;
      mask[word] = all[word]! & ((side & 1) === 0 ? ~own : own);
    }
    return exclusion(number - group * width, mask, -1, entry);
  }

  /**
   * Claims known before an entry that keep all kinds of a mask but `except` from a place: as few as a greedy choice finds,
   * first among those known for good.
   */
  function exclusion(place: number, mask: Int32Array, except: number, before: number): number[] {
    const claims: number[] = [];
    const rest = mask.map((bits, word) => bits & startDomain(place, word));
    if (except >= 0) rest[except >> 5]! &= ~(1 << (except & 31));
    for (const forGood of [true, false]) {
      const known: number[] = [];
      for (let group = 0; group < groups; group++) {
        const member = memberSide(group, place);
        const side = bound[member] === 1 ? member : member + 1;
        const entry = last[side]!;
        if (entry >= 0 && entry < before && (trail.levels[entry] === 0) === forGood)
          known.push(group);
      }
      while (excludeMost(place, known, rest, claims));
    }
    for (let word = 0; word < words; word++) {
      for (let left = rest[word]!; left !== 0; left &= left - 1) {
        const bit = 31 - Math.clz32(left & -left);
        claims.push(...absence(place, word * 32 + bit, before));
      }
    }
    return claims;
  }

  /** Adds the claim that excludes most of the rest; false where none excludes anybody. */
  function excludeMost(
    place: number,
    known: number[],
    rest: Int32Array,
    claims: number[],
  ): boolean {
    let [best, most] = [-1, 0];
    for (let index = 0; index < known.length; index++) {
      const group = known[index]!;
      const member = bound[memberSide(group, place)] === 1;
      let many = 0;
      for (let word = 0; word < words; word++) {
        const own = membersOf[group * words + word]!;
        many += bitsIn(rest[word]! & (member ? ~own : own));
      }
      if (many > most) [best, most] = [index, many];
    }
    if (best < 0) return false;
    const group = known[best]!;
    known.splice(best, 1);
    const side = memberSide(group, place);
    const member = bound[side] === 1;
    for (let word = 0; word < words; word++) {
      const own = membersOf[group * words + word]!;
      rest[word]! &= member ? own : ~own;
    }
    claims.push(member ? side : side + 1, member ? 1 : 0);
    return true;
  }

  function absence(place: number, kind: number, before: number): number[] {
    const own = kindSide(place, kind) + 1;
    if (last[own]! >= 0 && last[own]! < before && trail.reasons[last[own]!] !== byAbsence)
      return [own, 0];
    let best = -1;
    for (let group = 0; group < groups; group++) {
      const side = memberSide(group, place) + isMember[kind * groups + group]!;
      const entry = last[side]!;
      if (entry >= 0 && entry < before && (best < 0 || entry < last[best]!)) best = side;
    }
    if (best >= 0) return [best, 1 - (best & 1)];
    // Where one of the kind is to stand on the place and may not, that they are to stand there is no reason.
    const users = usersOf(kind, before, place);
    if (users.length >= 2 * supply[kind]!) return users.slice(0, 2 * supply[kind]!);
    const other = standing[place - 1]!;
    if (other !== open && other !== kind && last[kindSide(place, other)]! < before)
      return [kindSide(place, other), 1];
    return defined(extraClaims(kind, before, place), 'what keeps a kind away');
  }

  function backTo(level: number): void {
    if (trail.level <= level) return;
    const keptEntries = entriesAt[level]!;
    while (trail.size > keptEntries) {
      const entry = trail.size - 1;
      const side = takeBack(trail);
      if (side < firstKind || (side & 1) === 1 || entry >= head) continue;
      const [place, kind] = placeAndKind(side);
      if (used[kind]!-- > due[kind]!) extras--;
      if (standing[place - 1] === kind) standing[place - 1] = open;
    }
    const keptCuts = cutsAt[level]!;
    while (cutAt.length > keptCuts) domains[cutAt.pop()!] = cutWord.pop()!;
    entriesAt.length = cutsAt.length = level;
    trail.level = level;
    head = trail.size;
  }
}

/** How many bits of a word are set. */
function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
