import {
  countRanked,
  rankingInWords,
  readPreferences,
  type RankedElection,
} from '../../../../test/support/preference-lines.js';
import type { CountingMethod } from '../tally/tally.js';
import { copeland } from './copeland.js';
import { kemeny } from './kemeny.js';
import { minimax } from './minimax.js';
import { rankedPairs } from './ranked-pairs.js';
import { schulze } from './schulze.js';

const unranked = 'last';
const byWinning = schulze({ variant: 'winning', unranked });
const byMargins = schulze({ variant: 'margins', unranked });
const byPaper = schulze({ variant: 'winning-against', unranked });
const everyMethod: readonly CountingMethod[] = [
  byWinning,
  byMargins,
  byPaper,
  rankedPairs({ variant: 'winning', unranked }),
  rankedPairs({ variant: 'margins', unranked }),
  copeland({ unranked }),
  minimax({ variant: 'winning', unranked }),
  minimax({ variant: 'margins', unranked }),
  minimax({ variant: 'opposition', unranked }),
  kemeny({ unranked }),
];

function read(text: string): RankedElection {
  return readPreferences(text, [...new Set(text.match(/[A-Za-z]\w*/g))].sort());
}

function rankingBy(method: CountingMethod, election: RankedElection): string {
  return rankingInWords(countRanked(method, election, { seats: 0 }).ranking, election.candidates);
}

function figuresBy(method: CountingMethod, election: RankedElection): Record<string, string> {
  const votes = countRanked(method, election).rounds[0]?.votes ?? [];
  return Object.fromEntries(election.candidates.map((name, at) => [name, votes[at] ?? '']));
}

/** Wikipedia, "Condorcet method" and "Ranked pairs" (2024): four cities choose a capital. */
const tennessee = read(`
  Memphis > Nashville > Chattanooga > Knoxville * 42
  Nashville > Chattanooga > Knoxville > Memphis * 26
  Chattanooga > Knoxville > Nashville > Memphis * 15
  Knoxville > Chattanooga > Nashville > Memphis * 17`);

/** R. LeGrand, "Descriptions of ranked-ballot voting methods" (cs.wustl.edu/~legrand/rbvote/desc.html). */
const legrand = read(`
  Abby > Cora > Erin > Dave > Brad * 98
  Brad > Abby > Erin > Cora > Dave * 64
  Brad > Abby > Erin > Dave > Cora * 12
  Brad > Erin > Abby > Cora > Dave * 98
  Brad > Erin > Abby > Dave > Cora * 13
  Brad > Erin > Dave > Abby > Cora * 125
  Cora > Abby > Erin > Dave > Brad * 124
  Cora > Erin > Abby > Dave > Brad * 76
  Dave > Abby > Brad > Erin > Cora * 21
  Dave > Brad > Abby > Erin > Cora * 30
  Dave > Brad > Erin > Cora > Abby * 98
  Dave > Cora > Abby > Brad > Erin * 139
  Dave > Cora > Brad > Abby > Erin * 23`);

/** Schulze 2011, example 3 of section 3; Wikipedia, "Schulze method". */
const fortyFive = read(`
  A > C > B > E > D * 5
  A > D > E > C > B * 5
  B > E > D > A > C * 8
  C > A > B > E > D * 3
  C > A > E > B > D * 7
  C > B > A > D > E * 2
  D > C > E > B > A * 7
  E > B > A > D > C * 8`);

describe('the capital of Tennessee', () => {
  it('is Nashville by every Condorcet method', () => {
    expect(everyMethod.map((method) => countRanked(method, tennessee).elected)).toEqual(
      everyMethod.map(() => [tennessee.candidates.indexOf('Nashville')]),
    );
  });

  it.each([
    byWinning,
    rankedPairs({ variant: 'winning', unranked }),
    copeland({ unranked }),
    kemeny({ unranked }),
  ])('is ranked Nashville, Chattanooga, Knoxville, Memphis by $name', (method) => {
    expect(rankingBy(method, tennessee)).toBe('Nashville > Chattanooga > Knoxville > Memphis');
  });

  it('has the published worst defeats', () => {
    // Wikipedia, "Minimax Condorcet method".
    const cities = { Chattanooga: '68', Knoxville: '83', Memphis: '58' };
    expect(figuresBy(minimax({ variant: 'winning', unranked }), tennessee)).toEqual({
      ...cities,
      Nashville: '0',
    });
    expect(figuresBy(minimax({ variant: 'opposition', unranked }), tennessee)).toEqual({
      ...cities,
      Nashville: '42',
    });
    expect(figuresBy(minimax({ variant: 'margins', unranked }), tennessee)).toEqual({
      Chattanooga: '36',
      Knoxville: '66',
      Memphis: '16',
      Nashville: '-16',
    });
  });

  it('agrees with 393 preferences by Kemeny', () => {
    // Wikipedia, "Kemeny–Young method": the highest of the 24 scores.
    expect(countRanked(kemeny({ unranked }), tennessee).working).toMatchObject({
      best: { agreement: 393, rankings: '1' },
    });
  });
});

describe('Burlington 2009', () => {
  /**
   * The three leading candidates, W. D. Smith, rangevoting.org/Burlington.html; the comparisons as in "2009 Burlington mayoral
   * election", electowiki.org. The run-off elected Kiss.
   */
  const burlington = read(`
    Montroll > Kiss > Wright * 1332
    Montroll > Wright > Kiss * 767
    Montroll * 455
    Kiss > Montroll > Wright * 2043
    Kiss > Wright > Montroll * 371
    Kiss * 568
    Wright > Montroll > Kiss * 1513
    Wright > Kiss > Montroll * 495
    Wright * 1289`);

  it('compares the candidates as published', () => {
    expect(countRanked(byWinning, burlington).working).toMatchObject({
      preferred: [
        [0, 3477, 4314],
        [4067, 0, 4597],
        [4064, 3668, 0],
      ],
    });
  });

  it.each(everyMethod)('would have elected Montroll by $name', (method) => {
    expect(rankingBy(method, burlington)).toMatch(/^Montroll > /);
  });
});

/**
 * Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method",
 * 2011, as extended in arXiv:1804.02973, section 3: ballots, strengths of the strongest paths, potential winners. The same
 * numbers stand in the tests of Condorcet PHP (github.com/julien-boudry/Condorcet, SchulzeTest.php).
 */
const paths = [
  {
    example: '1',
    election: read(`
      A > C > D > B * 8
      B > A > D > C * 2
      C > D > B > A * 4
      D > B > A > C * 4
      D > C > B > A * 3`),
    strongestPaths: [
      [0, 14, 14, 12],
      [13, 0, 13, 12],
      [13, 15, 0, 12],
      [13, 19, 13, 0],
    ],
    winners: 'D',
  },
  {
    example: '2',
    election: read(`
      A > C > D > B * 3
      B > A > C > D * 9
      C > D > A > B * 8
      D > A > B > C * 5
      D > B > C > A * 5`),
    strongestPaths: [
      [0, 17, 17, 17],
      [18, 0, 19, 19],
      [18, 20, 0, 20],
      [18, 21, 19, 0],
    ],
    winners: 'C',
  },
  {
    example: '3, the 45 voters',
    election: fortyFive,
    strongestPaths: [
      [0, 28, 28, 30, 24],
      [25, 0, 28, 33, 24],
      [25, 29, 0, 29, 24],
      [25, 28, 28, 0, 24],
      [25, 28, 28, 31, 0],
    ],
    winners: 'E',
  },
  {
    example: '4, two potential winners',
    election: read(`
      A > B > C > D * 3
      C > B > D > A * 2
      D > A > B > C * 2
      D > B > C > A * 2`),
    strongestPaths: [
      [0, 5, 5, 5],
      [5, 0, 7, 5],
      [5, 5, 0, 5],
      [6, 5, 5, 0],
    ],
    winners: 'B = D',
  },
  {
    example: '5',
    election: read(`
      A > B > C > D * 12
      A > D > B > C * 6
      B > C > D > A * 9
      C > D > A > B * 15
      D > B > A > C * 21`),
    strongestPaths: [
      [0, 36, 39, 36],
      [36, 0, 48, 36],
      [36, 36, 0, 36],
      [45, 42, 42, 0],
    ],
    winners: 'D',
  },
  {
    example: '8, first situation',
    election: read(`
      A > B > D > C * 3
      A > D > B > C * 5
      A > D > C > B * 1
      B > A > D > C * 2
      B > D > C > A * 2
      C > A > B > D * 4
      C > B > A > D * 6
      D > B > C > A * 2
      D > C > A > B * 5`),
    strongestPaths: [
      [0, 18, 20, 21],
      [17, 0, 17, 17],
      [19, 18, 0, 19],
      [19, 18, 20, 0],
    ],
    winners: 'A',
  },
  {
    example: '8, second situation: who is put fifth changes the winner',
    election: read(`
      A > B > D > E > C * 3
      A > D > E > B > C * 5
      A > D > E > C > B * 1
      B > A > D > E > C * 2
      B > D > E > C > A * 2
      C > A > B > D > E * 4
      C > B > A > D > E * 6
      D > B > E > C > A * 2
      D > E > C > A > B * 5`),
    strongestPaths: [
      [0, 18, 20, 21, 21],
      [19, 0, 19, 19, 19],
      [19, 18, 0, 19, 19],
      [19, 18, 20, 0, 30],
      [19, 18, 20, 19, 0],
    ],
    winners: 'B',
  },
];

describe('the examples of Schulze', () => {
  it.each(paths)('example $example', ({ election, strongestPaths, winners }) => {
    expect(countRanked(byWinning, election).working).toMatchObject({ strongestPaths });
    expect(rankingBy(byWinning, election).split(' > ')[0]).toBe(winners);
    expect(rankingBy(byPaper, election).split(' > ')[0]).toBe(winners);
  });

  it('rank the 45 voters’ candidates E, A, C, B, D', () => {
    expect(rankingBy(byWinning, fortyFive)).toBe('E > A > C > B > D');
  });

  it('keep the ties of example 4, and rank who is beaten after them', () => {
    const { elected, awaited } = countRanked(byWinning, paths[3]!.election);
    expect(rankingBy(byWinning, paths[3]!.election)).toBe('B = D > A = C');
    expect({ elected, awaited }).toEqual({ elected: [], awaited: [['B', 'D']] });
  });

  it('show in example 7 that two voters who come can harm their first choice', () => {
    const before = `
      A > D > E > B > C > F * 3
      B > F > E > C > D > A * 3
      C > A > B > F > D > E * 4
      D > B > C > E > F > A * 1
      D > E > F > A > B > C * 4
      E > C > B > D > F > A * 2
      F > A > C > D > B > E * 2`;
    expect(rankingBy(byWinning, read(before))).toMatch(/^A > /);
    expect(rankingBy(byWinning, read(`${before}\n A > E > F > C > B > D * 2`))).toMatch(/^D > /);
  });

  it('differ in example 10 between margins and winning votes', () => {
    const election = read(`
      A > B > C > D * 6
      A = B * 8
      A = C * 8
      A = C > D * 18
      A = C = D * 8
      B * 40
      C > B > D * 4
      C > D > A * 9
      C = D * 8
      D > A > B * 14
      D > B > C * 11
      D > C > A * 4`);
    expect(countRanked(byMargins, election).working).toMatchObject({
      strongestPaths: [
        [0, 12, 12, 12],
        [10, 0, 20, 16],
        [10, 14, 0, 16],
        [10, 14, 14, 0],
      ],
    });
    expect(countRanked(byPaper, election).working).toMatchObject({
      strongestPaths: [
        [0, 67, 67, 45],
        [45, 0, 79, 45],
        [45, 45, 0, 45],
        [50, 72, 72, 0],
      ],
    });
    expect(rankingBy(byMargins, election)).toMatch(/^A > /);
    expect(rankingBy(byWinning, election)).toMatch(/^D > /);
    expect(rankingBy(byPaper, election)).toMatch(/^D > /);
  });

  it('separate paths of equal support by the votes against them, where the rule says so', () => {
    // A over B, B over C and C over A with 4 votes each, against 1, 2 and 3.
    const election = readPreferences(
      'A > B * 4\n B > A\n B > C * 4\n C > B * 2\n C > A * 4\n A > C * 3',
    );
    const apart = 'apart';
    expect(rankingBy(schulze({ variant: 'winning', unranked: apart }), election)).toBe('A = B = C');
    const method = schulze({ variant: 'winning-against', unranked: apart });
    expect(rankingBy(method, election)).toBe('A > B > C');
    expect(countRanked(method, election).working).toMatchObject({
      pathOpposition: [
        [0, 1, 2],
        [3, 0, 2],
        [3, 3, 0],
      ],
    });
  });

  it('leave two of the three candidates of example 13 tied', () => {
    const election = read('A > B > C * 2\n B > C > A * 2\n C > A > B');
    expect(rankingBy(byWinning, election)).toMatch(/^A = B/);
  });
});

describe('ranked pairs', () => {
  it.each(['winning', 'margins'] as const)('by %s ranks the example of Tideman', (variant) => {
    // Tideman 1987, example 5, where a ranking by the locked pairs is read off.
    const election = read(`
      v > w > x > y > z * 7
      z > y > v > w > x * 3
      y > z > w > x > v * 6
      w > x > v > z > y * 3
      z > x > v > w > y * 5
      y > x > v > w > z * 3`);
    const method = rankedPairs({ variant, unranked });
    expect(rankingBy(method, election)).toBe('v > w > x > y > z');
  });

  it.each(['winning', 'margins'] as const)('by %s ranks the 45 voters otherwise', (variant) => {
    // Wikipédia, "Méthode Condorcet avec rangement des paires par ordre décroissant".
    const method = rankedPairs({ variant, unranked });
    expect(rankingBy(method, fortyFive)).toBe('A > C > E > B > D');
  });

  it('shows each majority in the order considered, and which ones are contradicted', () => {
    // E. Gorr, ericgorr.net/condorcet/rankedpairs/example2.
    const election = read('A > B > C * 40\n B > C > A * 35\n C > A > B * 25');
    const method = rankedPairs({ variant: 'winning', unranked });
    expect(rankingBy(method, election)).toBe('A > B > C');
    expect(countRanked(method, election).working).toMatchObject({
      locks: [
        { over: 1, under: 2, strength: 75, locked: true },
        { over: 0, under: 1, strength: 65, locked: true },
        { over: 2, under: 0, strength: 60, locked: false },
      ],
    });
  });

  it('sets aside majorities that only equal ones contradict, and reports the tie', () => {
    const election = read('A > B > C\n B > C > A\n C > A > B');
    const { ranking, awaited, working } = countRanked(
      rankedPairs({ variant: 'winning', unranked }),
      election,
    );
    expect(ranking).toEqual([{ rank: 1, candidates: [0, 1, 2] }]);
    expect(awaited).toEqual([['A', 'B', 'C']]);
    expect(working).toMatchObject({
      locks: [
        { over: 0, under: 1, strength: 2, locked: false, undecided: true },
        { over: 1, under: 2, strength: 2, locked: false, undecided: true },
        { over: 2, under: 0, strength: 2, locked: false, undecided: true },
      ],
    });
  });

  it('compares only whom a ballot ranks, where unranked means no opinion', () => {
    // Wikipedia, "Ranked pairs": A over B 68, B over C 72, C over A 52 of 100 voters.
    const election = read('A > B * 68\n B > C * 72\n C > A * 52');
    const apart = rankedPairs({ variant: 'winning', unranked: 'apart' });
    expect(rankingBy(apart, election)).toBe('A > B > C');
    expect(rankingBy(rankedPairs({ variant: 'winning', unranked }), election)).not.toMatch(/^A/);
  });
});

describe('one election, several winners', () => {
  it('as LeGrand describes', () => {
    expect(rankingBy(byWinning, legrand)).toBe('Abby > Brad > Erin > Dave > Cora');
    expect(rankingBy(rankedPairs({ variant: 'winning', unranked }), legrand)).toBe(
      'Brad > Abby > Erin > Dave > Cora',
    );
    expect(rankingBy(minimax({ variant: 'winning', unranked }), legrand)).toMatch(/^Cora > /);
  });

  it('as the variants of minimax do', () => {
    // Wikipedia, "Minimax Condorcet method": with no opinion, three variants elect three candidates.
    const election = read(`
      A > C > B > D * 30
      D > B > A > C * 15
      D > B > C > A * 14
      B > C > A > D * 6
      D > C > A = B * 4
      C > A = B * 16
      B > C * 14
      C > A * 3`);
    const figures = (['winning', 'margins', 'opposition'] as const).map((variant) =>
      Object.values(figuresBy(minimax({ variant, unranked: 'apart' }), election)).join(' '),
    );
    expect(figures).toEqual(['35 50 45 36', '5 1 2 3', '43 50 49 36']);
  });

  it('as minimax by opposition passes over a Condorcet winner', () => {
    // Wikipedia, "Minimax Condorcet method", with equal ranks: A beats everybody.
    const election = read('A = C > B * 4\n A > C > B * 47\n C > B > A * 43\n B > A = C * 6');
    expect(rankingBy(minimax({ variant: 'winning', unranked }), election)).toBe('A > C > B');
    expect(rankingBy(minimax({ variant: 'margins', unranked }), election)).toBe('A > C > B');
    expect(rankingBy(minimax({ variant: 'opposition', unranked }), election)).toBe('C > A > B');
  });
});

describe('Copeland', () => {
  it('gives a point for a victory and half a point for a draw', () => {
    const election = read('A > B > C * 2\n A > C > B * 2\n C > A > B');
    expect(figuresBy(copeland({ unranked }), read('A > B > C\n A > C > B'))).toEqual({
      A: '2.0',
      B: '0.5',
      C: '0.5',
    });
    expect(rankingBy(copeland({ unranked }), election)).toBe('A > C > B');
  });
});
