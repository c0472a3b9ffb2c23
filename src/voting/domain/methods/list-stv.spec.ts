import { countRankings, type RankedElection } from '../../../../test/support/ranked-election.js';
import type { TieStep } from '../ties/tie-policy.js';
import { listStvBottomUp } from './list-stv-bottom-up.js';
import { listStvTopDown } from './list-stv-top-down.js';
import { stvErs97 } from './stv-ers97.js';

// 13 papers of A, B, C, D. For one seat (quota 6.50) B and C go and D has 7 against A's 6. For two (quota 4.34) A has 6 and
// passes 5 papers on at 0.33, which brings B from 3 to 4.65, past D with 4. Whoever wins one seat is not among the two.
const crossed: RankedElection = {
  candidates: 4,
  seats: 2,
  ballots: [
    [4, 3, 1],
    [3, 1, 3],
    [1, 0],
    [1, 0, 1, 2],
    [4, 0, 1],
  ],
};

const ask: readonly TieStep[] = [{ kind: 'ask' }];

// The count for both places elects A and B together with 4 votes each; for one place C's papers bring A to 6.
const together: RankedElection = {
  candidates: 3,
  seats: 2,
  ballots: [
    [4, 0],
    [4, 1],
    [2, 2, 0],
  ],
};

describe('list-stv-bottom-up', () => {
  it('lists those whom a count for all places elects', () => {
    expect(countRankings(stvErs97, crossed).elected).toEqual([0, 1]);
    // Among A and B for one place: A 6, B 3 + 4 = 7.
    expect(countRankings(listStvBottomUp('ers97'), crossed).elected).toEqual([1, 0]);
  });

  it('asks nobody about those one count elects together, for the next count puts them in order', () => {
    expect(countRankings(stvErs97, together, ask).awaited).toEqual([['C0', 'C1']]);
    expect(countRankings(listStvBottomUp('ers97'), together, ask)).toMatchObject({
      elected: [0, 1],
      ties: [],
      awaited: [],
    });
  });

  it('says of each count which place it decides', () => {
    const { rounds } = countRankings(listStvBottomUp('ers97'), crossed);
    expect(rounds.map(({ number, place }) => [number, place])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, undefined],
      [4, 2],
    ]);
  });

  it('ranks after the list whoever is not on it', () => {
    const { ranking } = countRankings(listStvBottomUp('ers97'), crossed);
    expect(ranking.map(({ candidates }) => candidates)).toEqual([[1], [0], [3], [2]]);
  });

  it('waits with the whole list where the first count waits', () => {
    const tied = {
      candidates: 2,
      seats: 1,
      ballots: [
        [1, 0],
        [1, 1],
      ],
    } as const;
    expect(countRankings(listStvBottomUp('scottish'), tied, ask)).toMatchObject({
      elected: [],
      ranking: [{ rank: 1, candidates: [0, 1] }],
      awaited: [['C0', 'C1']],
    });
  });

  it('waits with the upper places where a later count waits, and keeps the lower ones', () => {
    const tied = {
      candidates: 3,
      seats: 3,
      ballots: [
        [2, 0],
        [2, 1],
        [1, 2],
      ],
    } as const;
    expect(countRankings(listStvBottomUp('scottish'), tied, ask)).toMatchObject({
      elected: [],
      ranking: [
        { rank: 1, candidates: [0, 1] },
        { rank: 3, candidates: [2] },
      ],
      awaited: [['C0', 'C1']],
    });
  });

  it('has a place for everybody where there are more places than candidates', () => {
    const few = { ...crossed, seats: 9 };
    expect(countRankings(listStvBottomUp('prf-wigm'), few).elected).toHaveLength(4);
  });
});

describe('list-stv-top-down', () => {
  it('keeps whoever was placed, though a count for more seats would not elect them', () => {
    const tally = countRankings(listStvTopDown('ers97'), crossed);
    expect(tally.elected).toEqual([3, 0]);
    expect(tally.ranking.map(({ candidates }) => candidates)).toEqual([[3], [0], [1], [2]]);
  });

  it('says of each count which place it decides', () => {
    const { rounds } = countRankings(listStvTopDown('ers97'), crossed);
    expect(rounds.map(({ number, place }) => [number, place])).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
    ]);
  });

  it.each(['ers97', 'wigm'] as const)('waits at the place it cannot give by %s', (rule) => {
    const tied = {
      candidates: 3,
      seats: 3,
      ballots: [
        [5, 0],
        [1, 1],
        [1, 2],
      ],
    } as const;
    expect(countRankings(listStvTopDown(rule), tied, ask)).toMatchObject({
      elected: [0],
      ranking: [
        { rank: 1, candidates: [0] },
        { rank: 2, candidates: [1, 2] },
      ],
      awaited: [['C1', 'C2']],
    });
  });

  it('takes of two who reach the quota together the one with more votes', () => {
    // 12 papers; the count for the second place has the quota 12 / 3 + 1 = 5.
    const tally = countRankings(listStvTopDown('scottish'), {
      candidates: 3,
      seats: 2,
      ballots: [
        [1, 0],
        [5, 1],
        [6, 2],
      ],
    });
    expect(tally.elected).toEqual([2, 1]);
  });

  it('asks where two reach the quota together with equal votes', () => {
    // A and E take the first two places. For three the quota is 15 / 4 + 1 = 4: A passes 4 of 8 on, half a vote a paper, which
    // brings B from 3 and D from 1 to 4 each.
    const tally = countRankings(
      listStvTopDown('scottish'),
      {
        candidates: 5,
        seats: 3,
        ballots: [
          [2, 0, 1],
          [3, 4, 2, 0, 3],
          [1, 3, 4],
          [3, 1],
          [6, 0, 3],
        ],
      },
      ask,
    );
    expect(tally).toMatchObject({
      elected: [0, 4],
      awaited: [['C1', 'C3']],
      ties: [{ at: 'election', round: 8, resolvedBy: null }],
    });
  });
});
