import { exactFractions, fixedDecimals } from './vote-arithmetic.js';

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
