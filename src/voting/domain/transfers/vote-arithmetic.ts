import { decimalText, fraction, fractionText } from '../../../kernel/exact.js';

/**
 * The number systems of the transferable vote. Votes are whole numbers of some unit: a decimal rule counts in hundredths or
 * hundred-thousandths and truncates where its text says so; an exact count makes its unit smaller whenever a fraction comes up
 * that is not a whole number of units, so nothing is ever lost.
 */
export interface VoteArithmetic {
  /** How many units one vote has when the count for so many seats begins. */
  unitAtFirst(seats: number): bigint;
  /** What the papers of a candidate are worth when `surplus` of the `total` votes goes on, all in units. */
  reweighing(surplus: bigint, total: bigint, unit: bigint): Reweighing;
  /** So many units as decimal text. */
  text(votes: bigint, unit: bigint): string;
  /** The same as fractions, where the decimals are not the whole truth and the fractions can still be read. */
  fractions?(votes: readonly bigint[], unit: bigint): readonly string[] | null;
}

/** The new worth of papers, and how many new units an old one is (1 where the unit stays). */
export interface Reweighing {
  readonly rescale: bigint;
  /** The new value, in new units, of a paper that was worth `value` old units. */
  readonly valueOf: (value: bigint) => bigint;
}

/** Where a decimal rule truncates a transfer value: only the quotient, or the product before it as well. */
export type Truncation = 'quotient' | 'product-and-quotient';

/** Votes with so many decimals; transfer values are truncated, never rounded up. */
export function fixedDecimals(decimals: number, truncation: Truncation): VoteArithmetic {
  const unit = 10n ** BigInt(decimals);
  return {
    unitAtFirst: () => unit,
    reweighing: (surplus, total) => ({
      rescale: 1n,
      valueOf: (value) =>
        truncation === 'quotient'
          ? (value * surplus) / total
          : (((value * surplus) / unit) * unit) / total,
    }),
    text: (votes) => decimalText({ numerator: votes, denominator: unit }, decimals),
  };
}

const shownDecimals = 12;
const mostDigits = 60;

/**
 * Exact fractions over a common denominator. Text shows twelve decimals, truncated; the fractions themselves are written out
 * as long as they have at most sixty digits (each surplus can double their length).
 */
export const exactFractions: VoteArithmetic = {
  // The quota V / (s + 1) is a whole number of these units.
  unitAtFirst: (seats) => BigInt(seats + 1),
  reweighing: (surplus, total) => {
    const { numerator, denominator } = fraction(surplus, total);
    return { rescale: denominator, valueOf: (value) => value * numerator };
  },
  text: (votes, unit) => decimalText({ numerator: votes, denominator: unit }, shownDecimals),
  fractions: (votes, unit) => {
    if (votes.every((vote) => vote % unit === 0n)) return null;
    if (unit >= 10n ** BigInt(mostDigits)) return null;
    return votes.map((vote) => fractionText(fraction(vote, unit)));
  },
};
