import fc from 'fast-check';
import { drawOrder, shuffledPositions, type Lot } from './lot.js';

const words = (...queue: number[]): (() => number) => {
  return () => {
    const word = queue.shift();
    if (word === undefined) throw new Error('the test handed in too few words');
    return word;
  };
};

const lot = (...order: number[]): Lot => ({ seed: 'seed', draw: () => order });

describe('shuffledPositions', () => {
  it('exchanges from the end, as Fisher and Yates did', () => {
    expect(shuffledPositions(4, words(0, 1, 1))).toEqual([3, 2, 1, 0]);
  });

  it('rejects a word that would favour the first positions', () => {
    const lastUnfairWord = 2 ** 32 - 1;
    expect(shuffledPositions(3, words(lastUnfairWord, 2, 1))).toEqual([0, 1, 2]);
  });

  it.each([0, 1])('asks for no word when there are %i positions', (count) => {
    expect(shuffledPositions(count, words())).toHaveLength(count);
  });

  it('keeps every position once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2 ** 31), { minLength: 200, maxLength: 200 }), (queue) => {
        const drawn = shuffledPositions(100, words(...queue));
        expect(drawn.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
      }),
    );
  });

  it('reaches all six orders of three equally often over a full turn of words', () => {
    const counts = new Map<string, number>();
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 2; b++) {
        const order = shuffledPositions(3, words(a, b)).join('');
        counts.set(order, (counts.get(order) ?? 0) + 1);
      }
    }
    expect([...counts.values()]).toEqual([1, 1, 1, 1, 1, 1]);
  });
});

describe('drawOrder', () => {
  it('gives the items in the drawn order', () => {
    expect(drawOrder(lot(2, 0, 1), 'debate', ['Aigerim', 'Berik', 'Dana'])).toEqual([
      'Dana',
      'Aigerim',
      'Berik',
    ]);
  });
});
