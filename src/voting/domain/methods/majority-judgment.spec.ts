import fc from 'fast-check';
import { smallElections } from '../../../../test/naive/marked-elections.js';
import {
  countMarked,
  marks,
  type MarkedElection,
} from '../../../../test/support/marked-election.js';
import type { Ballot } from '../ballots/ballot.js';
import type { Tally } from '../tally/tally.js';
import { majorityJudgment } from './majority-judgment.js';

/**
 * Experiment in three precincts of Orsay at the French presidential election of 2007: per mille of the voters for each grade
 * from "excellent" down to "poor"; the rest rejected the candidate or gave no grade. M. Balinski and R. Laraki, "Election by
 * Majority Judgement: Experimental Evidence", Ecole Polytechnique, cahier 2007-28 (hal-00243076), in their order.
 */
const orsay = {
  Bayrou: [136, 307, 251, 148, 84],
  Royal: [167, 227, 191, 168, 122],
  Sarkozy: [191, 198, 143, 115, 71],
  Voynet: [29, 93, 175, 237, 261],
  Besancenot: [41, 99, 163, 160, 226],
  Buffet: [25, 76, 125, 206, 264],
  Bové: [15, 60, 114, 160, 257],
  Laguiller: [21, 53, 102, 166, 259],
  Nihous: [3, 18, 53, 110, 267],
  'de Villiers': [24, 64, 87, 113, 158],
  Schivardi: [5, 10, 39, 95, 249],
  'Le Pen': [30, 46, 62, 65, 54],
};
const orsayGrades = [3, 3, 3, 2, 1, 1, 1, 1, 0, 0, 0, 0];

/** So many voters who give each candidate so many of each grade, the best grade first, and the lowest to make up the number. */
function election(
  grades: readonly (readonly number[])[],
  highest: number,
  voters: number,
): MarkedElection {
  const written = grades.map((counts) =>
    counts.flatMap((count, at) => Array.from({ length: count }, () => highest - at)),
  );
  const ballots = Array.from({ length: voters }, (_, voter): readonly [number, Ballot] => [
    1,
    written.map((given, candidate) => ({ candidate, value: given[voter] ?? 0 })),
  ]);
  return { form: { kind: 'score', candidates: grades.length, highest }, seats: 1, ballots };
}

function count(candidates: readonly (readonly number[])[], highest: number, voters: number): Tally {
  return countMarked(majorityJudgment, election(candidates, highest, voters));
}

function order({ ranking }: Tally): readonly (readonly number[])[] {
  return ranking.map(({ candidates }) => candidates);
}

describe('majorityJudgment', () => {
  it('ranks the candidates of Orsay 2007 as Balinski and Laraki do', () => {
    const tally = count(Object.values(orsay), 5, 1000);
    expect(order(tally)).toEqual(orsayGrades.map((_, at) => [at]));
    expect(tally.rounds[0]?.votes).toEqual(orsayGrades.map(String));
    expect(tally.valid).toBe(1000);
  });

  it('elects Nashville, graded excellent, good, fair and poor by distance (Wikipedia, "Majority judgment")', () => {
    const grades = [
      [42, 0, 0, 58], // Memphis
      [26, 0, 74, 0], // Nashville
      [15, 17, 26, 42], // Chattanooga
      [17, 15, 26, 42], // Knoxville
    ];
    const tally = count(grades, 3, 100);
    expect(tally.elected).toEqual([1]);
    expect(tally.rounds[0]?.votes).toEqual(['0', '1', '1', '1']);
    // The gauge (32 better, 42 worse than fair) puts Chattanooga and Knoxville level; the grades further out do not.
    expect(order(tally)).toEqual([[1], [3], [2], [0]]);
  });

  it('takes the lower one of two medians', () => {
    expect(count([[1, 0, 1]], 2, 2).rounds[0]?.votes).toEqual(['0']);
  });

  it('reads an empty line as the lowest grade', () => {
    const tally = countMarked(majorityJudgment, {
      form: { kind: 'score', candidates: 2, highest: 2 },
      seats: 1,
      ballots: [
        [2, marks([0, 1])],
        [1, marks([0, 1], [1, 2])],
      ],
    });
    expect(tally.working).toEqual({
      kind: 'grades',
      counts: [
        [0, 3, 0],
        [2, 0, 1],
      ],
    });
    expect(tally.elected).toEqual([0]);
  });

  it('ties only those with the very same grades', () => {
    const grades = [
      [3, 2, 1],
      [3, 2, 1],
      [3, 1, 2],
    ];
    expect(order(count(grades, 2, 6))).toEqual([[0, 1], [2]]);
  });

  it('has no grade to give where nobody voted', () => {
    const tally = count([[0], [0]], 0, 0);
    expect(tally.rounds[0]?.votes).toEqual(['0', '0']);
    expect(order(tally)).toEqual([[0, 1]]);
  });

  it('finds the only two of a million grades that differ', () => {
    const tally = countMarked(majorityJudgment, {
      form: { kind: 'score', candidates: 2, highest: 2 },
      seats: 1,
      ballots: [
        [999_998, marks([0, 1], [1, 1])],
        [1, marks([0, 0], [1, 1])],
        [1, marks([0, 2], [1, 1])],
      ],
    });
    // All medians are 1 until two grades are left: of 0 and 2 the lower one counts.
    expect(order(tally)).toEqual([[1], [0]]);
  });

  it('does not change when every voter comes twice', () => {
    fc.assert(
      fc.property(smallElections('score'), (small) => {
        const twice: MarkedElection = {
          ...small,
          ballots: small.ballots.map(([voters, ballot]) => [2 * voters, ballot]),
        };
        expect(order(countMarked(majorityJudgment, twice))).toEqual(
          order(countMarked(majorityJudgment, small)),
        );
      }),
    );
  });

  it('keeps the winner when one more voter gives the winner the best grade and nobody else any', () => {
    fc.assert(
      fc.property(smallElections('score'), (small) => {
        const [winner] = order(countMarked(majorityJudgment, small))[0] ?? [];
        if (winner === undefined) return;
        const ballots = [...small.ballots, [1, marks([winner, 4])] as const];
        const more = countMarked(majorityJudgment, { ...small, ballots });
        expect(order(more)[0]).toContain(winner);
      }),
    );
  });
});
