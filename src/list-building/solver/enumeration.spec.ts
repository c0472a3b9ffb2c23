import { loadHighsSolver } from './highs-solver.js';
import { buildList } from '../domain/build-list.js';
import { countsFor } from '../domain/pool.js';
import type { ListInput, Quota } from '../domain/list-input.js';
import type { ListOutcome } from '../domain/list-outcome.js';
import { readListInput } from '../domain/read-list-input.js';
import type { SolveWholeProgram } from '../domain/whole-program.js';

/**
 * The definition of every scope once more, straight from the words of the format and sharing nothing with the windows of
 * the builder, so that a list found by trying all of them can be held against the built one.
 */
function obeys(
  groups: readonly (readonly string[])[],
  quota: Quota,
  all: readonly Quota[],
): boolean {
  const member = (place: number) => countsFor(groups[place - 1]!, quota);
  const places = groups.length;
  const share = (amount: Quota['atLeast'], size: number) => {
    if (!amount) return null;
    if ('count' in amount) return amount.count;
    const exact = (Number(amount.share.numerator) * size) / Number(amount.share.denominator);
    const near = Math.round(exact * 1e6) / 1e6;
    return { up: Math.ceil(near), down: Math.floor(near), 'half-up': Math.floor(near + 0.5) }[
      amount.round
    ];
  };
  const within = (from: number, to: number) => {
    let members = 0;
    for (let place = from; place <= to; place++) if (member(place)) members++;
    const size = to - from + 1;
    return (
      members >= (share(quota.atLeast, size) ?? 0) && members <= (share(quota.atMost, size) ?? size)
    );
  };
  const { scope } = quota;
  switch (scope.kind) {
    case 'list':
      return within(1, places);
    case 'top':
      return within(1, scope.places);
    case 'prefix':
      return groups.every((_, index) => index + 1 < scope.from || within(1, index + 1));
    case 'stretch':
      return groups.every((_, index) => {
        if (index % scope.length !== 0) return true;
        if (index + scope.length <= places) return within(index + 1, index + scope.length);
        if (scope.lastRun === 'free') return true;
        const size = places - index;
        const members = groups.slice(index).filter((row) => countsFor(row, quota)).length;
        const bound = (amount: Quota['atLeast'], lowered: number, none: number) =>
          !amount
            ? none
            : 'count' in amount
              ? Math.min(size, Math.max(0, amount.count - lowered))
              : share(amount, size)!;
        const [a, b] = [bound(quota.atLeast, scope.length - size, 0), bound(quota.atMost, 0, size)];
        return members >= Math.min(a, b) && members <= Math.max(a, b);
      });
    case 'gap': {
      let between = 0;
      for (let place = 1; place <= places; place++) {
        between = member(place) ? 0 : between + 1;
        if (between > scope.most) return false;
      }
      return true;
    }
    case 'place':
    case 'every': {
      const own = (place: number) =>
        quota.atLeast || quota.atMost ? within(place, place) : member(place);
      if (scope.kind === 'every') {
        return groups.every((_, index) => {
          const place = index + 1;
          return place < scope.from || (place - scope.from) % scope.step !== 0 || own(place);
        });
      }
      if (!quota.usedUpByElected || share(quota.atLeast, 1) === 0) return own(scope.place);
      if (quota.atMost && !quota.atLeast) return own(scope.place);
      const reserved = all.filter(
        (other) =>
          other.usedUpByElected &&
          other.scope.kind === 'place' &&
          other.scope.place <= scope.place &&
          [...other.group].sort().join() === [...quota.group].sort().join(),
      ).length;
      return groups.slice(0, scope.place).filter((row) => countsFor(row, quota)).length >= reserved;
    }
    case 'window':
      return within(scope.from, scope.to);
  }
}

/** Every order of the people in merit order of the first place, then of the second, and so on: the first that obeys. */
function firstByEnumeration(input: ListInput, among: readonly number[]): number[] | null {
  const fixed = new Map(
    input.fixed.map(({ place, candidate }) => [
      place,
      input.candidates.findIndex(({ id }) => id === candidate),
    ]),
  );
  const search = (order: number[]): number[] | null => {
    if (order.length === input.places) {
      const groups = order.map((position) => input.candidates[position]!.groups);
      return input.quotas.every((quota) => obeys(groups, quota, input.quotas)) ? order : null;
    }
    const given = fixed.get(order.length + 1);
    const choices =
      given === undefined ? among.filter((position) => !order.includes(position)) : [given];
    for (const position of choices) {
      const found = search([...order, position]);
      if (found) return found;
    }
    return null;
  };
  return search([]);
}

function byEnumeration(input: ListInput): number[] | null {
  const away = new Set([...input.barred, ...input.fixed.map(({ candidate }) => candidate)]);
  const free = input.candidates.flatMap(({ id, outsider }, index) =>
    outsider || away.has(id) ? [] : [index],
  );
  if (input.objective === 'by-place') return firstByEnumeration(input, free);
  const size = input.places - input.fixed.length;
  // Sets of members in the order "going down the merit order, taking everyone with whom a list still exists".
  const sets = (from: number, left: number): number[][] =>
    left === 0
      ? [[]]
      : free
          .slice(from)
          .flatMap((position, offset) =>
            sets(from + offset + 1, left - 1).map((rest) => [position, ...rest]),
          );
  for (const members of sets(0, size)) {
    const found = firstByEnumeration(input, members);
    if (found) return found;
  }
  return null;
}

/** A small reproducible generator (mulberry32); the seed of a failing case stands in the message. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) % below;
  };
}

function randomDocument(seed: number): unknown {
  const below = numbers(seed);
  const people = 3 + below(4);
  const places = 2 + below(Math.min(4, people - 1));
  const names = ['a', 'b', 'c'];
  const candidates = Array.from({ length: people }, (_, index) => ({
    id: `c${index + 1}`,
    groups: names.filter(() => below(5) < 2),
    ...(below(12) === 0 ? { outsider: true } : {}),
  }));
  const share = () => ({
    share: ['1/5', '1/4', '1/3', '2/5', '1/2', '3/5', '2/3'][below(7)],
    round: ['up', 'down', 'half-up'][below(3)],
  });
  const amount = (size: number) => (below(2) ? share() : { count: below(size + 1) });
  const scopes = () => {
    const place = 1 + below(places);
    return [
      { kind: 'list' },
      { kind: 'top', places: place },
      { kind: 'prefix', from: place },
      { kind: 'stretch', length: 1 + below(4), ...(below(3) ? {} : { lastRun: 'free' }) },
      { kind: 'gap', most: below(4) },
      { kind: 'place', place },
      { kind: 'every', from: 1 + below(places), step: 1 + below(3) },
      { kind: 'window', from: place, to: place + below(places - place + 1) },
    ][below(8)]!;
  };
  const quotas = Array.from({ length: 1 + below(4) }, (_, index) => {
    const scope = scopes();
    const group = names.filter(() => below(2));
    const sides: Record<string, unknown> = {};
    if (scope.kind === 'place' || scope.kind === 'every') {
      if (below(4) === 0) sides['atMost'] = { count: 0 };
      if (scope.kind === 'place' && below(2)) sides['usedUpByElected'] = true;
    } else if (scope.kind !== 'gap') {
      const which = below(3);
      if (which !== 1) sides['atLeast'] = amount(2);
      if (which !== 0) sides['atMost'] = amount(places);
    }
    return { id: `q${index}`, group: group.length > 0 ? group : ['a'], scope, ...sides };
  });
  const fixed =
    below(3) === 0
      ? [{ place: 1 + below(places), candidate: `c${1 + below(people)}`, reason: 'decided' }]
      : [];
  const barred =
    below(6) === 0
      ? [`c${1 + below(people)}`].filter((id) => !fixed.some(({ candidate }) => candidate === id))
      : [];
  const objective = below(3) === 0 ? 'members-first' : 'by-place';
  return { places, objective, candidates, quotas, fixed, barred };
}

function readDocument(document: unknown): ListInput {
  const read = readListInput(document);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

function orderOf(input: ListInput, outcome: ListOutcome): number[] | null | string {
  if (outcome.status === 'infeasible') return null;
  if (outcome.status === 'undecided') return 'undecided';
  return outcome.list.map(({ candidate }) =>
    input.candidates.findIndex(({ id }) => id === candidate),
  );
}

describe('buildList against all lists there are', () => {
  let solve: SolveWholeProgram;
  beforeAll(async () => {
    solve = await loadHighsSolver();
  });

  it.each(Array.from({ length: 10 }, (_, block) => block))(
    'finds the same list as trying every order, instances %i00…',
    (block) => {
      const different = Array.from({ length: 500 }, (_, index) => block * 500 + index).filter(
        (seed) => {
          const input = readDocument(randomDocument(seed));
          const expected = byEnumeration(input);
          return (
            JSON.stringify(orderOf(input, buildList(input, solve))) !== JSON.stringify(expected)
          );
        },
      );
      expect(different).toEqual([]);
    },
  );

  it('meets instances of every sort on the way', () => {
    let asked = 0;
    const outcomes = Array.from({ length: 1000 }, (_, seed) =>
      buildList(readDocument(randomDocument(seed)), (program) => {
        asked++;
        return solve(program);
      }),
    );
    const count = (status: string) =>
      outcomes.filter((outcome) => outcome.status === status).length;
    expect(count('built')).toBeGreaterThan(250);
    expect(count('infeasible')).toBeGreaterThan(250);
    expect(count('undecided')).toBe(0);
    expect(asked).toBeGreaterThan(300);
  });
});
