import { countRankings } from '../../../../test/support/ranked-election.js';
import { stvWigm } from './stv-wigm.js';

describe('stv-wigm', () => {
  // 11 papers, 2 seats: the quota is 11 / 3. A has 6, surplus 7 / 3, so each paper goes on at 7 / 18.
  const tally = countRankings(stvWigm, {
    candidates: 3,
    seats: 2,
    ballots: [
      [4, 0, 1],
      [1, 0, 2],
      [1, 0],
      [2, 1],
      [3, 2],
    ],
  });

  it('shows twelve decimals, cut off, and the fractions beside them', () => {
    expect(tally.rounds[1]).toMatchObject({
      quota: '3.666666666666',
      votes: ['3.666666666666', '3.555555555555', '3.388888888888'],
      exactVotes: ['11/3', '32/9', '61/18'],
      nonTransferable: '0.388888888888',
      roundingLoss: '0',
    });
  });

  it('shows no fractions where all votes are whole', () => {
    expect(tally.rounds[0]?.exactVotes).toBeUndefined();
  });

  it('elects nobody with exactly the quota', () => {
    const half = countRankings(
      stvWigm,
      {
        candidates: 3,
        seats: 1,
        ballots: [
          [2, 0],
          [1, 1],
          [1, 2, 0],
        ],
      },
      [{ kind: 'stated-order' }],
    );
    expect(half.rounds.map(({ elected }) => elected)).toEqual([[], [0]]);
  });

  it('leaves fractions out that nobody could read', () => {
    const chain = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    const long = countRankings(stvWigm, {
      candidates: 10,
      seats: 8,
      ballots: [[1800, ...chain], ...chain.map((at) => [101 + 7 * at, at] as const)],
    });
    expect(long.rounds.some(({ exactVotes }) => exactVotes !== undefined)).toBe(true);
    expect(long.rounds.at(-1)?.exactVotes).toBeUndefined();
  });
});
