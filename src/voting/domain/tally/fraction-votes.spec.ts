import { fraction } from '../../../kernel/exact.js';
import { resultOfFractions, votesOfFractions } from './fraction-votes.js';

describe('votesOfFractions', () => {
  it('writes whole numbers without decimals, reduced or not', () => {
    expect(votesOfFractions([fraction(3), { numerator: 6n, denominator: 2n }])).toEqual({
      votes: ['3', '3'],
    });
  });

  it('shows five decimals and the fractions in lowest terms', () => {
    expect(votesOfFractions([{ numerator: 40n, denominator: 6n }, fraction(1)])).toEqual({
      votes: ['6.66666', '1.00000'],
      exactVotes: ['20/3', '1'],
    });
  });

  it.each([61, 130])('leaves out fractions with a denominator of %i digits', (digits) => {
    const tiny = { numerator: 1n, denominator: 10n ** BigInt(digits - 1) };
    expect(votesOfFractions([tiny, fraction(1)])).toEqual({ votes: ['0.00000', '1.00000'] });
  });
});

describe('resultOfFractions', () => {
  it('ranks by value, not by what is shown', () => {
    const votes = [fraction(1, 3_000_001), fraction(1, 3_000_000), fraction(2, 6_000_000)];
    expect(resultOfFractions(votes, { withdrawn: new Set() }).ranking).toEqual([
      { rank: 1, candidates: [1, 2] },
      { rank: 3, candidates: [0] },
    ]);
  });
});
