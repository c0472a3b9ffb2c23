import { countRankings, type RankedElection } from '../../../../test/support/ranked-election.js';
import type { Tally } from '../tally/tally.js';
import { stvScottish } from './stv-scottish.js';

function count(election: RankedElection): Tally {
  return countRankings(stvScottish, election);
}

// The Highland Council, ward 7 (Tain and Easter Ross), election of 4 May 2017, «Candidate Votes Per Stage Report»: Ferguson,
// Louden, Rhind, Robertson, Skinner, Stone. The papers are made up so that they go where the report says they went.
const tain: RankedElection = {
  candidates: 6,
  seats: 3,
  ballots: [
    [23, 0, 1],
    [135, 0, 2],
    [152, 0, 3],
    [248, 0],
    [831, 1],
    [569, 2],
    [708, 3],
    [25, 4, 0],
    [16, 4, 1],
    [18, 4, 2],
    [43, 4, 3],
    [17, 4, 5],
    [20, 4],
    [679, 5],
  ],
};

describe('stv-scottish on the papers of Tain and Easter Ross', () => {
  it('has the published first stage and quota', () => {
    expect(count(tain).rounds[0]).toMatchObject({
      quota: '872',
      votes: ['558.00000', '831.00000', '569.00000', '708.00000', '139.00000', '679.00000'],
      nonTransferable: '0',
      excluded: [4],
      transfer: { from: [4], kind: 'exclusion' },
    });
  });

  it('has the published second stage', () => {
    expect(count(tain).rounds[1]).toMatchObject({
      votes: ['583.00000', '847.00000', '587.00000', '751.00000', '0.00000', '696.00000'],
      nonTransferable: '20.00000',
      excluded: [0],
    });
  });

  it('elects Robertson at the third stage with the published votes', () => {
    const [, louden, rhind, robertson] = count(tain).rounds[2]?.votes ?? [];
    expect([louden, rhind, robertson]).toEqual(['870.00000', '722.00000', '903.00000']);
    expect(count(tain).rounds[2]?.elected).toEqual([3]);
  });
});

// Worked by hand: A, B, C, D; 96 papers, 3 seats, quota ⌊96 / 4⌋ + 1 = 25.
const worked: RankedElection = {
  candidates: 4,
  seats: 3,
  ballots: [
    [30, 0, 1, 2],
    [10, 0, 2],
    [7, 0],
    [20, 1, 2],
    [15, 2],
    [14, 3, 1],
  ],
};

describe('stv-scottish', () => {
  it('cuts transfer values off after five decimals and keeps account of the rest', () => {
    // A has 47: surplus 22, 22 / 47 = 0.468085…; B + 30 × 0.46808, C + 10 × 0.46808, 7 × 0.46808 not transferable.
    expect(count(worked).rounds[1]).toMatchObject({
      votes: ['25.00000', '34.04240', '19.68080', '14.00000'],
      nonTransferable: '3.27656',
      roundingLoss: '0.00024',
      elected: [1],
    });
  });

  it('weighs each paper of a later surplus with the value it came with', () => {
    // B: surplus 9.04240 of 34.04240; 20 papers of 1 at 0.26562 (0.265621…), 30 of 0.46808 at 0.12433 (0.124332…).
    expect(count(worked).rounds[2]).toMatchObject({
      votes: ['25.00000', '25.00000', '28.72310', '14.00000'],
      roundingLoss: '0.00034',
      elected: [2],
      excluded: [],
    });
    expect(count(worked).rounds).toHaveLength(3);
    expect(count(worked).elected).toEqual([0, 1, 2]);
  });

  it('ranks the elected, then who was left, then the excluded from the last to the first', () => {
    expect(count(tain).ranking.map(({ candidates }) => candidates)).toEqual([
      [3],
      [1],
      [2],
      [5],
      [0],
      [4],
    ]);
  });

  it('transfers nothing from a candidate with exactly the quota (48 (1))', () => {
    const tally = count({
      candidates: 3,
      seats: 2,
      ballots: [
        [3, 0, 2],
        [2, 1],
        [1, 2],
      ],
    });
    expect(tally.rounds).toMatchObject([
      { quota: '3', elected: [0], excluded: [2] },
      { votes: ['3.00000', '2.00000', '0.00000'], elected: [1] },
    ]);
  });

  it('asks for the earlier stages before it asks the commission (51 (2))', () => {
    // C goes first and brings B up to A, so that both have 3 at the second stage; B had fewer at the first.
    const tally = count({
      candidates: 4,
      seats: 1,
      ballots: [
        [3, 0],
        [2, 1],
        [1, 2, 1],
        [4, 3],
      ],
    });
    expect(tally.rounds[1]?.excluded).toEqual([1]);
    expect(tally.ties).toMatchObject([
      { at: 'exclusion', round: 2, resolvedBy: 'earlier-round', order: [['C0'], ['C1']] },
    ]);
  });

  it('asks the last stage at which they differed, not the first', () => {
    // A 5, B 4; C brings B to 6 at the second stage, D brings A to 6 at the third.
    const tally = count({
      candidates: 5,
      seats: 1,
      ballots: [
        [5, 0],
        [4, 1],
        [2, 2, 1],
        [1, 3, 0],
        [2, 3],
        [10, 4],
      ],
    });
    expect(tally.rounds[2]).toMatchObject({
      votes: ['6.00000', '6.00000', '0.00000', '0.00000', '10.00000'],
      excluded: [0],
    });
  });

  it('waits for the commission where the votes were equal at all stages', () => {
    const tally = count({
      candidates: 3,
      seats: 1,
      ballots: [
        [2, 0],
        [1, 1],
        [1, 2],
      ],
    });
    expect(tally).toMatchObject({ elected: [], awaited: [['C1', 'C2']] });
  });

  it('waits in the same way before two equal surpluses (49 (3))', () => {
    const tally = count({
      candidates: 4,
      seats: 3,
      ballots: [
        [4, 0],
        [4, 1],
        [1, 2],
        [1, 3],
      ],
    });
    expect(tally).toMatchObject({
      elected: [0, 1],
      awaited: [['C0', 'C1']],
      ranking: [
        { rank: 1, candidates: [0, 1] },
        { rank: 3, candidates: [2, 3] },
      ],
      ties: [{ at: 'surplus', resolvedBy: null }],
    });
  });
});

describe('stv-scottish where two are elected at one stage with equal votes', () => {
  const equals: RankedElection = {
    candidates: 3,
    seats: 2,
    ballots: [
      [4, 0],
      [4, 1],
      [1, 2],
    ],
  };

  it('reports the tie, for the order of those elected decides who heads a list', () => {
    expect(count(equals)).toMatchObject({
      elected: [0, 1],
      ties: [{ at: 'elected', resolvedBy: null, awaited: [['C0', 'C1']] }],
      awaited: [['C0', 'C1']],
    });
  });

  it('puts them in the order of the policy', () => {
    const statedOrder = [1, 0, 2];
    const policy = [{ kind: 'stated-order' }] as const;
    expect(countRankings(stvScottish, equals, policy, { statedOrder })).toMatchObject({
      elected: [1, 0],
      awaited: [],
    });
  });
});
