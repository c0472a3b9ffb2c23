import {
  compareFractions,
  decimalText,
  fraction,
  fractionText,
  type Fraction,
} from '../../../kernel/exact.js';
import { rankBy, standingOf } from './ranking.js';
import type { CountOrder, CountingRound, MethodResult } from './tally.js';

/** A fraction that need not be in lowest terms: reducing one of hundreds of digits takes longer than comparing it. */
export type Ratio = Fraction;

const shownDecimals = 5;
const longestShown = 10n ** 60n;
const longestReduced = 10n ** 120n;

/**
 * Fractions as the votes of a round: whole numbers as they are, otherwise five decimals cut off, with the fractions themselves
 * beside them as long as they can be read (denominators of sixty digits).
 */
export function votesOfFractions(
  votes: readonly Ratio[],
): Pick<CountingRound, 'votes' | 'exactVotes'> {
  if (votes.every(({ numerator, denominator }) => numerator % denominator === 0n))
    return { votes: votes.map((vote) => decimalText(vote, 0)) };
  const shown = { votes: votes.map((vote) => decimalText(vote, shownDecimals)) };
  if (votes.some(({ denominator }) => denominator >= longestReduced)) return shown;
  const reduced = votes.map(({ numerator, denominator }) => fraction(numerator, denominator));
  const isReadable = reduced.every(({ denominator }) => denominator < longestShown);
  return isReadable ? { ...shown, exactVotes: reduced.map(fractionText) } : shown;
}

/** The result of a method that gives each candidate one fraction: one round, most votes first. */
export function resultOfFractions(
  votes: readonly Ratio[],
  { withdrawn }: Pick<CountOrder, 'withdrawn'>,
): MethodResult {
  return {
    ranking: rankBy(standingOf(votes.length, withdrawn), (a, b) =>
      compareFractions(votes[b]!, votes[a]!),
    ),
    rounds: [{ number: 1, ...votesOfFractions(votes), elected: [], excluded: [] }],
    working: { kind: 'sums' },
  };
}
