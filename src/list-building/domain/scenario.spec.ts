import fc from 'fast-check';
import { differenceOf } from './scenario.js';

describe('the difference of two lists', () => {
  it('says place by place who stands there, and for everybody what changes', () => {
    expect(differenceOf(['A', 'B', 'C', 'D'], ['B', 'E', 'A', 'D'])).toEqual({
      places: [
        { place: 1, first: 'A', second: 'B' },
        { place: 2, first: 'B', second: 'E' },
        { place: 3, first: 'C', second: 'A' },
        { place: 4, first: 'D', second: 'D' },
      ],
      gain: [{ person: 'B', from: 2, to: 1 }],
      lose: [{ person: 'A', from: 1, to: 3 }],
      comeIn: [{ person: 'E', from: null, to: 2 }],
      dropOut: [{ person: 'C', from: 3, to: null }],
    });
  });

  it('puts the largest gain and the largest loss first', () => {
    const { gain, lose } = differenceOf(['A', 'B', 'C', 'D', 'E'], ['D', 'E', 'C', 'A', 'B']);
    expect(gain.map(({ person }) => person)).toEqual(['D', 'E']);
    expect(lose.map(({ person }) => person)).toEqual(['A', 'B']);
  });

  it('shows a list that does not exist as empty places', () => {
    expect(differenceOf(['A', 'B'], [])).toMatchObject({
      places: [
        { place: 1, first: 'A', second: null },
        { place: 2, first: 'B', second: null },
      ],
      gain: [],
      comeIn: [],
      dropOut: [{ person: 'A' }, { person: 'B' }],
    });
  });

  it('names everybody once: each gains, loses, comes in, drops out, or stays', () => {
    const list = fc.uniqueArray(fc.integer({ min: 1, max: 12 }).map(String), { maxLength: 8 });
    fc.assert(
      fc.property(list, list, (first, second) => {
        const { gain, lose, comeIn, dropOut } = differenceOf(first, second);
        const named = [...gain, ...lose, ...comeIn, ...dropOut].map(({ person }) => person);
        const stay = first.filter((person, index) => second[index] === person);
        expect([...named, ...stay].sort()).toEqual([...new Set([...first, ...second])].sort());
        expect(comeIn.length - dropOut.length).toBe(second.length - first.length);
      }),
    );
  });
});
