import { decimalText, exactFractions, fixedDecimals } from './vote-arithmetic.js';

describe('decimalText', () => {
  it.each([
    [12_345n, 100n, 2, '123.45'],
    [5n, 100n, 2, '0.05'],
    [2n, 3n, 4, '0.6666'],
    [7n, 2n, 0, '3'],
  ])('%s of 1/%s with %s decimals', (votes, unit, decimals, text) => {
    expect(decimalText(votes, unit, decimals)).toBe(text);
  });
});

describe('fixedDecimals', () => {
  // 0.33 × 0.50 = 0.165; / 0.20 = 0.825: cut off once, 0.82; cut off after the product as well, 0.16 / 0.20 = 0.80.
  it.each([
    ['quotient', 82n],
    ['product-and-quotient', 80n],
  ] as const)('truncates the %s', (truncation, value) => {
    expect(fixedDecimals(2, truncation).reweighing(50n, 20n, 100n).valueOf(33n)).toBe(value);
  });
});

describe('exactFractions', () => {
  it('makes the unit smaller by what the fraction needs', () => {
    const { rescale, valueOf } = exactFractions.reweighing(4n, 6n, 1n);
    expect([rescale, valueOf(1n)]).toEqual([3n, 2n]);
  });
});
