import fc from 'fast-check';
import type { TerritoryCode } from '../../kernel/ids.js';
import { apportion, type WeightedUnit } from './apportionment.js';
import type { UnitSeatsRule } from './rule-set.js';

const units = (...weights: number[]): WeightedUnit[] =>
  weights.map((weight, index) => ({ unit: `U-${index}` as TerritoryCode, weight }));

const seatsBy = (
  method: 'dhondt' | 'sainte-lague' | 'equal',
  seats: number,
  weights: number[],
  atLeast = 0,
): number[] => {
  const answer = apportion({ kind: 'apportioned', method, atLeast }, seats, units(...weights));
  return answer.ok ? answer.value.map(({ seats }) => seats) : [];
};

describe('apportion', () => {
  it('leaves all seats to the only unit', () => {
    expect(apportion({ kind: 'all' }, 40, units(1000))).toEqual({
      ok: true,
      value: [{ unit: 'U-0', seats: 40 }],
    });
  });

  // Worked by hand from the quotients 100, 50, 33⅓, 25 · 80, 40, 26⅔ · 30, 15 · 20.
  it('divides eight seats of 100, 80, 30, 20 by D’Hondt as 4, 3, 1, 0', () => {
    expect(seatsBy('dhondt', 8, [100, 80, 30, 20])).toEqual([4, 3, 1, 0]);
  });

  // Worked by hand from the quotients 100, 33⅓, 20 · 80, 26⅔, 16 · 30, 10 · 20.
  it('divides the same by Sainte-Laguë as 3, 3, 1, 1', () => {
    expect(seatsBy('sainte-lague', 8, [100, 80, 30, 20])).toEqual([3, 3, 1, 1]);
  });

  it('gives every unit its least and counts it among its seats', () => {
    expect(seatsBy('dhondt', 8, [100, 80, 30, 20], 1)).toEqual([3, 3, 1, 1]);
  });

  it('divides equally and gives the rest to the larger units', () => {
    expect(seatsBy('equal', 8, [10, 30, 20])).toEqual([2, 3, 3]);
  });

  it('gives a seat claimed equally to more members, then to the earlier code', () => {
    expect(seatsBy('dhondt', 1, [0, 0])).toEqual([1, 0]);
    expect(seatsBy('dhondt', 3, [20, 10])).toEqual([2, 1]);
    expect(seatsBy('dhondt', 2, [10, 20])).toEqual([0, 2]);
  });

  it('has nothing to give where there is no unit', () => {
    expect(seatsBy('dhondt', 8, [])).toEqual([]);
  });

  it('refuses fewer seats than every unit must have', () => {
    const rule: UnitSeatsRule = { kind: 'apportioned', method: 'dhondt', atLeast: 2 };
    expect(apportion(rule, 5, units(1, 2, 3))).toEqual({
      ok: false,
      error: { kind: 'too-few-seats', needed: 6, seats: 5 },
    });
  });

  const weights = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 25 });
  const method = fc.constantFrom('dhondt', 'sainte-lague', 'equal');

  it('always hands out exactly the seats there are', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 30, max: 200 }), method, (weights, seats, method) => {
        const parts = seatsBy(method, seats, weights, 1);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(seats);
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('never gives fewer seats to more members', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 200 }), method, (weights, seats, method) => {
        const parts = seatsBy(method, seats, weights);
        const pairs = weights.flatMap((a, i) => weights.map((b, j) => [a, b, i, j] as const));
        for (const [a, b, i, j] of pairs.filter(([a, b]) => a > b)) {
          expect([a, b, parts[i]! >= parts[j]!]).toEqual([a, b, true]);
        }
      }),
    );
  });

  it('never takes a seat from anyone when there is one more to give (house monotony)', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 100 }), method, (weights, seats, method) => {
        const [before, after] = [seats, seats + 1].map((n) => seatsBy(method, n, weights));
        expect(after!.every((part, unit) => part >= before![unit]!)).toBe(true);
      }),
    );
  });
});
