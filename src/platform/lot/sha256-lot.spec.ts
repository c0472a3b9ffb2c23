import { drawOrder } from '../../kernel/lot.js';
import { sha256Lot, wordsOf } from './sha256-lot.js';

const long = '0123456789abcdef'.repeat(4);

/** The vectors of docs/lot.md, computed with an independent program in another language. */
const vectors: [string, string, number, string[], number[]][] = [
  ['', '', 5, ['cab92f8a', 'b5fb413e', '3b6604d1'], [0, 1, 3, 4, 2]],
  ['00', 'tie/1/A,B', 2, ['fed3dd4c', '759c17c7', '6d3ce0cf'], [1, 0]],
  ['00', 'tie/1/A,B', 10, ['fed3dd4c', '759c17c7', '6d3ce0cf'], [8, 1, 3, 4, 0, 5, 9, 7, 6, 2]],
  [
    long,
    'order of the ballot',
    15,
    ['7021d36f', 'adce8ecf', '274e407d'],
    [5, 0, 7, 8, 13, 1, 10, 4, 6, 3, 11, 14, 12, 9, 2],
  ],
  [
    long,
    'debate',
    15,
    ['8f547b46', '608d3cc7', '496cf3b6'],
    [1, 13, 6, 3, 4, 7, 12, 2, 11, 14, 9, 8, 10, 5, 0],
  ],
];

describe('sha256Lot', () => {
  it.each(vectors)('draws the vector of seed "%s" for "%s", %i items', (...vector) => {
    const [seed, purpose, count, words, order] = vector;
    const next = wordsOf(seed, purpose);
    expect([next(), next(), next()].map((word) => word.toString(16).padStart(8, '0'))).toEqual(
      words,
    );
    expect(sha256Lot(seed).draw(purpose, count)).toEqual(order);
  });

  it('publishes its seed', () => {
    expect(sha256Lot('00ff').seed).toBe('00ff');
  });

  it('puts each of three items first about equally often over many purposes', () => {
    const firsts = new Map<string, number>();
    for (let purpose = 0; purpose < 3000; purpose++) {
      const [first] = drawOrder(sha256Lot(long), String(purpose), ['A', 'B', 'C']);
      firsts.set(String(first), (firsts.get(String(first)) ?? 0) + 1);
    }
    for (const times of firsts.values()) expect(Math.abs(times - 1000)).toBeLessThan(120);
  });

  it('takes no seed that is not hexadecimal', () => {
    expect(() => sha256Lot('abc')).toThrow('hexadecimal');
  });
});
