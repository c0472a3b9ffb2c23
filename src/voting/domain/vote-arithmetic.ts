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
    text: (votes) => decimalText(votes, unit, decimals),
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
    const divisor = greatestCommonDivisor(surplus, total);
    const [kept, whole] = [surplus / divisor, total / divisor];
    return { rescale: whole, valueOf: (value) => value * kept };
  },
  text: (votes, unit) => decimalText(votes, unit, shownDecimals),
  fractions: (votes, unit) => {
    if (votes.every((vote) => vote % unit === 0n)) return null;
    if (unit >= 10n ** BigInt(mostDigits)) return null;
    return votes.map((vote) => fractionText(vote, unit));
  },
};

/** `votes / unit` with so many decimals, truncated; exact where they suffice. */
export function decimalText(votes: bigint, unit: bigint, decimals: number): string {
  const scaled = (votes * 10n ** BigInt(decimals)) / unit;
  const digits = scaled.toString().padStart(decimals + 1, '0');
  const whole = digits.length - decimals;
  return decimals === 0 ? digits : `${digits.slice(0, whole)}.${digits.slice(whole)}`;
}

function fractionText(votes: bigint, unit: bigint): string {
  const divisor = greatestCommonDivisor(votes, unit);
  return unit === divisor ? `${votes / unit}` : `${votes / divisor}/${unit / divisor}`;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
