import type {
  AmountDocument,
  ListDocument,
  ListPersonDocument,
  QuotaDocument,
} from './list-document.js';
import { range, seededNumbers, type SeededNumbers } from './seeded-numbers.js';

/**
 * A list of at most seven people and six places, small enough to try every order: every scope, unions of overlapping
 * groups, floors and ceilings, counts and shares with every rounding, fixed places, outsiders, barred people, soft quotas
 * and both objectives.
 */
export function smallInstance(seed: number): ListDocument {
  const numbers = seededNumbers(seed);
  const size = numbers.between(2, 7);
  const places = numbers.between(1, Math.min(6, size));
  const names = ['a', 'b', 'c', 'd'].slice(0, numbers.between(1, 4));
  const frequency = names.map(() => numbers.between(20, 70));
  const candidates = range(1, size).map((rank): ListPersonDocument => ({
    id: `c${rank}`,
    groups: names.filter((_, index) => numbers.happens(frequency[index]!)),
    ...(numbers.happens(6) && { outsider: true }),
  }));
  const objective = numbers.happens(35) ? 'members-first' : 'by-place';
  const quotas = range(1, numbers.between(1, 5)).map((id) =>
    smallQuota(numbers, `q${id}`, names, places),
  );
  const fixed = fixedPlaces(numbers, candidates, places);
  const barred = candidates
    .map(({ id }) => id)
    .filter((id) => numbers.happens(5) && !fixed.some(({ candidate }) => candidate === id));
  return {
    places,
    objective,
    candidates,
    quotas: withPriorities(numbers, quotas),
    fixed,
    barred,
  };
}

function smallQuota(
  numbers: SeededNumbers,
  id: string,
  names: readonly string[],
  places: number,
): QuotaDocument {
  const scope = smallScope(numbers, places);
  const union = names.filter(() => numbers.happens(45));
  const group = union.length > 0 ? union : [numbers.one(names)];
  const size = reach(scope, places);
  const amount = (most: number): AmountDocument =>
    numbers.happens(50)
      ? {
          share: numbers.one(['1/5', '25%', '1/3', '0.4', '1/2', '3/5', '2/3', '1']),
          round: numbers.one(['up', 'down', 'half-up'] as const),
        }
      : { count: numbers.between(0, most) };
  switch (scope.kind) {
    case 'gap':
      return { id, group, scope };
    case 'place':
    case 'every': {
      const sides = numbers.one([
        {},
        {},
        { atLeast: { count: 1 } },
        { atMost: { count: 0 } },
        { atLeast: { count: 0 }, atMost: { count: 0 } },
      ]);
      const usedUp = scope.kind === 'place' && numbers.happens(50);
      return { id, group, scope, ...sides, ...(usedUp && { usedUpByElected: true }) };
    }
    default: {
      const which = numbers.below(3);
      return {
        id,
        group,
        scope,
        ...(which !== 1 && { atLeast: amount(Math.ceil(size / 2)) }),
        ...(which !== 0 && { atMost: amount(size) }),
      };
    }
  }
}

function smallScope(numbers: SeededNumbers, places: number): QuotaDocument['scope'] {
  const place = numbers.between(1, places);
  return numbers.one([
    { kind: 'list' },
    { kind: 'top', places: place },
    { kind: 'prefix', from: place },
    { kind: 'stretch', length: numbers.between(1, 4), lastRun: 'balanced' },
    { kind: 'stretch', length: numbers.between(1, 4), lastRun: 'free' },
    { kind: 'gap', most: numbers.between(0, 4) },
    { kind: 'place', place },
    { kind: 'every', from: place, step: numbers.between(1, 3) },
    { kind: 'window', from: place, to: numbers.between(place, places) },
  ] as const);
}

/** About how many places one window of the scope has. */
function reach(scope: QuotaDocument['scope'], places: number): number {
  const { kind, length } = scope;
  if (kind === 'top') return Number(scope['places']);
  if (kind === 'window') return Number(scope['to']) - Number(scope['from']) + 1;
  return kind === 'stretch' ? Math.min(places, Number(length)) : places;
}

function fixedPlaces(
  numbers: SeededNumbers,
  candidates: readonly ListPersonDocument[],
  places: number,
) {
  const free = new Set(range(1, places));
  return candidates.flatMap(({ id, outsider }) => {
    if (free.size === 0 || !numbers.happens(outsider ? 60 : 7)) return [];
    const place = numbers.one([...free]);
    free.delete(place);
    return [{ place, candidate: id, reason: 'decided' }];
  });
}

/** In two of five instances some of the quotas are soft, in an order that is not theirs. */
function withPriorities(numbers: SeededNumbers, quotas: readonly QuotaDocument[]): QuotaDocument[] {
  if (!numbers.happens(40)) return [...quotas];
  const priorities = range(1, quotas.length);
  return quotas.map((quota) => {
    const priority = numbers.one(priorities);
    priorities.splice(priorities.indexOf(priority), 1);
    return numbers.happens(60) ? { ...quota, strength: { soft: priority } } : quota;
  });
}
