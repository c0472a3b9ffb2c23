import { readFileSync } from 'node:fs';
import { countRanked, readPreferences } from '../../../../test/support/preference-lines.js';
import { countRankings, type RankedElection } from '../../../../test/support/ranked-election.js';
import type { Tally } from '../tally/tally.js';
import type { TieStep } from '../ties/tie-policy.js';
import { instantRunOff } from './irv.js';

const plain = { elimination: 'single', stop: 'majority', several: 'bottom-up' } as const;
const irv = instantRunOff(plain);
const backwards: TieStep = { kind: 'earlier-round', direction: 'backwards', many: 'narrow' };

function votesOf({ rounds }: Tally): number[][] {
  return rounds.map(({ votes }) => votes.map(Number));
}

interface PublishedCase {
  readonly input: { readonly ballots: readonly string[]; readonly candidate_count: number };
  readonly output: {
    readonly rounds: readonly {
      readonly elected?: readonly string[];
      readonly totals: Readonly<Record<string, number>>;
    }[];
  };
}

const names = ['Ann', 'Bob', 'Carol', 'Dave', 'Ellen', 'Fred'];
const { test_cases: published } = JSON.parse(
  readFileSync('test/fixtures/open-rcv/irv.json', 'utf8'),
) as { test_cases: PublishedCase[] };

/** A ballot of the published cases: weight, then names, each of which counts where it first stands. */
function ballotOf(line: string): [number, ...number[]] {
  const [count = 0, ...ranking] = line.split(' ').map(Number);
  return [count, ...new Set(ranking.map((name) => name - 1))];
}

describe('instantRunOff', () => {
  it.each(published)('counts the case $_meta.index of open-rcv-tests', ({ input, output }) => {
    const tally = countRankings(irv, {
      candidates: input.candidate_count,
      seats: 1,
      ballots: input.ballots.map(ballotOf),
    });
    const standing = names.slice(0, input.candidate_count);
    expect(votesOf(tally)).toEqual(
      output.rounds.map(({ totals }) => standing.map((name) => totals[name] ?? 0)),
    );
    expect(tally.elected.map((position) => names[position])).toEqual(
      output.rounds.at(-1)?.elected ?? [],
    );
  });

  // Burlington (Vermont), 3 March 2009. The official report eliminates the three last together, «when mathematically
  // inevitable». Published are the totals of the first round (its detail report), those of the last, 4,313 and 4,061
  // (en.wikipedia.org/wiki/2009_Burlington_mayoral_election), and how Montroll's 2,554 ballots went on between them: 1,332,
  // 767 and 455 nowhere (rangevoting.org/Burlington.html). These ballots are made to have exactly those; the totals of the
  // second round follow. Four blank ballots, which the report counts as exhausted, are invalid here.
  const [kiss, montroll, simpson, smith, wright, writeIn] = [0, 1, 2, 3, 4, 5];
  const burlington: RankedElection = {
    candidates: 6,
    seats: 1,
    ballots: [
      [2951, wright],
      [2585, kiss],
      [1332, montroll, kiss],
      [731, montroll, wright],
      [396, smith, kiss],
      [455, smith, montroll],
      [36, smith, simpson, montroll, wright],
      [343, smith, writeIn, wright],
      [76, smith],
      [35, simpson],
      [36, writeIn],
      [4],
    ],
  };

  it('counts Burlington 2009 as published', () => {
    const tally = countRankings(instantRunOff({ ...plain, elimination: 'batch' }), burlington);
    expect(tally).toMatchObject({ valid: 8976, invalid: 4, elected: [kiss], ties: [] });
    expect(tally.rounds).toEqual([
      {
        number: 1,
        votes: ['2585', '2063', '35', '1306', '2951', '36'],
        elected: [],
        excluded: [simpson, smith, writeIn],
        quota: '4489',
        nonTransferable: '0',
        transfer: { from: [simpson, smith, writeIn], kind: 'exclusion' },
      },
      {
        number: 2,
        votes: ['2981', '2554', '0', '0', '3294', '0'],
        elected: [],
        excluded: [montroll],
        quota: '4415',
        nonTransferable: '147',
        transfer: { from: [montroll], kind: 'exclusion' },
      },
      {
        number: 3,
        votes: ['4313', '0', '0', '0', '4061', '0'],
        elected: [kiss],
        excluded: [],
        quota: '4188',
        nonTransferable: '602',
      },
    ]);
    expect(tally.ranking).toEqual([
      { rank: 1, candidates: [kiss] },
      { rank: 2, candidates: [wright] },
      { rank: 3, candidates: [montroll] },
      { rank: 4, candidates: [simpson, smith, writeIn] },
    ]);
  });

  it('comes to the same end one by one', () => {
    const tally = countRankings(irv, burlington);
    expect(tally.rounds.map(({ excluded }) => excluded)).toEqual([
      [simpson],
      [writeIn],
      [smith],
      [montroll],
      [],
    ]);
    expect(votesOf(tally).at(-1)).toEqual([4313, 0, 0, 0, 4061, 0]);
  });

  // The three who were left, from the ballots themselves (rangevoting.org/Burlington.html).
  it('counts the preferences between the last three of Burlington', () => {
    const tally = countRanked(
      irv,
      readPreferences(`M > K > W * 1332
        M > W > K * 767
        M * 455
        K > M > W * 2043
        K > W > M * 371
        K * 568
        W > M > K * 1513
        W > K > M * 495
        W * 1289`),
    );
    expect(votesOf(tally)).toEqual([
      [2554, 2982, 3297],
      [0, 4314, 4064],
    ]);
    expect(tally.elected).toEqual([1]);
  });

  // The choice of a capital for Tennessee (en.wikipedia.org/wiki/Instant-runoff_voting), in percent.
  const tennessee = readPreferences(`Memphis > Nashville > Chattanooga > Knoxville * 42
    Nashville > Chattanooga > Knoxville > Memphis * 26
    Chattanooga > Knoxville > Nashville > Memphis * 15
    Knoxville > Chattanooga > Nashville > Memphis * 17`);

  it('eliminates Chattanooga and Nashville and makes Knoxville the capital', () => {
    const tally = countRanked(irv, tennessee);
    expect(votesOf(tally)).toEqual([
      [42, 26, 15, 17],
      [42, 26, 0, 32],
      [42, 0, 0, 58],
    ]);
    expect(tally.ranking.map(({ candidates }) => candidates)).toEqual([[3], [0], [1], [2]]);
  });

  it('elects from the bottom up as many as there are seats', () => {
    const tally = countRanked(irv, tennessee, { seats: 2 });
    expect(tally.rounds.map(({ elected, excluded }) => ({ elected, excluded }))).toEqual([
      { elected: [], excluded: [2] },
      { elected: [], excluded: [1] },
      { elected: [3, 0], excluded: [] },
    ]);
    expect(tally.rounds[0]?.quota).toBeUndefined();
  });

  it('fills one seat after the other from all ballots', () => {
    const inTurn = instantRunOff({ ...plain, several: 'sequential' });
    const tally = countRanked(inTurn, tennessee, { seats: 2 });
    expect(tally.elected).toEqual([3, 2]);
    expect(votesOf(tally).slice(3)).toEqual([
      [42, 26, 32, 0],
      [42, 0, 58, 0],
    ]);
    expect(tally.rounds.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(tally.ranking.map(({ candidates }) => candidates)).toEqual([[3], [2], [0], [1]]);
  });

  it('stops at a majority, or goes on until two are left', () => {
    const election: RankedElection = {
      candidates: 4,
      seats: 1,
      ballots: [
        [6, 0],
        [3, 1],
        [1, 2, 1],
      ],
    };
    const short = countRankings(irv, election);
    expect(short.rounds).toHaveLength(1);
    expect(short.ranking.map(({ candidates }) => candidates)).toEqual([[0], [1], [2], [3]]);
    const long = countRankings(instantRunOff({ ...plain, stop: 'two' }), election);
    expect(votesOf(long).at(-1)).toEqual([6, 4, 0, 0]);
    expect(long.elected).toEqual([0]);
  });

  it('leaves two where it goes on until two, although all but one are hopeless', () => {
    const tally = countRankings(instantRunOff({ ...plain, elimination: 'batch', stop: 'two' }), {
      candidates: 4,
      seats: 1,
      ballots: [
        [60, 0],
        [20, 1],
        [9, 2],
        [1, 3],
      ],
    });
    expect(tally.rounds.map(({ excluded }) => excluded)).toEqual([[2, 3], []]);
  });

  it('eliminates nobody in a batch who could still reach the next', () => {
    const tally = countRankings(instantRunOff({ ...plain, elimination: 'batch' }), {
      candidates: 4,
      seats: 1,
      ballots: [
        [10, 0],
        [6, 1],
        [4, 2, 1],
        [2, 3, 2],
      ],
    });
    // 2 is below 4, but 2 + 4 reach 6.
    expect(tally.rounds[0]?.excluded).toEqual([3]);
  });

  it('ends the preferences of a ballot where two share a rank', () => {
    const tally = countRanked(irv, readPreferences('A * 4\nB * 3\nC > A = B * 2'));
    expect(tally.rounds[1]).toMatchObject({ votes: ['4', '3', '0'], nonTransferable: '2' });
    const shared = countRanked(irv, readPreferences('A = B * 2\nB'));
    expect(shared).toMatchObject({ valid: 1, invalidBy: { 'shared-rank': 2 } });
  });

  const tied: RankedElection = {
    candidates: 4,
    seats: 1,
    ballots: [
      [5, 0],
      [3, 1],
      [2, 2],
      [1, 3, 2],
    ],
  };

  it('breaks a tie of the last by an earlier round', () => {
    const tally = countRankings(irv, tied, [backwards]);
    expect(tally.rounds.map(({ excluded }) => excluded)).toEqual([[3], [2], []]);
    expect(tally.ties).toMatchObject([
      { at: 'exclusion', round: 2, resolvedBy: 'earlier-round', order: [['C1'], ['C2']] },
    ]);
  });

  it('waits for the commission where the policy decides nothing', () => {
    const tally = countRankings(irv, tied);
    expect(tally).toMatchObject({
      elected: [],
      awaited: [['C1', 'C2']],
      ranking: [{ rank: 1, candidates: [0, 1, 2, 3] }],
    });
    expect(tally.rounds).toHaveLength(2);
    expect(tally.rounds[1]).not.toHaveProperty('transfer');
  });

  it('breaks a tie of the last two for the better one', () => {
    const even: RankedElection = {
      candidates: 3,
      seats: 1,
      ballots: [
        [3, 0],
        [2, 1],
        [1, 2, 1],
      ],
    };
    const tally = countRankings(irv, even, [backwards]);
    expect(tally).toMatchObject({
      elected: [0],
      ties: [{ at: 'election', round: 2, resolvedBy: 'earlier-round' }],
    });
    expect(countRankings(irv, even).awaited).toEqual([['C0', 'C1']]);
  });

  it('keeps the seats that were filled before an open tie', () => {
    const inTurn = instantRunOff({ ...plain, several: 'sequential' });
    const tally = countRankings(inTurn, {
      candidates: 3,
      seats: 2,
      ballots: [
        [5, 0],
        [1, 1],
        [1, 2],
      ],
    });
    expect(tally).toMatchObject({
      elected: [0],
      awaited: [['C1', 'C2']],
      ranking: [
        { rank: 1, candidates: [0] },
        { rank: 2, candidates: [1, 2] },
      ],
    });
  });

  it('reads over whoever withdrew', () => {
    const tally = countRankings(irv, { ...tied, withdrawn: [3] });
    expect(tally.ranking.flatMap(({ candidates }) => candidates)).not.toContain(3);
    expect(votesOf(tally)[0]).toEqual([5, 3, 3, 0]);
  });

  it('elects everybody where there are as many seats', () => {
    const election = { ...tied, seats: 5 };
    expect(countRankings(irv, election).elected).toEqual([0, 1, 2, 3]);
    const inTurn = instantRunOff({ ...plain, several: 'sequential' });
    expect(countRankings(inTurn, election, [backwards]).elected).toHaveLength(4);
  });
});
