import { countMarked } from '../../../../test/support/marked-election.js';
import { rankedInOrder, type Ballot } from '../ballots/ballot.js';
import type { Tally } from '../tally/tally.js';
import { desborda, type DesbordaVariant } from './desborda.js';

function count(
  variant: DesbordaVariant,
  seats: number,
  ballots: readonly (readonly [number, Ballot])[],
  candidates = 130,
): Tally {
  const form = { kind: 'ranking', candidates, ranks: 62, equalRanks: true } as const;
  return countMarked(desborda(variant), { form, seats, ballots });
}

function votesOf({ rounds }: Tally): number[] {
  return rounds[0]!.votes.map(Number);
}

function slate(first: number): Ballot {
  return rankedInOrder(Array.from({ length: 62 }, (_, at) => first + at));
}

describe('desborda', () => {
  it('counts 1 as test_desborda_1 of tally-pipes: two ballots for slate A, one for slate B', () => {
    // There A1 has 160 points, A2 158 … A48 66, and B1 80, B2 79 … B14 67 (the list is then corrected for B).
    const tally = count('1', 62, [
      [2, slate(0)],
      [1, slate(62)],
    ]);
    const votes = votesOf(tally);
    expect([0, 1, 2, 47].map((at) => votes[at])).toEqual([160, 158, 156, 66]);
    expect([62, 63, 64, 75].map((at) => votes[at])).toEqual([80, 79, 78, 67]);
  });

  it('counts 1 as test_desborda_2: 85 ballots for slate A, 15 for slate B', () => {
    const tally = count('1', 62, [
      [85, slate(0)],
      [15, slate(62)],
    ]);
    expect([0, 61, 62, 123].map((at) => votesOf(tally)[at])).toEqual([6800, 1615, 1200, 285]);
  });

  it.each(['2', '3'] as const)(
    'starts %s from 1.3 points for each place, at least one',
    (variant) => {
      // desborda2.py: MAXP = floor(1.3 N), points max(1, MAXP − order). For 10 places 13, 12 … 2, 1, 1 …
      const votes = votesOf(count(variant, 10, [[1, slate(0)]]));
      expect([0, 1, 11, 12, 13, 61].map((at) => votes[at])).toEqual([13, 12, 2, 1, 1, 1]);
      expect(votesOf(count(variant, 3, [[1, slate(0)]]))[0]).toBe(3);
    },
  );

  it('starts 4 from 32 points, so that the last of 25 choices gives 8', () => {
    const votes = votesOf(count('4', 25, [[1, slate(0)]]));
    expect([0, 1, 24].map((at) => votes[at])).toEqual([32, 31, 8]);
  });

  it('does not count a ballot with a rank given twice', () => {
    const twice = [
      { candidate: 0, value: 1 },
      { candidate: 1, value: 1 },
    ];
    expect(count('1', 1, [[1, twice]])).toMatchObject({
      valid: 0,
      invalidBy: { 'shared-rank': 1 },
    });
  });

  it('lets a rank left out close up', () => {
    const gap = [
      { candidate: 0, value: 2 },
      { candidate: 1, value: 5 },
    ];
    expect(votesOf(count('1', 1, [[1, gap]], 2))).toEqual([80, 79]);
  });
});
