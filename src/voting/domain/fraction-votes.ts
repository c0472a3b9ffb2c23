import { compareFractions, decimalText, fractionText, type Fraction } from '../../kernel/exact.js';
import { rankBy, standingOf } from './ranking.js';
import type { CountOrder, CountingRound, MethodResult } from './tally.js';

const shownDecimals = 5;
const mostDigits = 60;

/**
 * Fractions as the votes of a round: whole numbers as they are, otherwise five decimals cut off, with the fractions themselves
 * beside them as long as they can be read (sixty digits).
 */
export function votesOfFractions(
  votes: readonly Fraction[],
): Pick<CountingRound, 'votes' | 'exactVotes'> {
  if (votes.every(({ denominator }) => denominator === 1n))
    return { votes: votes.map(fractionText) };
  const shown = { votes: votes.map((vote) => decimalText(vote, shownDecimals)) };
  const isReadable = votes.every(({ denominator }) => denominator < 10n ** BigInt(mostDigits));
  return isReadable ? { ...shown, exactVotes: votes.map(fractionText) } : shown;
}

/** The result of a method that gives each candidate one fraction: one round, most votes first. */
export function resultOfFractions(
  votes: readonly Fraction[],
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
