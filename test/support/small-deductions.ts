import type { Corridor } from '../../src/list-building/domain/solver/corridor.js';
import {
  deductionOf,
  nothing,
  type Claims,
  type Deduction,
} from '../../src/list-building/domain/solver/deduction.js';
import {
  open,
  type Beginning,
  type Rules,
} from '../../src/list-building/domain/solver/question.js';
import {
  corridorsOf,
  groupWindowsOf,
  type GroupWindows,
} from '../../src/list-building/domain/solver/witness.js';
import { range, seededNumbers, type SeededNumbers } from './seeded-numbers.js';
import { allLists, smallRules } from './small-rules.js';

/** A question, and a deduction over it. */
export interface Asked {
  readonly rules: Rules;
  readonly start: Beginning;
  readonly checks: GroupWindows;
  readonly deduction: Deduction;
  /** The sides that rose, as they were told. */
  readonly told: number[];
}

/** Null where counting one group already says that there is no list. `fits` is what the deduction is answered when it tells. */
export function asked(rules: Rules, start: Beginning, fits = true): Asked | null {
  const checks = groupWindowsOf(rules);
  const corridors = corridorsOf(checks, start);
  if (corridors.includes(null)) return null;
  const told: number[] = [];
  const tell = (side: number) => told.push(side) > 0 && fits;
  const deduction = deductionOf(rules, start, checks, corridors as readonly Corridor[], tell);
  return { rules, start, checks, deduction, told };
}

/** What each side is on a list: the bounds of all that is true of it, as high as they can be. */
export function sidesOf({ rules, checks, deduction }: Asked, list: readonly number[]): Int32Array {
  const { groups, isMember } = checks;
  const sides = new Int32Array(deduction.trail.bound.length);
  const set = (side: number, value: number) => sides.set([value, -value], side);
  for (let group = 0; group < groups; group++) {
    let members = 0;
    list.forEach((kind, index) => {
      const member = isMember[kind * groups + group]!;
      set(deduction.memberSide(group, index + 1), member);
      set(deduction.countSide(group, index + 1), (members += member));
    });
  }
  list.forEach((own, index) => {
    for (let kind = 0; kind < rules.kinds; kind++)
      set(deduction.kindSide(index + 1, kind), kind === own ? 1 : 0);
  });
  return sides;
}

export const isTrue = (claims: Claims, sides: Int32Array): boolean =>
  claims.every((side, at) => at % 2 === 1 || sides[side]! >= claims[at + 1]!);

/** The kinds of whom there is anybody. */
export const present = ({ rules, start }: Asked): number[] =>
  range(0, rules.kinds - 1).filter(
    (kind) => start.supply[kind]! > 0 || start.settled.includes(kind),
  );

interface Question {
  readonly rules: Rules;
  readonly start: Beginning;
}

/** The same question, its kinds so far apart that a set of them takes two words, and the last bit of one. */
function spread({ rules, start }: Question): Question {
  const numbers = [0, 31, 32, 40];
  const kinds = 41;
  const counts = new Uint8Array(kinds * rules.quotas);
  const [supply, least] = [new Int32Array(kinds), new Int32Array(kinds)];
  for (let kind = 0; kind < rules.kinds; kind++) {
    const own = rules.counts.subarray(kind * rules.quotas, (kind + 1) * rules.quotas);
    counts.set(own, numbers[kind]! * rules.quotas);
    supply[numbers[kind]!] = start.supply[kind]!;
    least[numbers[kind]!] = start.least[kind]!;
  }
  const settled = start.settled.map((kind) => (kind === open ? open : numbers[kind]!));
  return { rules: { ...rules, kinds, counts }, start: { settled, supply, least } };
}

/** The same places and windows, with people of five kinds, most of whom must get a place. */
function crowded({ rules, start }: Question, numbers: SeededNumbers): Question {
  const kinds = 5;
  const counts = Uint8Array.from(range(1, kinds * rules.quotas), () => numbers.below(2));
  const supply = Int32Array.from(range(1, kinds), () => numbers.between(1, 2));
  let room = start.settled.filter((kind) => kind === open).length - numbers.between(0, 2);
  const least = supply.map((left) => {
    const due = numbers.between(0, Math.max(0, Math.min(left, room)));
    room -= due;
    return due;
  });
  return { rules: { ...rules, kinds, counts }, start: { settled: start.settled, supply, least } };
}

interface Step {
  readonly did: 'conclude' | 'go back';
  readonly fits: boolean;
  /** What was tried and not taken back. */
  readonly tried: Claims;
}

/** Tries what is still open, at random, concludes, and goes back after contradictions and now and then. */
function* steps(one: Asked, numbers: SeededNumbers): Generator<Step> {
  const { deduction, rules } = one;
  const { trail } = deduction;
  let tried: { claim: Claims; level: number }[] = [];
  const step = (did: Step['did'], fits: boolean) => ({
    did,
    fits,
    tried: tried.flatMap(({ claim }) => claim),
  });
  let fits = deduction.conclude();
  yield step('conclude', fits);
  for (let count = 0; count < 15; count++) {
    if (!fits && trail.level === 0) return;
    const claim = openClaim(one, numbers);
    if (!fits || claim === null || (trail.level > 0 && numbers.happens(20))) {
      deduction.backTo(numbers.below(Math.max(1, trail.level)));
      tried = tried.filter(({ level }) => level <= trail.level);
      fits = true;
      yield step('go back', fits);
      continue;
    }
    if (numbers.happens(90)) deduction.openLevel();
    deduction.follow(numbers.between(1, rules.places), numbers.one(present(one)));
    tried.push({ claim, level: trail.level });
    fits = deduction.raise(claim[0]!, claim[1]!, nothing) && deduction.conclude();
    yield step('conclude', fits);
  }
}

function openClaim(one: Asked, numbers: SeededNumbers): Claims | null {
  const { deduction, rules } = one;
  const { bound } = deduction.trail;
  const kindSides = range(1, rules.places).flatMap((place) =>
    present(one).flatMap((kind) => {
      const side = deduction.kindSide(place, kind);
      return [side, side + 1];
    }),
  );
  const sorts = [
    range(0, deduction.firstMember - 1),
    range(deduction.firstMember, deduction.firstKind - 1),
    kindSides,
  ]
    .map((sides) => sides.filter((side) => bound[side]! < -bound[side ^ 1]!))
    .filter((sides) => sides.length > 0);
  if (sorts.length === 0) return null;
  const side = numbers.one(numbers.one(sorts));
  return [side, numbers.between(bound[side]! + 1, -bound[side ^ 1]!)];
}

/** A small question, and what each side is on each list: on those of the people there are, and on those under its windows. */
export interface Case extends Asked {
  readonly seed: number;
  readonly people: readonly Int32Array[];
  readonly lists: readonly Int32Array[];
}

export function caseOf(seed: number): Case | null {
  const small = smallRules(seed);
  const { rules, start } = [small, spread(small), crowded(small, seededNumbers(seed))][seed % 3]!;
  const one = asked(rules, start);
  if (!one) return null;
  const sides = (windows: Rules['windows']) =>
    allLists({ ...rules, windows }, start).map((list) => sidesOf(one, list));
  return { ...one, seed, people: sides([]), lists: sides(rules.windows) };
}

/** The seeds of cases where something is wrong after a step. */
export function wrongAfter(isWrong: (one: Case, step: Step) => boolean): number[] {
  return range(1, 2000).filter((seed) => {
    const one = caseOf(seed);
    if (!one) return false;
    for (const step of steps(one, seededNumbers(seed))) if (isWrong(one, step)) return true;
    return false;
  });
}
