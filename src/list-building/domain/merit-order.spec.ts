import fc from 'fast-check';
import { mergeUnits, type MergeMethod, type UnitResult } from './merit-order.js';

const unit = (code: string, roll: number, votes: readonly number[], valid = 100): UnitResult => ({
  unit: code,
  roll,
  valid,
  candidates: votes.map((count, index) => ({ id: `${code}${index + 1}`, votes: count })),
});

const tieOrder = ['b1', 'a1', 'b2', 'a2', 'a3', 'b3'];

describe('mergeUnits', () => {
  const a = unit('a', 300, [60, 30, 10], 100);
  const b = unit('b', 100, [30, 20, 5], 50);

  it('takes the order of a single unit as it is', () => {
    expect(mergeUnits([a], { kind: 'single-unit' }, tieOrder)).toEqual(['a1', 'a2', 'a3']);
  });

  it('compares shares of the valid votes, and equal ones by the tie order', () => {
    // 60/100 and 30/50 are equal; so are 10/100 and 5/50.
    expect(mergeUnits([a, b], { kind: 'share-of-valid' }, tieOrder)).toEqual([
      'b1',
      'a1',
      'b2',
      'a2',
      'a3',
      'b3',
    ]);
  });

  it('compares shares of the roll', () => {
    expect(mergeUnits([a, b], { kind: 'share-of-roll' }, tieOrder)).toEqual([
      'b1',
      'a1', // 60 of 300 and 20 of 100 are equal, and a1 is ahead in the tie order
      'b2',
      'a2',
      'b3',
      'a3',
    ]);
  });

  it('takes all firsts, then all seconds, the largest roll first', () => {
    expect(mergeUnits([b, a], { kind: 'round-robin', unitsBy: 'roll' }, tieOrder)).toEqual([
      'a1',
      'b1',
      'a2',
      'b2',
      'a3',
      'b3',
    ]);
  });

  it('takes all firsts by the code of the unit', () => {
    const order = mergeUnits([b, a], { kind: 'round-robin', unitsBy: 'territory' }, tieOrder);
    expect(order.slice(0, 2)).toEqual(['a1', 'b1']);
  });

  it('gives the places to units by D’Hondt over their rolls', () => {
    // 300, 150, 100 against 100, 50, 33⅓: the tie at 100 goes by the tie order, where b1 is ahead of a3.
    const method: MergeMethod = { kind: 'highest-averages', method: 'dhondt' };
    expect(mergeUnits([a, b], method, tieOrder)).toEqual(['a1', 'a2', 'b1', 'a3', 'b2', 'b3']);
  });

  it('gives the places to units by Sainte-Laguë over their rolls', () => {
    // 300, 100, 60 against 100, 33⅓, 20.
    const method: MergeMethod = { kind: 'highest-averages', method: 'sainte-lague' };
    expect(mergeUnits([a, b], method, tieOrder)).toEqual(['a1', 'b1', 'a2', 'a3', 'b2', 'b3']);
  });

  it('counts a unit without a valid vote as nothing instead of dividing by it', () => {
    const empty = unit('c', 10, [0], 0);
    expect(mergeUnits([empty, a], { kind: 'share-of-valid' }, tieOrder).at(-1)).toBe('c1');
  });

  it('keeps everybody once and never turns the order within a unit round', () => {
    const units = fc.array(fc.array(fc.nat(50), { maxLength: 6 }), { maxLength: 5 });
    const methods: readonly MergeMethod[] = [
      { kind: 'share-of-valid' },
      { kind: 'share-of-roll' },
      { kind: 'round-robin', unitsBy: 'roll' },
      { kind: 'highest-averages', method: 'dhondt' },
    ];
    fc.assert(
      fc.property(units, fc.constantFrom(...methods), (votes, method) => {
        const all = votes.map((counts, index) =>
          unit(
            `u${index}-`,
            50 + index,
            [...counts].sort((x, y) => y - x),
          ),
        );
        const ids = all.flatMap(({ candidates }) => candidates.map(({ id }) => id));
        const order = mergeUnits(all, method, ids);
        expect([...order].sort()).toEqual([...ids].sort());
        for (const { candidates } of all) {
          const own = candidates.map(({ id }) => order.indexOf(id));
          expect(own).toEqual([...own].sort((x, y) => x - y));
        }
      }),
    );
  });
});
