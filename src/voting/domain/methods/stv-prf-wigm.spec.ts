import { countRankings } from '../../../../test/support/ranked-election.js';
import { stvPrfWigm } from './stv-prf-wigm.js';

describe('stv-prf-wigm', () => {
  // 11 papers, 2 seats: quota 11 / 3 = 3.6666 + 0.0001. A has 6: surplus 2.3333, per paper 2.3333 / 6 = 0.3888.
  const tally = countRankings(stvPrfWigm('single'), {
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

  it('cuts every value off after four decimals', () => {
    expect(tally.rounds[1]).toMatchObject({
      quota: '3.6667',
      votes: ['3.6667', '3.5552', '3.3888'],
      nonTransferable: '0.3888',
      roundingLoss: '0.0005',
    });
  });

  it('stops before the papers of the last defeated are transferred (B.4, D.3)', () => {
    expect(tally.rounds[1]).toMatchObject({ excluded: [2], elected: [1] });
    expect(tally.rounds[1]?.transfer).toBeUndefined();
    expect(tally.rounds).toHaveLength(2);
  });

  const losers = {
    candidates: 4,
    seats: 1,
    ballots: [
      [5, 0],
      [4, 1],
      [1, 2, 1],
      [2, 3, 1],
    ],
  } as const;

  it('defeats sure losers together where it is asked to (B.2)', () => {
    expect(countRankings(stvPrfWigm('batch'), losers).rounds[0]?.excluded).toEqual([2, 3]);
    expect(countRankings(stvPrfWigm('single'), losers).rounds[0]?.excluded).toEqual([2]);
  });

  it('spares those who could still catch up with the next one', () => {
    const close = { ...losers, ballots: [...losers.ballots, [1, 3]] as const };
    expect(countRankings(stvPrfWigm('batch'), close).rounds[0]?.excluded).toEqual([2]);
  });

  it('defeats the earliest of the predetermined order (D.1)', () => {
    const tied = {
      candidates: 3,
      seats: 1,
      ballots: [
        [2, 0],
        [1, 1],
        [1, 2],
      ],
    } as const;
    const method = stvPrfWigm('single');
    const excluded = (order?: readonly number[]): readonly number[] | undefined =>
      countRankings(method, tied, undefined, order ? { statedOrder: order } : {}).rounds[0]
        ?.excluded;
    expect(excluded()).toEqual([1]);
    expect(excluded([2, 1, 0])).toEqual([2]);
  });
});
