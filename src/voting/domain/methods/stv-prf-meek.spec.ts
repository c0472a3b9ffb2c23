import { countRankings, type RankedElection } from '../../../../test/support/ranked-election.js';
import type { Tally } from '../tally/tally.js';
import { stvPrfMeek } from './stv-prf-meek.js';

function count(election: RankedElection): Tally {
  return countRankings(stvPrfMeek, election);
}

describe('stvPrfMeek', () => {
  // By hand, step by step through the rule: 10 votes, 2 seats, quota 10/3 truncated plus 0.000000001.
  it('keeps of each ballot what makes up the quota, rounded up', () => {
    const tally = count({
      candidates: 4,
      seats: 2,
      ballots: [
        [6, 0, 1],
        [1, 1],
        [2, 2],
        [1, 3, 2],
      ],
    });
    expect(tally.rounds).toEqual([
      {
        number: 1,
        votes: ['6.000000000', '1.000000000', '2.000000000', '1.000000000'],
        elected: [0],
        excluded: [],
        quota: '3.333333334',
        nonTransferable: '0',
        roundingLoss: '0',
        keepFactors: ['1.000000000', '1.000000000', '1.000000000', '1.000000000'],
        transfer: { from: [0], kind: 'surplus' },
      },
      {
        // 3.333333334 / 6 = 0.5555555556…, up to 0.555555556: 6 ballots keep 3.333333336 and pass on 6 × 0.444444444.
        number: 2,
        votes: ['3.333333336', '3.666666664', '2.000000000', '1.000000000'],
        elected: [1],
        excluded: [],
        quota: '3.333333334',
        nonTransferable: '0',
        roundingLoss: '0',
        keepFactors: ['0.555555556', '1.000000000', '1.000000000', '1.000000000'],
      },
    ]);
    expect(tally.ranking.map(({ candidates }) => candidates)).toEqual([[0], [1], [2], [3]]);
  });

  // The election-methods list worked out where the sinking quota ends for 61 A, 60 A B, 30 C D, 29 D C and two seats
  // (12 September 2004, lists.electorama.com: 49.752, 48.044 …). In the limit A keeps k of each of 121 ballots and 61 (1 - k) votes are
  // exhausted, so 121 k = (180 - 61 (1 - k)) / 3 and k = 119/302.
  it('lowers the quota as ballots are used up, to the limit', () => {
    const tally = count({
      candidates: 4,
      seats: 2,
      ballots: [
        [61, 0],
        [60, 0, 1],
        [30, 2, 3],
        [29, 3, 2],
      ],
    });
    expect(tally.rounds.map(({ elected, excluded }) => ({ elected, excluded }))).toEqual([
      { elected: [0], excluded: [] },
      { elected: [], excluded: [3] },
      { elected: [2], excluded: [] },
    ]);
    const { quota, keepFactors, votes, nonTransferable } = tally.rounds[1]!;
    expect(Number(keepFactors?.[0])).toBeCloseTo(119 / 302, 8);
    expect(Number(quota)).toBeCloseTo((121 * 119) / 302, 6);
    expect(Number(votes[1])).toBeCloseTo((60 * 183) / 302, 6);
    expect(Number(nonTransferable)).toBeCloseTo((61 * 183) / 302, 6);
  });

  it('elects whoever is left when there are no more than the seats', () => {
    const tally = count({
      candidates: 2,
      seats: 3,
      ballots: [
        [2, 1],
        [1, 0],
      ],
    });
    expect(tally).toMatchObject({
      elected: [1, 0],
      rounds: [{ votes: ['1.000000000', '2.000000000'] }],
    });
    expect(tally.rounds[0]).not.toHaveProperty('quota');
  });

  // By hand: 4.000000001 / 5 = 0.8000000002, up to 0.800000001, so the second gets 5 × 0.199999999 and stays below the third.
  it('fills the last seats in the round that leaves no others', () => {
    const tally = count({
      candidates: 3,
      seats: 2,
      ballots: [
        [5, 0, 1],
        [3, 1],
        [4, 2],
      ],
    });
    expect(tally.rounds.at(-1)).toMatchObject({
      votes: ['4.000000005', '3.999999995', '4.000000000'],
      quota: '4.000000001',
      excluded: [1],
      elected: [2],
    });
    expect(tally.rounds.at(-1)).not.toHaveProperty('transfer');
    expect(tally.elected).toEqual([0, 2]);
  });

  it('passes over whoever withdrew, who keeps nothing', () => {
    const tally = countRankings(stvPrfMeek, {
      candidates: 4,
      seats: 1,
      ballots: [
        [2, 0, 1],
        [1, 1],
        [2, 2],
        [1, 3],
      ],
      withdrawn: [0],
    });
    expect(tally.rounds[0]).toMatchObject({
      votes: ['0.000000000', '3.000000000', '2.000000000', '1.000000000'],
      keepFactors: ['0.000000000', '1.000000000', '1.000000000', '1.000000000'],
    });
  });

  const tied: RankedElection = {
    candidates: 4,
    seats: 1,
    ballots: [
      [4, 0],
      [4, 3],
      [3, 1],
      [3, 2],
    ],
  };

  it('defeats the earliest of the tied in the stated order', () => {
    const tally = count(tied);
    expect(tally.rounds.slice(0, 2).map(({ excluded }) => excluded)).toEqual([[1], [2]]);
    expect(tally.ties[0]).toMatchObject({ at: 'exclusion', round: 1, resolvedBy: 'stated-order' });
    const turned = countRankings(stvPrfMeek, tied, [{ kind: 'stated-order' }], {
      statedOrder: [3, 2, 1, 0],
    });
    expect(turned.rounds[0]?.excluded).toEqual([2]);
  });

  it('waits for the commission where the policy says so', () => {
    const tally = countRankings(stvPrfMeek, tied, [{ kind: 'ask' }]);
    expect(tally).toMatchObject({
      elected: [],
      awaited: [['C1', 'C2']],
      ranking: [{ rank: 1, candidates: [0, 1, 2, 3] }],
      rounds: [{ elected: [], excluded: [] }],
    });
    const decided = countRankings(stvPrfMeek, tied, [{ kind: 'ask' }], {
      decisions: [{ order: ['C1', 'C2'] }, { order: ['C3', 'C0'] }],
    });
    expect(decided).toMatchObject({ elected: [3], awaited: [] });
    expect(decided.rounds[0]?.excluded).toEqual([2]);
  });
});
