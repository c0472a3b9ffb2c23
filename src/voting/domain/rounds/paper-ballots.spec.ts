import fc from 'fast-check';
import type { Ballot, BallotForm } from '../ballots/ballot.js';
import { ballotKey, readBallotLine, writeBallot } from './paper-ballots.js';

const ranking: BallotForm = { kind: 'ranking', candidates: 4, ranks: 4, equalRanks: true };
const score: BallotForm = { kind: 'score', candidates: 4, highest: 5 };
const cumulative: BallotForm = { kind: 'cumulative', candidates: 4, votes: 4, mostForOne: 3 };
const marks: BallotForm = { kind: 'rating', candidates: 4, marks: 2 };

function ballot(...values: [number, number][]): Ballot {
  return values.map(([candidate, value]) => ({ candidate, value }));
}

describe('readBallotLine', () => {
  it.each<[string, BallotForm, string, number, Ballot]>([
    ['a ranking, best first', ranking, '12: 3 1 2', 12, ballot([2, 1], [0, 2], [1, 3])],
    ['equal ranks', ranking, ' 7 : 3=1, 2 ', 7, ballot([0, 1], [2, 1], [1, 2])],
    ['equal ranks with spaces', ranking, '1: 3 = 1 2', 1, ballot([0, 1], [2, 1], [1, 2])],
    ['scores with no opinion', score, '3: 5 - 0 2', 3, ballot([2, 0], [3, 2], [0, 5])],
    ['votes, none being no mark', cumulative, '2: 3 0 - 1', 2, ballot([3, 1], [0, 3])],
    ['marked candidates', marks, '5: 4 1', 5, ballot([0, 1], [3, 1])],
    ['the one candidate', { kind: 'single', candidates: 4 }, '6: 2', 6, ballot([1, 1])],
    ['a blank one', ranking, '5:', 5, []],
  ])('reads %s', (_, form, line, count, expected) => {
    expect(readBallotLine(line, form)).toEqual({ count, ballot: expected });
  });

  it.each([
    ['no number of ballots', '3 1 2'],
    ['words', '12: Ахметов'],
    ['half a pair', '12: 3= 1='],
    ['a negative number', '12: -1'],
  ])('does not read %s', (_, line) => {
    expect(readBallotLine(line, ranking)).toEqual({ count: Number.NaN, ballot: [] });
  });

  it('does not read scores for fewer candidates than there are', () => {
    expect(readBallotLine('1: 5 4 3', score).count).toBeNaN();
  });

  it.each(['1: 5 4 x 3', '1: 5 4 -1 3'])('does not read scores such as %s', (line) => {
    expect(readBallotLine(line, score).count).toBeNaN();
  });

  it('leaves unknown and repeated candidates to the rules of the ballot', () => {
    expect(readBallotLine('1: 0 9 9', ranking).ballot.map(({ candidate }) => candidate)).toEqual([
      -1, 8, 8,
    ]);
  });
});

describe('writeBallot', () => {
  it.each([
    [ranking, 4],
    [score, 5],
    [marks, 1],
    [{ kind: 'single', candidates: 4 } as const, 1],
    [cumulative, 3],
  ])('is read back as the same ballot: %o', (form, highest) => {
    const lowest = form.kind === 'score' ? 0 : 1;
    const ballots = fc.uniqueArray(
      fc.record({
        candidate: fc.integer({ min: 0, max: 3 }),
        value: fc.integer({ min: lowest, max: highest }),
      }),
      { selector: ({ candidate }) => candidate },
    );
    fc.assert(
      fc.property(ballots, fc.integer({ min: 1, max: 999 }), (typed, count) => {
        const line = `${count}: ${writeBallot(typed, form)}`;
        const read = readBallotLine(line, form);
        expect(read.count).toBe(count);
        expect(writeBallot(read.ballot, form)).toBe(writeBallot(typed, form));
      }),
    );
  });
});

describe('ballotKey', () => {
  it('does not depend on the order of the marks', () => {
    expect(ballotKey(ballot([2, 1], [0, 2]))).toBe(ballotKey(ballot([0, 2], [2, 1])));
  });
});
