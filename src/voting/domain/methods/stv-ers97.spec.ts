import { countRankings, type RankedElection } from '../../../../test/support/ranked-election.js';
import type { CountingRound, Tally } from '../tally/tally.js';
import { stvErs97 } from './stv-ers97.js';

function count(election: RankedElection): Tally {
  return countRankings(stvErs97, election);
}

function round(tally: Tally, number: number): CountingRound | undefined {
  return tally.rounds[number - 1];
}

describe('stv-ers97 on the first two stages of the model election', () => {
  // Newland and Britton, section 8 (rosenstiel.co.uk/stvrules/model.htm): 753 valid votes, six places, quota 107.58. Smith has
  // 134; 123 of the papers are transferable, so each goes on at 0.21 and the difference is 0.59. The two lowest have 23 and 24.
  // Where the papers go and what the others have is made up.
  const tally = count({
    candidates: 11,
    seats: 6,
    ballots: [
      [123, 0, 1],
      [11, 0],
      [81, 1],
      [27, 2],
      [24, 3],
      [105, 4],
      [91, 5],
      [90, 6],
      [64, 7],
      [59, 8],
      [55, 9],
      [23, 10],
    ],
  });

  it('finds the quota and elects Smith', () => {
    expect(round(tally, 1)).toMatchObject({ quota: '107.58', elected: [0] });
    expect(round(tally, 1)?.transfer).toEqual({ from: [0], kind: 'surplus' });
  });

  it('passes 123 papers on at 0.21', () => {
    // 81 + 123 × 0.21 = 106.83; 26.42 − 25.83 = 0.59.
    expect(round(tally, 2)?.votes.slice(0, 2)).toEqual(['107.58', '106.83']);
    expect(round(tally, 2)?.nonTransferable).toBe('0.59');
    expect(round(tally, 2)?.roundingLoss).toBe('0');
  });
});

describe('stv-ers97', () => {
  it('defers a surplus that cannot change who is last (5.2.2 (a))', () => {
    // Quota 30 / 3 = 10. A has 1 too many, C and D differ by 2, so D goes first.
    const tally = count({
      candidates: 4,
      seats: 2,
      ballots: [
        [11, 0, 1],
        [9, 1],
        [6, 2, 1],
        [4, 3, 2],
      ],
    });
    expect(round(tally, 1)).toMatchObject({ quota: '10.00', elected: [0], excluded: [3] });
  });

  it('transfers a surplus that can', () => {
    const tally = count({
      candidates: 4,
      seats: 2,
      ballots: [
        [12, 0, 1],
        [9, 1],
        [5, 2, 1],
        [4, 3, 2],
      ],
    });
    expect(round(tally, 1)).toMatchObject({
      elected: [0],
      excluded: [],
      transfer: { from: [0], kind: 'surplus' },
    });
  });

  it('excludes together whoever cannot reach the next one even together (5.2.5)', () => {
    // 2 + 3 do not exceed 5; with the 5 they would exceed 9.
    const tally = count({
      candidates: 5,
      seats: 1,
      ballots: [
        [11, 0],
        [9, 1],
        [5, 2],
        [3, 3, 2],
        [2, 4, 2],
      ],
    });
    expect(round(tally, 1)?.excluded).toEqual([4, 3]);
  });

  it('lowers the quota by papers that end before anybody is elected (5.4.8)', () => {
    // 20 / 2 = 10; after the 4 papers of C end, 16 / 2 = 8.
    const tally = count({
      candidates: 4,
      seats: 1,
      ballots: [
        [8, 0],
        [5, 1],
        [4, 2],
        [3, 3, 1],
      ],
    });
    expect(tally.rounds.map(({ quota }) => quota)).toEqual(['10.00', '10.00', '8.00']);
    expect(round(tally, 3)?.elected).toEqual([0]);
  });

  it('takes only the last batch of a later surplus (5.3.2)', () => {
    // 29 papers, quota 9.67. C goes with 4 papers to B, who had 7. The surplus of 1.33 rests on those four: 0.33 for each.
    const tally = count({
      candidates: 5,
      seats: 2,
      ballots: [
        [7, 1, 4],
        [4, 2, 1, 3],
        [8, 3],
        [5, 4],
        [5, 0],
      ],
    });
    expect(round(tally, 2)).toMatchObject({
      elected: [1],
      transfer: { from: [1], kind: 'surplus' },
    });
    expect(round(tally, 3)).toMatchObject({
      votes: ['5.00', '9.67', '0.00', '9.32', '5.00'],
      nonTransferable: '0.01',
    });
  });

  it('raises no paper above its present value (5.3.7)', () => {
    // 11 papers, quota 3.67. Of the 6 papers of A only one names somebody else: it goes on at 1, and 1.33 of the surplus of
    // 2.33 does not.
    const tally = count({
      candidates: 3,
      seats: 2,
      ballots: [
        [1, 0, 1],
        [5, 0],
        [3, 1],
        [2, 2],
      ],
    });
    expect(round(tally, 2)).toMatchObject({
      votes: ['3.67', '4.00', '2.00'],
      nonTransferable: '1.33',
    });
  });

  it('passes the papers of an excluded candidate on by value, one batch after the other (5.4)', () => {
    // Quota 36 / 4 = 9. A has 15: 6 / 15 = 0.40. D then has 2 + 5 × 0.40 = 4 and goes: first the papers of 1, then those of
    // 0.40.
    const tally = count({
      candidates: 6,
      seats: 3,
      ballots: [
        [10, 0, 1],
        [5, 0, 3, 2],
        [2, 3, 4],
        [4, 1],
        [8, 2],
        [7, 4],
      ],
    });
    expect(tally.rounds.map(({ transfer }) => transfer)).toEqual([
      { from: [0], kind: 'surplus' },
      { from: [5, 3], kind: 'exclusion' },
      { from: [5, 3], kind: 'exclusion' },
      undefined,
    ]);
    // Two papers of 1 bring E to 9, five of 0.40 then bring C from 8 to 10.
    expect(round(tally, 3)).toMatchObject({
      votes: ['9.00', '8.00', '8.00', '2.00', '9.00', '0.00'],
      elected: [4],
    });
    expect(round(tally, 4)).toMatchObject({
      votes: ['9.00', '8.00', '10.00', '0.00', '9.00', '0.00'],
      elected: [2],
    });
  });

  it('takes from the active vote what an elected candidate has below the quota (5.6.1)', () => {
    // Quota 40 / 4 = 10, A has it. After 1 + 2 and then 3 papers end, (40 - 6 - 10) / 3 = 8 elects B with 8; then
    // (24 - 8) / 2 = 8 are needed and the 7 of C are not enough, as they would be for (24 - 10) / 2.
    const tally = count({
      candidates: 8,
      seats: 3,
      ballots: [
        [10, 0],
        [8, 1],
        [7, 2],
        [5, 3],
        [4, 4],
        [3, 5],
        [2, 6],
        [1, 7],
      ],
    });
    expect(tally.rounds.slice(0, 3).map(({ elected }) => elected)).toEqual([[0], [], [1]]);
  });

  it('draws no lot between equals for the last place (5.6.2)', () => {
    expect(
      count({
        candidates: 2,
        seats: 1,
        ballots: [
          [5, 0],
          [5, 1],
        ],
      }),
    ).toMatchObject({
      ties: [
        { at: 'election', candidates: ['C0', 'C1'], resolvedBy: null, awaited: [] },
        { at: 'exclusion', resolvedBy: null, awaited: [['C0', 'C1']] },
      ],
    });
  });
});
