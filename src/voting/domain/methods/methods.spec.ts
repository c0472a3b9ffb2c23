import fc from 'fast-check';
import { foldBallots, type Ballot, type BallotForm } from '../ballot.js';
import type { CountingMethod, Tally } from '../tally.js';
import { methodOfBallot } from './method-of-ballot.js';
import { rating } from './rating.js';
import { singleChoice } from './single-choice.js';

interface Election {
  readonly method: CountingMethod;
  readonly form: BallotForm;
  readonly ballots: readonly Ballot[];
}

const elections: fc.Arbitrary<Election> = fc
  .record({
    kind: fc.constantFrom('single' as const, 'rating' as const),
    candidates: fc.integer({ min: 1, max: 7 }),
    marks: fc.integer({ min: 1, max: 4 }),
  })
  .chain(({ kind, candidates, marks }) =>
    fc
      .array(fc.array(fc.integer({ min: 0, max: candidates }), { maxLength: 5 }), { maxLength: 30 })
      .map((ballots) => ({
        method: methodOfBallot(kind),
        form: kind === 'single' ? { kind, candidates } : { kind, candidates, marks },
        ballots,
      })),
  );

function count({ method, form, ballots }: Election): Tally {
  return method.result(foldBallots(ballots), form);
}

/** A second count that shares nothing with the first: one ballot after the other, sets and filters. */
function naiveVotes({ form, ballots }: Election): { votes: number[]; valid: number } {
  const most = form.kind === 'single' ? 1 : form.marks;
  const good = ballots.filter(
    (ballot) =>
      ballot.length > 0 &&
      ballot.length <= most &&
      new Set(ballot).size === ballot.length &&
      ballot.every((mark) => mark < form.candidates),
  );
  const votes = Array.from(
    { length: form.candidates },
    (_, candidate) => good.filter((ballot) => ballot.includes(candidate)).length,
  );
  return { votes, valid: good.length };
}

describe('singleChoice', () => {
  it('counts one mark for one candidate and ranks by votes', () => {
    const tally = count({
      method: singleChoice,
      form: { kind: 'single', candidates: 3 },
      ballots: [[1], [1], [0], [], [0, 2]],
    });
    expect(tally).toEqual({
      method: 'plurality',
      total: 5,
      valid: 3,
      invalid: 2,
      invalidBy: { blank: 1, 'too-many-marks': 1 },
      votes: [1, 2, 0],
      ranking: [
        { rank: 1, candidates: [1] },
        { rank: 2, candidates: [0] },
        { rank: 3, candidates: [2] },
      ],
      rounds: [{ number: 1, votes: [1, 2, 0] }],
    });
  });
});

describe('rating', () => {
  it('gives every marked candidate a vote and puts equal ones on one rank', () => {
    const tally = count({
      method: rating,
      form: { kind: 'rating', candidates: 4, marks: 2 },
      ballots: [[0, 1], [1, 0], [2], [3, 2, 1]],
    });
    expect(tally.votes).toEqual([2, 2, 1, 0]);
    expect(tally.invalidBy).toEqual({ 'too-many-marks': 1 });
    expect(tally.ranking).toEqual([
      { rank: 1, candidates: [0, 1] },
      { rank: 3, candidates: [2] },
      { rank: 4, candidates: [3] },
    ]);
  });
});

describe('every method', () => {
  it('agrees with a naive count of thousands of small elections', () => {
    fc.assert(
      fc.property(elections, (election) => {
        const { votes, valid } = count(election);
        expect({ votes, valid }).toEqual(naiveVotes(election));
      }),
      { numRuns: 4000 },
    );
  });

  it('does not depend on the order of the ballots', () => {
    fc.assert(
      fc.property(elections, (election) => {
        const reversed = { ...election, ballots: [...election.ballots].reverse() };
        expect(count(reversed)).toEqual(count(election));
      }),
    );
  });

  it('counts folded ballots as it counts them one by one', () => {
    fc.assert(
      fc.property(elections, ({ method, form, ballots }) => {
        const unfolded = ballots.map((ballot) => ({ ballot, count: 1 }));
        expect(method.result(unfolded, form)).toEqual(method.result(foldBallots(ballots), form));
      }),
    );
  });

  it('accounts for every ballot and every mark', () => {
    fc.assert(
      fc.property(elections, (election) => {
        const tally = count(election);
        expect(tally.valid + tally.invalid).toBe(election.ballots.length);
        expect(tally.total).toBe(election.ballots.length);
        expect(Object.values(tally.invalidBy).reduce((sum, one) => sum + one, 0)).toBe(
          tally.invalid,
        );
      }),
    );
  });

  it('keeps the winner when the winner gets one more vote', () => {
    fc.assert(
      fc.property(elections, (election) => {
        const winner = count(election).ranking[0]?.candidates[0] ?? 0;
        const more = count({ ...election, ballots: [...election.ballots, [winner]] });
        expect(more.ranking[0]?.candidates).toEqual([winner]);
      }),
    );
  });

  it('ranks every candidate exactly once', () => {
    fc.assert(
      fc.property(elections, (election) => {
        const ranked = count(election).ranking.flatMap(({ candidates }) => candidates);
        expect([...ranked].sort((a, b) => a - b)).toEqual(
          Array.from({ length: election.form.candidates }, (_, position) => position),
        );
      }),
    );
  });
});
