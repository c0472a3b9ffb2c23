import { assert } from '../../../kernel/assert.js';
import { ballotsTogether, type FoldedBallots } from '../ballots/folded-ballots.js';
import { rankBy, standingOf } from '../tally/ranking.js';
import type { CountingMethod, CountOrder, MethodResult } from '../tally/tally.js';

/**
 * Majority judgment (Balinski and Laraki, "A theory of measuring, electing, and ranking", PNAS 104, 2007): the majority grade
 * of a candidate is the median of the grades, the lower one of two; of two candidates with the same majority grade one vote
 * with it is taken away from each and the next medians are compared, and so on. Who is not marked has the lowest grade from
 * that voter, so all candidates have equally many grades.
 */
export const majorityJudgment: CountingMethod = {
  name: 'majority-judgment',
  forms: ['score'],
  result: judged,
};

function judged(ballots: FoldedBallots, order: CountOrder): MethodResult {
  const grades = gradesOf(ballots, order);
  const values = grades.map(majorityValue);
  const standing = standingOf(ballots.candidates, order.withdrawn);
  return {
    ranking: rankBy(standing, (a, b) => compareValues(values[b]!, values[a]!)),
    rounds: [
      {
        number: 1,
        votes: values.map(({ majorityGrade }) => String(majorityGrade)),
        elected: [],
        excluded: [],
      },
    ],
    working: { kind: 'grades', counts: grades },
  };
}

/** How many voters gave each candidate each grade from 0 up; nobody has graded a withdrawn candidate. */
function gradesOf(ballots: FoldedBallots, { form, withdrawn }: CountOrder): readonly number[][] {
  assert(form.kind === 'score', 'grades are given on score ballots');
  const { candidates, distinct, counts, starts, marked, values } = ballots;
  const grades = Array.from({ length: candidates }, () =>
    new Array<number>(form.highest + 1).fill(0),
  );
  for (let index = 0; index < distinct; index++)
    for (let at = starts[index]!; at < starts[index + 1]!; at++) {
      const given = grades[marked[at]!]!;
      given[values[at]!] = given[values[at]!]! + counts[index]!;
    }
  const voters = ballotsTogether(ballots);
  grades.forEach((given, candidate) => {
    if (!withdrawn.has(candidate)) given[0] = given[0]! + voters - together(given);
  });
  return grades;
}

/** Equal grades next to each other in the order of grades. */
interface Run {
  readonly grade: number;
  readonly length: number;
}

/** All grades of a candidate from the middle outwards. */
interface MajorityValue {
  readonly majorityGrade: number;
  /** The worse half, the best of it first. With an even number of grades the majority grade is the first of it. */
  readonly worse: readonly Run[];
  /** The better half, the worst of it first. With an odd number the median belongs to neither half. */
  readonly better: readonly Run[];
}

function majorityValue(given: readonly number[]): MajorityValue {
  const total = together(given);
  const half = Math.floor(total / 2);
  const rising = given.map((length, grade) => ({ grade, length }));
  return {
    majorityGrade: gradeAt(given, Math.floor((total - 1) / 2)),
    worse: firstOf(rising, half).reverse(),
    better: firstOf([...rising].reverse(), half).reverse(),
  };
}

/**
 * Compares the medians that come up when one is taken away after the other. After the first they lie in turn on one side of
 * the middle and on the other: with an odd number of grades first the next worse one, then the next better one; with an even
 * number the lower median, which is the first of the worse half, then the next better one. So the halves are compared pair by
 * pair, a whole run of equal pairs at once.
 */
function compareValues(a: MajorityValue, b: MajorityValue): number {
  if (a.majorityGrade !== b.majorityGrade) return a.majorityGrade - b.majorityGrade;
  const [aWorse, bWorse, aBetter, bBetter] = [
    walk(a.worse),
    walk(b.worse),
    walk(a.better),
    walk(b.better),
  ];
  const sides = [aWorse, bWorse, aBetter, bBetter];
  while (sides.every((side) => side.left() > 0)) {
    const difference = aWorse.grade() - bWorse.grade() || aBetter.grade() - bBetter.grade();
    if (difference !== 0) return difference;
    const step = Math.min(...sides.map((side) => side.left()));
    for (const side of sides) side.pass(step);
  }
  return 0;
}

/** A walk along runs: the grade it stands on, how many of it are left (0 at the end), and how to pass some of them. */
interface Walk {
  grade(): number;
  left(): number;
  pass(count: number): void;
}

function walk(runs: readonly Run[]): Walk {
  let at = 0;
  let left = runs[0]?.length ?? 0;
  return {
    grade: () => runs[at]!.grade,
    left: () => left,
    pass: (count) => {
      left -= count;
      if (left === 0) left = runs[++at]?.length ?? 0;
    },
  };
}

/** The first `count` of the grades in these runs. */
function firstOf(runs: readonly Run[], count: number): Run[] {
  let left = count;
  return runs.flatMap(({ grade, length }) => {
    const taken = Math.min(left, length);
    left -= taken;
    return taken > 0 ? [{ grade, length: taken }] : [];
  });
}

/** The grade on this place when all are put in rising order; 0 where nobody gave one. */
function gradeAt(given: readonly number[], place: number): number {
  let before = 0;
  const found = given.findIndex((count) => (before += count) > place);
  return Math.max(found, 0);
}

function together(given: readonly number[]): number {
  return given.reduce((sum, count) => sum + count, 0);
}
