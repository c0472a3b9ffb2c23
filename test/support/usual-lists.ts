import type { AmountDocument, ListDocument, QuotaDocument } from './list-document.js';
import { range, seededNumbers, type SeededNumbers } from './seeded-numbers.js';

/**
 * Lists as parties have them: quotas with room in them, for which a list exists as a rule. Districts follow the rules of
 * Nur Otan 2020 (templates/rules/nur-otan-2020.yaml) with a spread along the list; the national ones add regions, reserved
 * places and a zipper on top.
 */
export function districtContests(count = 250, firstSeed = 1): ListDocument[] {
  return range(firstSeed, firstSeed + count - 1).map(districtContest);
}

function districtContest(seed: number): ListDocument {
  const numbers = seededNumbers(seed);
  const places = 30;
  const percent = {
    woman: numbers.between(34, 46),
    'under-35': numbers.between(25, 35),
    newcomer: numbers.between(60, 70),
    disability: 4,
  };
  const candidates = range(1, 100).map((rank) => {
    const young = numbers.happens(percent['under-35']);
    const groups = [
      ...(numbers.happens(percent.woman) ? ['woman'] : []),
      ...(young ? ['under-35'] : []),
      ...(young && numbers.happens(40) ? ['under-29'] : []),
      ...(numbers.happens(percent.newcomer) ? ['newcomer'] : []),
      ...(numbers.happens(percent.disability) ? ['disability'] : []),
    ];
    return { id: `c${rank}`, groups };
  });
  const union = ['woman', 'under-29', 'disability'];
  const quotas = [
    prefix('women-spread', ['woman'], numbers.between(3, 6), share('30%', 'down')),
    prefix('youth-spread', ['under-35'], numbers.between(4, 8), share('20%', 'down')),
    prefix('newcomers-spread', ['newcomer'], numbers.between(4, 10), share('1/2', 'down')),
    prefix('statutory-spread', union, numbers.between(3, 6), share('30%', 'down')),
    list('women', ['woman'], share('30%', 'up')),
    list('youth', ['under-35'], share('20%', 'up')),
    list('statutory', union, share('30%', 'up')),
    {
      id: 'statutory-seats',
      group: union,
      scope: { kind: 'top', places: numbers.between(18, 24) },
      atLeast: share('30%', 'up'),
    },
    list('newcomers', ['newcomer'], share('65%', 'up')),
  ];
  return { places, candidates, quotas };
}

const regions = range(1, 9).map((region) => `region-${region}`);

/** A pool of 1,000 and fourteen groups: sex, two age lines, newcomers, disability and nine regions. */
export function nationalList(places: 130 | 200, seed: number): ListDocument {
  const numbers = seededNumbers(seed * 1000 + places);
  const candidates = range(1, 1000).map((rank) => nationalCandidate(numbers, rank));
  const union = ['woman', 'under-29', 'disability'];
  const zipper = range(1, numbers.between(8, 15));
  const slots = range(1, 6).map((slot) => ({
    place: 8 * slot + numbers.below(8) + 24,
    group: slot % 2 === 0 ? ['under-35'] : [numbers.one(regions)],
  }));
  const quotas = [
    ...zipper.map((pair) => ({
      id: `zipper-${pair}`,
      group: ['woman'],
      scope: { kind: 'window', from: 2 * pair - 1, to: 2 * pair },
      atLeast: { count: 1 },
      atMost: { count: 1 },
    })),
    prefix('women', ['woman'], 2 * zipper.length, share('1/3', 'down')),
    prefix('youth', ['under-35'], 5, share('1/5', 'down')),
    prefix('youngest', ['under-29'], 20, share('1/12', 'down')),
    prefix('newcomers', ['newcomer'], 6, share('1/2', 'down')),
    { ...list('statutory', union, share('30%', 'up')) },
    {
      id: 'statutory-seats',
      group: union,
      scope: { kind: 'top', places: Math.round(places * 0.8) },
      atLeast: share('30%', 'up'),
    },
    list('new-faces', ['newcomer'], share('65%', 'up')),
    ...regions.map((region, index) => ({
      id: `${region}-ceiling`,
      group: [region],
      scope: { kind: 'prefix', from: 10 },
      atMost: share(index < 3 ? '1/5' : '3/20', 'up'),
    })),
    ...regions
      .filter(() => numbers.happens(60))
      .map((region) => list(`${region}-floor`, [region], share('3/50', 'up'))),
    ...slots.map(({ place, group }, index) => ({
      id: `slot-${index + 1}`,
      group,
      scope: { kind: 'place', place },
      usedUpByElected: index % 3 === 0,
    })),
  ];
  return { places, candidates, quotas };
}

function nationalCandidate(numbers: SeededNumbers, rank: number) {
  const young = numbers.happens(28);
  // The three largest regions send half of the people.
  const region = numbers.happens(50) ? numbers.below(3) : 3 + numbers.below(6);
  const groups = [
    ...(numbers.happens(36) ? ['woman'] : []),
    ...(young ? ['under-35'] : []),
    ...(young && numbers.happens(45) ? ['under-29'] : []),
    ...(numbers.happens(62) ? ['newcomer'] : []),
    ...(numbers.happens(3) ? ['disability'] : []),
    regions[region]!,
  ];
  return { id: `c${rank}`, groups };
}

function share(text: string, round: 'up' | 'down'): AmountDocument {
  return { share: text, round };
}

function list(id: string, group: readonly string[], atLeast: AmountDocument): QuotaDocument {
  return { id, group, scope: { kind: 'list' }, atLeast };
}

function prefix(
  id: string,
  group: readonly string[],
  from: number,
  atLeast: AmountDocument,
): QuotaDocument {
  return { id, group, scope: { kind: 'prefix', from }, atLeast };
}
