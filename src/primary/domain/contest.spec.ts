import type { ContestId, TerritoryCode } from '../../kernel/ids.js';
import { presetRules, territories } from '../../../test/support/rule-sets.js';
import { contestChanges } from './contest-changes.js';
import { contestsOf, placesOn, readShare, seatsIn, unitsOf } from './contest.js';

const nurOtan = presetRules('nur-otan-2020');
const region = 'KZ-39' as TerritoryCode;

describe('placesOn', () => {
  it.each([
    [98, 'half-up', 127],
    [69, 'half-up', 90],
    [145, 'down', 188],
    [145, 'half-up', 189],
  ] as const)(
    'list length, domain.md 7: %i seats × 1.3 %s are %i places',
    (seats, round, places) => {
      expect(placesOn({ factor: '1.3', round }, seats)).toBe(places);
    },
  );
});

describe('readShare', () => {
  it('crashes on a share that no check let through', () => {
    expect(() => readShare('a third')).toThrow('Impossible');
  });
});

describe('seatsIn', () => {
  it('takes the named territory before the default', () => {
    const seats = { default: 10, byTerritory: { 'KZ-3901': 20 } };
    expect(seatsIn(seats, 'KZ-3901' as TerritoryCode)).toBe(20);
    expect(seatsIn(seats, 'KZ-3902' as TerritoryCode)).toBe(10);
    expect(seatsIn({ default: 10 }, region)).toBe(10);
  });
});

describe('contestsOf', () => {
  it('gives the twenty-one lists of Kostanay, domain.md 1.6', () => {
    const contests = contestsOf(nurOtan, territories);
    expect(contests).toHaveLength(21);
    expect(contests[0]).toEqual({
      body: 'regional-maslikhat',
      territory: 'KZ-39',
      seats: 40,
      places: 52,
    });
  });

  it('takes every territory of the level when the body names none', () => {
    const amanat = contestsOf(presetRules('amanat-2023'), territories);
    const of = (body: string): number => amanat.filter((c) => c.body === body).length;
    expect([of('majilis'), of('regional-maslikhat'), of('district-maslikhat')]).toEqual([
      1, 20, 228,
    ]);
    expect(amanat[0]).toMatchObject({ seats: 69, places: 90 });
  });
});

describe('unitsOf', () => {
  const [body] = nurOtan.bodies;
  const units = (stage: number): TerritoryCode[] =>
    unitsOf({ territory: region }, body!, body!.path[stage]!, territories);

  it('gives the districts of the region while districts vote', () => {
    expect(units(0)).toHaveLength(20);
    expect(units(0)[0]).toBe('KZ-3901');
  });

  it('gives the contest itself when its whole territory votes', () => {
    expect(units(2)).toEqual(['KZ-39']);
  });
});

describe('contestChanges', () => {
  const standing = { id: 'c1' as ContestId, body: 'council', territory: region };
  const plan = { body: 'council', territory: region, seats: 9, places: 12 };

  it('keeps the identity of a contest whose seats change', () => {
    expect(contestChanges([standing], [plan])).toEqual({
      added: [],
      kept: [{ ...plan, id: 'c1' }],
      removed: [],
    });
  });

  it('adds and removes by body and territory', () => {
    const other = { ...plan, body: 'assembly' };
    expect(contestChanges([standing], [other])).toEqual({
      added: [other],
      kept: [],
      removed: [standing],
    });
  });
});
