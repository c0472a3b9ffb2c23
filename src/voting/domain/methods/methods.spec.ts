import fc from 'fast-check';
import { plainMarks, type BallotForm } from '../ballots/ballot.js';
import { foldBallots } from '../ballots/folded-ballots.js';
import { tallyBallots, type CountOrder, type Tally } from '../tally/tally.js';
import { rating } from './rating.js';
import { singleChoice } from './single-choice.js';

/** The forms on which a mark is just a mark. */
type MarkForm = Extract<BallotForm, { readonly kind: 'single' | 'rating' }>;

interface Election {
  readonly form: MarkForm;
  readonly ballots: readonly (readonly number[])[];
}

const elections: fc.Arbitrary<Election> = fc
  .record({
    kind: fc.constantFrom('single' as const, 'rating' as const),
    candidates: fc.integer({ min: 1, max: 7 }),
    marks: fc.integer({ min: 1, max: 4 }),
  })
  .chain(({ kind, candidates, marks }) =>
    fc
      .array(fc.uniqueArray(fc.integer({ min: 0, max: candidates - 1 }), { maxLength: 5 }), {
        maxLength: 30,
      })
      .map((ballots) => ({
        form: kind === 'single' ? { kind, candidates } : { kind, candidates, marks },
        ballots,
      })),
  );

function orderOf(form: MarkForm): CountOrder {
  return {
    form,
    seats: 1,
    withdrawn: new Set(),
    ties: {
      contenders: Array.from({ length: form.candidates }, (_, position) => ({
        id: `C${position}`,
        birthDate: null,
        groups: [],
        earlierStages: [],
      })),
      policy: [],
      lot: { seed: '', draw: () => [] },
      decisions: [],
    },
  };
}

function count({ form, ballots }: Election): Tally {
  const folded = foldBallots(form.candidates, ballots.map(plainMarks));
  return tallyBallots(form.kind === 'single' ? singleChoice : rating, folded, orderOf(form));
}

function votesOf(tally: Tally): number[] {
  return tally.rounds[0]!.votes.map(Number);
}

/** A second count that shares nothing with the first: one ballot after the other, sets and filters. */
function naiveVotes({ form, ballots }: Election): { votes: number[]; valid: number } {
  const most = form.kind === 'single' ? 1 : form.marks;
  const good = ballots.filter((ballot) => ballot.length > 0 && ballot.length <= most);
  const votes = Array.from(
    { length: form.candidates },
    (_, candidate) => good.filter((ballot) => ballot.includes(candidate)).length,
  );
  return { votes, valid: good.length };
}

describe('singleChoice', () => {
  it('counts one mark for one candidate and ranks by votes', () => {
    const tally = count({
      form: { kind: 'single', candidates: 3 },
      ballots: [[1], [1], [0], [], [0, 2]],
    });
    expect(tally).toEqual({
      method: 'plurality',
      seats: 1,
      total: 5,
      valid: 3,
      invalid: 2,
      invalidBy: { blank: 1, 'too-many-marks': 1 },
      elected: [1],
      ranking: [
        { rank: 1, candidates: [1] },
        { rank: 2, candidates: [0] },
        { rank: 3, candidates: [2] },
      ],
      rounds: [{ number: 1, votes: ['1', '2', '0'], elected: [], excluded: [] }],
      ties: [],
      awaited: [],
      working: { kind: 'sums' },
    });
  });
});

describe('rating', () => {
  it('gives every marked candidate a vote and puts equal ones on one rank', () => {
    const tally = count({
      form: { kind: 'rating', candidates: 4, marks: 2 },
      ballots: [[0, 1], [1, 0], [2], [3, 2, 1]],
    });
    expect(votesOf(tally)).toEqual([2, 2, 1, 0]);
    expect(tally.invalidBy).toEqual({ 'too-many-marks': 1 });
    expect(tally.ranking).toEqual([
      { rank: 1, candidates: [0, 1] },
      { rank: 3, candidates: [2] },
      { rank: 4, candidates: [3] },
    ]);
    expect(tally).toMatchObject({ elected: [], awaited: [['C0', 'C1']] });
  });
});

describe('every method', () => {
  it('agrees with a naive count of thousands of small elections', () => {
    fc.assert(
      fc.property(elections, (election) => {
        const tally = count(election);
        expect({ votes: votesOf(tally), valid: tally.valid }).toEqual(naiveVotes(election));
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
