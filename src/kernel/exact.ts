import { assert } from './assert.js';
import { accept, refuse, type Result } from './result.js';

/** An exact non-negative fraction in lowest terms. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** How a share of a whole number becomes a whole number. Every rule names one; there is no default. */
export type Rounding = 'up' | 'down' | 'half-up';

/** `numerator / denominator` in lowest terms. The denominator is positive. */
export function fraction(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  assert(n >= 0n && d > 0n, 'a share is not negative and its denominator is positive');
  const divisor = greatestCommonDivisor(n, d);
  return { numerator: n / divisor, denominator: d / divisor };
}

/** Reads `1/5`, `30%`, `0.3` or `2` exactly. */
export function parseFraction(text: string): Result<Fraction, { kind: 'not-a-fraction' }> {
  const ratio = /^(\d+)\s*\/\s*([1-9]\d*)$/.exec(text);
  if (ratio) return accept(fraction(BigInt(ratio[1] ?? ''), BigInt(ratio[2] ?? '')));
  const decimal = /^(\d+)(?:\.(\d+))?\s*(%?)$/.exec(text);
  if (!decimal) return refuse({ kind: 'not-a-fraction' });
  const [, whole = '', decimals = '', percent] = decimal;
  const scale = 10n ** BigInt(decimals.length) * (percent ? 100n : 1n);
  return accept(fraction(BigInt(whole + decimals), scale));
}

/** The share of `count`, rounded as the rule says: 20 % of 126 rounded up is 26. */
export function shareOf(share: Fraction, count: number, rounding: Rounding): number {
  const product = share.numerator * BigInt(count);
  const { denominator } = share;
  switch (rounding) {
    case 'up':
      return Number((product + denominator - 1n) / denominator);
    case 'down':
      return Number(product / denominator);
    case 'half-up':
      return Number((2n * product + denominator) / (2n * denominator));
  }
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The fraction as text: `7`, `20/3`. */
export function fractionText({ numerator, denominator }: Fraction): string {
  return denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`;
}

/** The fraction with so many decimals, the others cut off: 20/3 is `6.66` with two. */
export function decimalText({ numerator, denominator }: Fraction, decimals: number): string {
  const digits = ((numerator * 10n ** BigInt(decimals)) / denominator)
    .toString()
    .padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  return decimals === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** The smallest positive number that both positive numbers divide. */
export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
