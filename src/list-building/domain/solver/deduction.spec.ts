import { range } from '../../../../test/support/seeded-numbers.js';
import {
  asked,
  caseOf,
  isTrue,
  present,
  sidesOf,
  wrongAfter,
  type Asked,
  type Case,
} from '../../../../test/support/small-deductions.js';
import { allLists } from '../../../../test/support/small-rules.js';
import { nothing, type Claims } from './deduction.js';
import { open, type Rules } from './question.js';
import { boundBefore } from './trail.js';

/** Whether claims were known before an entry, and what follows is true of all lists, under whatever windows, of which they are. */
function explains(
  { deduction, people }: Case,
  before: number,
  claims: Claims,
  inside: number,
  follows: (sides: Int32Array) => boolean,
): boolean {
  const { trail, insides } = deduction;
  const isKnown = claims.every(
    (side, at) => at % 2 === 1 || boundBefore(trail, side, before) >= claims[at + 1]!,
  );
  const keeps = (sides: Int32Array) => {
    if (inside < 0) return true;
    const { group, before: first, to, lo, hi } = insides[inside]!;
    const members =
      sides[deduction.countSide(group, to)]! - sides[deduction.countSide(group, first)]!;
    return members >= lo && members <= hi;
  };
  return (
    isKnown && people.every((sides) => !isTrue(claims, sides) || !keeps(sides) || follows(sides))
  );
}

/** Whether an entry follows from its premises, and whatever less it says from the premises of that. */
function isExplained(one: Case, entry: number): boolean {
  const { trail } = one.deduction;
  if (trail.reasons[entry] === nothing) return true;
  return range(trail.from[entry]! + 1, trail.to[entry]!).every((wanted) =>
    explains(
      one,
      entry,
      one.deduction.premisesOf(entry, wanted),
      one.deduction.insideOf(entry),
      (sides) => sides[trail.sides[entry]!]! >= wanted,
    ),
  );
}

function isContradictionExplained(one: Case): boolean {
  const { trail } = one.deduction;
  const { claims, entry, inside } = one.deduction.contradiction();
  if (entry < 0) return explains(one, trail.size, claims, inside, () => false);
  const behind =
    trail.reasons[entry] === nothing
      ? [trail.sides[entry]!, trail.to[entry]!]
      : one.deduction.premisesOf(entry, trail.to[entry]!);
  return explains(
    one,
    trail.size,
    [...claims, ...behind],
    one.deduction.insideOf(entry),
    () => false,
  );
}

/** Whether the sides, whose sum is at most `most`, are each known to be no more than the others leave. */
function isTight({ deduction }: Asked, sides: readonly number[], most: number): boolean {
  const { bound } = deduction.trail;
  const least = sides.reduce((sum, side) => sum + bound[side]!, 0);
  return sides.every((side) => least - bound[side]! - bound[side ^ 1]! <= most);
}

/** Whether no chain, window or sum says more of the numbers than is known. */
function areNumbersConcluded(one: Asked): boolean {
  const { rules, checks, deduction } = one;
  const { insides } = deduction;
  const groups = range(0, checks.groups - 1);
  const places = range(1, rules.places);
  const negated = (sides: readonly number[]) => sides.map((side) => side ^ 1);
  const between = (lo: number, hi: number, sides: readonly number[]) =>
    isTight(one, sides, hi) && isTight(one, negated(sides), -lo);
  const memberships = present(one).map((kind) =>
    groups.reduce((sum, group) => sum + checks.isMember[kind * checks.groups + group]!, 0),
  );
  const covers = memberships.every((many) => many === 1);
  return (
    groups.every((group) =>
      places.every((place) => {
        const [here, before] = [
          deduction.countSide(group, place),
          deduction.countSide(group, place - 1),
        ];
        return between(0, 0, [here, before ^ 1, deduction.memberSide(group, place) ^ 1]);
      }),
    ) &&
    insides.every(
      ({ group, before, to, lo, hi }) =>
        between(lo, hi, [deduction.countSide(group, to), deduction.countSide(group, before) ^ 1]) &&
        between(
          lo,
          hi,
          range(before + 1, to).map((place) => deduction.memberSide(group, place)),
        ),
    ) &&
    (memberships.some((many) => many > 1) ||
      groups.length < 2 ||
      places.every((place) =>
        between(
          covers ? place : 0,
          place,
          groups.map((group) => deduction.countSide(group, place)),
        ),
      ))
  );
}

/** Whether exactly those may stand on each place whom its members, the people left and those due leave. */
function arePeopleConcluded(one: Asked): boolean {
  const { rules, start, checks, deduction } = one;
  const { trail, standing } = deduction;
  const many = (kinds: Int32Array, kind: number) => kinds.filter((own) => own === kind).length;
  const settled = (kind: number) => many(start.settled, kind);
  const extrasLeft = present(one).reduce(
    (left, kind) => left - Math.max(0, many(standing, kind) - settled(kind) - start.least[kind]!),
    many(start.settled, open) - start.least.reduce((sum, due) => sum + due, 0),
  );
  const isLeft = (kind: number) => {
    const used = many(standing, kind) - settled(kind);
    return used < start.supply[kind]! && (extrasLeft > 0 || used < start.least[kind]!);
  };
  return range(1, rules.places).every((place) => {
    const there = range(0, rules.kinds - 1).filter((kind) => deduction.mayStand(place, kind));
    const [first] = there;
    return (
      there.every((kind) => kind === standing[place - 1] || isLeft(kind)) &&
      there.every((kind) => trail.bound[deduction.kindSide(place, kind) + 1] === -1) &&
      standing[place - 1] === (there.length === 1 ? first : open) &&
      range(0, checks.groups - 1).every((group) =>
        [0, 1].every((member) => {
          const side = deduction.memberSide(group, place);
          const isPossible = trail.bound[side]! <= member && -trail.bound[side + 1]! >= member;
          const those = there.filter(
            (kind) => checks.isMember[kind * checks.groups + group] === member,
          );
          return (
            isPossible === those.length > 0 &&
            deduction.mayStandOf(group, place, member === 1) === those.length
          );
        }),
      )
    );
  });
}

describe('a deduction', () => {
  it('says what is true of every list with what was tried, and contradicts only where there is none', () => {
    let contradictions = 0;
    const wrong = wrongAfter(({ lists, deduction }, { fits, tried }) => {
      const fitting = lists.filter((sides) => isTrue(tried, sides));
      if (!fits) contradictions++;
      if (!fits) return fitting.length > 0;
      const { trail } = deduction;
      const isDenied = (value: number, side: number) =>
        value < trail.bound[side]! ||
        (value > trail.bound[side]! && deduction.isFalse(side, value));
      return fitting.some((sides) => sides.some(isDenied));
    });
    expect(wrong).toEqual([]);
    expect(contradictions).toBeGreaterThan(500);
  });

  it('names claims known before, from which what it says follows, and a contradiction', () => {
    const wrong = wrongAfter(
      (one, { fits }) =>
        range(0, one.deduction.trail.size - 1).some((entry) => !isExplained(one, entry)) ||
        (!fits && !isContradictionExplained(one)),
    );
    expect(wrong).toEqual([]);
  });

  it('names claims that keep a kind from a place, also as they were before what came later', () => {
    const gone = new Map<number, [place: number, kind: number, before: number][]>();
    const wrong = wrongAfter((one, { fits }) => {
      const { trail } = one.deduction;
      const own = (gone.get(one.seed) ?? []).filter(([, , before]) => before <= trail.size);
      const isNew = (place: number, kind: number) =>
        !one.deduction.mayStand(place, kind) &&
        !own.some(([there, away]) => there === place && away === kind);
      for (const place of range(1, fits ? one.rules.places : 0))
        for (const kind of range(0, one.rules.kinds - 1))
          if (isNew(place, kind)) own.push([place, kind, trail.size]);
      gone.set(one.seed, own);
      return own.some(
        ([place, kind, before]) =>
          !explains(
            one,
            before,
            one.deduction.absence(place, kind, before),
            -1,
            (sides) => sides[one.deduction.kindSide(place, kind)] === 0,
          ),
      );
    });
    expect(wrong).toEqual([]);
  });

  it('leaves nothing that one of its rules would add', () => {
    const wrong = wrongAfter(
      (one, { did, fits }) =>
        did === 'conclude' && fits && !(areNumbersConcluded(one) && arePeopleConcluded(one)),
    );
    expect(wrong).toEqual([]);
  });

  it('is, gone back, as it was', () => {
    const known = new Map<number, string>();
    let times = 0;
    const wrong = wrongAfter(({ rules, deduction }, { did }) => {
      const { trail, standing } = deduction;
      const now = JSON.stringify([
        trail.size,
        [...trail.bound, ...trail.last, ...standing],
        range(1, rules.places).map((place) =>
          range(0, rules.kinds - 1).filter((kind) => deduction.mayStand(place, kind)),
        ),
      ]);
      const before = known.get(trail.level);
      known.set(trail.level, now);
      if (did === 'conclude') return false;
      times++;
      return now !== before;
    });
    expect(wrong).toEqual([]);
    expect(times).toBeGreaterThan(1000);
  });

  it('contradicts a whole list exactly where it breaks a rule', () => {
    const wrong = range(1, 400).filter((seed) => {
      const one = caseOf(seed);
      if (!one) return false;
      const { rules, start, lists, deduction } = one;
      const { trail } = deduction;
      const anybody = {
        settled: start.settled.map(() => open),
        supply: Int32Array.from(range(1, rules.kinds), (kind) =>
          present(one).includes(kind - 1) ? rules.places : 0,
        ),
        least: new Int32Array(rules.kinds),
      };
      const good = new Set(lists.map((sides) => sides.join(' ')));
      if (!deduction.conclude()) return lists.length > 0;
      return allLists({ ...rules, windows: [] }, anybody).some((list) => {
        deduction.openLevel();
        const fits =
          list.every((kind, index) =>
            deduction.raise(deduction.kindSide(index + 1, kind), 1, nothing),
          ) && deduction.conclude();
        const sides = sidesOf(one, list);
        const isKnown = trail.bound
          .subarray(0, deduction.firstKind)
          .every((value, side) => value === sides[side]);
        const isWrong =
          fits !== good.has(sides.join(' ')) || (fits ? !isKnown : !isContradictionExplained(one));
        deduction.backTo(0);
        return isWrong;
      });
    });
    expect(wrong).toEqual([]);
  });
});

/** Kind 0 belongs to no group, kind 1 to the first, kind 2 to the second; `people` of each. */
function example(
  places: number,
  people: readonly number[],
  windows: Rules['windows'] = [],
  least: readonly number[] = people.map(() => 0),
  fits = true,
) {
  const { deduction, told } = asked(
    { places, quotas: 2, kinds: 3, counts: Uint8Array.of(0, 0, 1, 0, 0, 1), windows },
    {
      settled: new Int32Array(places).fill(open),
      supply: Int32Array.from(people),
      least: Int32Array.from(least),
    },
    fits,
  )!;
  const { trail } = deduction;
  deduction.conclude();
  return {
    ...deduction,
    told,
    tries: (side: number, value: number) => {
      deduction.openLevel();
      return deduction.raise(side, value, nothing) && deduction.conclude();
    },
    /** What a side was last raised to, and why. */
    why: (side: number, wanted = trail.bound[side]!) => [
      trail.bound[side],
      deduction.premisesOf(trail.last[side]!, wanted),
    ],
    inside: (side: number) => deduction.insideOf(trail.last[side]!),
  };
}

describe('a conclusion', () => {
  it('goes along the list: one member on place 1, at most one up to place 3, so none on 2 and 3', () => {
    const list = example(4, [4, 4, 0]);
    list.tries(list.memberSide(0, 1), 1);
    list.tries(list.countSide(0, 3) + 1, -1);
    expect(list.why(list.countSide(0, 2))).toEqual([1, [list.countSide(0, 1), 1]]);
    expect(list.why(list.memberSide(0, 3) + 1)).toEqual([
      0,
      [list.countSide(0, 3) + 1, -1, list.countSide(0, 2), 1],
    ]);
    expect(list.why(list.memberSide(0, 2) + 1)).toEqual([
      0,
      [list.countSide(0, 2) + 1, -1, list.countSide(0, 1), 1],
    ]);
  });

  it('goes back along the list, and rests on less where less is wanted', () => {
    const list = example(4, [4, 4, 0]);
    list.tries(list.countSide(0, 4), 3);
    expect(list.why(list.countSide(0, 3))).toEqual([2, [list.countSide(0, 4), 3]]);
    expect(list.why(list.countSide(0, 3), 1)).toEqual([2, [list.countSide(0, 4), 2]]);
  });

  it('goes through a window that begins later, and names it', () => {
    const windows = [{ quota: 0, from: 2, to: 3, lo: 1, hi: 1 }];
    const list = example(4, [4, 4, 0], windows);
    expect(list.insides).toEqual([{ group: 0, before: 1, to: 3, lo: 1, hi: 1 }]);
    list.tries(list.memberSide(0, 2), 1);
    expect(list.why(list.memberSide(0, 3) + 1)).toEqual([0, [list.memberSide(0, 2), 1]]);
    expect(list.inside(list.memberSide(0, 3) + 1)).toBe(0);
    list.tries(list.countSide(0, 1) + 1, 0);
    expect(list.why(list.countSide(0, 3) + 1)).toEqual([-1, [list.countSide(0, 1) + 1, 0]]);
    expect(list.inside(list.countSide(0, 3) + 1)).toBe(0);
  });

  it('counts the members and the others of a window together, where they became known together', () => {
    const windows = [{ quota: 0, from: 2, to: 4, lo: 2, hi: 2 }];
    const places = [2, 3, 4];
    const [full, empty] = [example(4, [4, 4, 0], windows), example(4, [4, 4, 0], windows)];
    for (const place of places) full.raise(full.memberSide(0, place), 1, nothing);
    for (const place of [2, 3]) empty.raise(empty.memberSide(0, place) + 1, 0, nothing);
    expect([full.conclude(), empty.conclude()]).toEqual([false, false]);
    const members = places.flatMap((place) => [full.memberSide(0, place), 1]);
    expect(full.contradiction()).toEqual({ claims: members, entry: -1, inside: 0 });
    const others = [2, 3].flatMap((place) => [empty.memberSide(0, place) + 1, 0]);
    expect(empty.contradiction()).toEqual({ claims: others, entry: -1, inside: 0 });
  });

  it('keeps its reason when what came later contradicts', () => {
    const windows = [{ quota: 0, from: 2, to: 4, lo: 0, hi: 1 }];
    const list = example(4, [4, 4, 0], windows);
    list.tries(list.memberSide(0, 3), 1);
    expect(list.tries(list.memberSide(0, 2), 1)).toBe(false);
    expect(list.why(list.memberSide(0, 4) + 1)).toEqual([0, [list.memberSide(0, 3), 1]]);
  });

  it('adds up groups of which nobody is in two: a floor of one is a ceiling of the other', () => {
    const list = example(4, [4, 4, 4]);
    list.tries(list.countSide(0, 4), 2);
    expect(list.why(list.countSide(1, 4) + 1)).toEqual([-2, [list.countSide(0, 4), 2]]);
    expect(list.why(list.countSide(1, 4) + 1, -3)).toEqual([-2, [list.countSide(0, 4), 1]]);
  });

  it('takes a ceiling for a floor of the other group only where everybody is in one', () => {
    const some = example(4, [4, 4, 4]);
    some.tries(some.countSide(0, 3) + 1, -1);
    expect(some.trail.bound[some.countSide(1, 3)]).toBe(0);
    const all = example(4, [0, 4, 4]);
    all.tries(all.countSide(0, 3) + 1, -1);
    expect(all.why(all.countSide(1, 3))).toEqual([2, [all.countSide(0, 3) + 1, -1]]);
    const ceiling = [{ quota: 0, from: 1, to: 3, lo: 0, hi: 1 }];
    const given = example(4, [0, 4, 4], ceiling);
    expect(given.why(given.countSide(1, 3))).toEqual([2, [given.countSide(0, 3) + 1, -1]]);
  });

  it('keeps away people who are used up, and says so on the trail of those who are followed', () => {
    const list = example(3, [1, 3, 3]);
    list.follow(2, 0);
    list.tries(list.kindSide(1, 0), 1);
    expect(list.why(list.kindSide(2, 0) + 1)).toEqual([0, [list.kindSide(1, 0), 1]]);
    const side = list.kindSide(3, 0);
    expect(list.mayStand(3, 0)).toBe(false);
    expect([list.trail.bound[side + 1], list.isFalse(side, 1)]).toEqual([-1, true]);
    for (const place of [2, 3])
      expect(list.absence(place, 0, list.trail.size)).toEqual([list.kindSide(1, 0), 1]);
  });

  it('does not call on who would stand on a place to keep them from it: there is no room beside those due', () => {
    const list = example(3, [2, 1, 1], [], [2, 0, 0]);
    list.follow(2, 2);
    list.tries(list.kindSide(2, 0) + 1, 0);
    expect(list.tries(list.kindSide(1, 1), 1)).toBe(false);
    const { claims, entry } = list.contradiction();
    expect(claims).toEqual([list.kindSide(2, 2), 1]);
    expect(list.premisesOf(entry, 0)).toEqual([list.kindSide(1, 1), 1]);
  });

  it('calls on the others of the kind who have all places due to it', () => {
    const list = example(4, [2, 2, 1], [], [2, 1, 0]);
    list.follow(2, 1);
    list.tries(list.kindSide(1, 1), 1);
    list.tries(list.kindSide(2, 0) + 1, 0);
    expect(list.tries(list.kindSide(3, 2), 1)).toBe(false);
    const { claims, entry } = list.contradiction();
    expect(claims).toEqual([list.kindSide(2, 1), 1]);
    expect(list.premisesOf(entry, 0)).toEqual([list.kindSide(1, 1), 1, list.kindSide(3, 2), 1]);
  });

  it('rests on claims at hand where it needs no search for them', () => {
    const list = example(4, [4, 4, 4]);
    list.tries(list.countSide(0, 3), 2);
    expect(list.isPlain(list.trail.last[list.countSide(0, 2)]!)).toBe(true);
    expect(list.isPlain(list.trail.last[list.countSide(1, 3) + 1]!)).toBe(false);
  });

  it('is told to whoever listens, in the order of the trail', () => {
    const list = example(3, [3, 1, 1]);
    list.tries(list.kindSide(2, 1), 1);
    expect(list.told).toEqual([...list.trail.sides.subarray(0, list.trail.size)]);
    expect(list.told).toContain(list.kindSide(2, 1));
  });

  it('is the last one where whoever listens says that it contradicts', () => {
    const list = example(3, [3, 1, 1], [], [0, 0, 0], false);
    expect(list.tries(list.kindSide(2, 1), 1)).toBe(false);
    expect(list.told).toEqual([list.kindSide(2, 1)]);
  });
});
