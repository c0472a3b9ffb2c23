import type { BallotPaths } from './ballot-paths.js';

/** Votes are counted in billionths, so that nine decimals are whole numbers. */
export const wholeVote = 1_000_000_000;

/**
 * The votes of everybody, in billionths, when each candidate keeps the stated part of what comes: of every single ballot the
 * product of its weight and the factor, rounded up. Ballots of one way have equal weights, so this is done once for all of
 * them and gives the same digits.
 */
export function keptVotes(
  { preferences, steps, before, reached, ballots }: BallotPaths,
  factors: readonly number[],
): readonly bigint[] {
  const weights = new Float64Array(steps);
  // A sum over many ballots may pass 2^53; its two halves, each of a factor below 2^16, do not.
  const [upper, lower] = [0, 1].map(() => new Float64Array(preferences.candidates)) as [
    Float64Array,
    Float64Array,
  ];
  weights[0] = wholeVote;
  for (let step = 1; step < steps; step++) {
    const weight = weights[before[step]!]!;
    const candidate = reached[step]!;
    if (weight === 0) continue;
    // A factor may pass 1 by a billionth through rounding; no ballot gives more than it has.
    const kept = Math.min(weight, productRoundedUp(weight, factors[candidate]!));
    weights[step] = weight - kept;
    upper[candidate] = upper[candidate]! + (kept >>> 15) * ballots[step]!;
    lower[candidate] = lower[candidate]! + (kept & 0x7fff) * ballots[step]!;
  }
  return Array.from(upper, (high, at) => (BigInt(high) << 15n) + BigInt(lower[at] ?? 0));
}

/**
 * The product of two numbers of billionths in billionths, rounded up. Exact without BigInt: the product may have 60 bits, but
 * its quotient in floating point is wrong by less than one, so the remainder lies within 31 bits and can be had modulo 2^32.
 */
export function productRoundedUp(a: number, b: number): number {
  const quotient = Math.floor((a * b) / wholeVote);
  const remainder = (Math.imul(a, b) - Math.imul(quotient, wholeVote)) | 0;
  if (remainder <= 0) return quotient;
  return remainder <= wholeVote ? quotient + 1 : quotient + 2;
}
