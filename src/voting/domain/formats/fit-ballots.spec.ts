import { ballotsInWords } from '../../../../test/support/ballot-files.js';
import type { Ballot, BallotForm } from '../ballots/ballot.js';
import { foldBallots } from '../ballots/folded-ballots.js';
import type { BallotFile } from './ballot-file.js';
import { canFit, fitBallots } from './fit-ballots.js';

function file(content: BallotFile['content'], ...ballots: [number, number][][]): BallotFile {
  const marks = ballots.map((ballot): Ballot =>
    ballot.map(([candidate, value]) => ({ candidate, value })),
  );
  return {
    title: null,
    seats: null,
    candidates: ['A', 'B', 'C'],
    withdrawn: [],
    tieOrder: null,
    content,
    unrankedLast: false,
    ballots: foldBallots(3, marks),
  };
}

function fitted(from: BallotFile, form: BallotForm['kind']): string[] {
  return ballotsInWords({
    ...from,
    content: form === 'ranking' ? 'ranking' : 'values',
    ballots: fitBallots(from, form),
  });
}

describe('fitBallots', () => {
  const ranking = file(
    'ranking',
    [
      [1, 1],
      [0, 2],
    ],
    [[1, 1]],
    [
      [2, 1],
      [0, 1],
      [1, 2],
    ],
    [],
  );

  it('takes the first choice of a ranking for a single mark, both where two share it', () => {
    expect(fitted(ranking, 'single')).toEqual(['2: B:1', '1: A:1 C:1', '1: ']);
  });

  it('takes everybody who is ranked for several marks, also where the rest rank last', () => {
    const all = ['1: A:1 B:1', '1: B:1', '1: A:1 B:1 C:1', '1: '];
    expect(fitted(ranking, 'rating')).toEqual(all);
    expect(fitted({ ...ranking, unrankedLast: true }, 'rating')).toEqual(all);
  });

  it('puts those who are not ranked on the last rank where the file says so', () => {
    expect(fitted({ ...ranking, unrankedLast: true }, 'ranking')).toEqual([
      '1: B > A > C',
      '1: B > A = C',
      '1: A = C > B',
      '1: A = B = C',
    ]);
    expect(fitted(ranking, 'ranking')).toEqual(['1: B > A', '1: B', '1: A = C > B', '1: ']);
  });

  it('takes a 0 in a table for no mark, except as a score', () => {
    const values = file(
      'values',
      [
        [0, 0],
        [1, 1],
      ],
      [[1, 1]],
      [[2, 0]],
    );
    expect(fitted(values, 'rating')).toEqual(['2: B:1', '1: ']);
    expect(fitted(values, 'cumulative')).toEqual(['2: B:1', '1: ']);
    expect(fitted(values, 'score')).toEqual(['1: A:0 B:1', '1: B:1', '1: C:0']);
  });

  it.each([
    ['ranking', 'score'],
    ['ranking', 'cumulative'],
    ['marks', 'ranking'],
    ['marks', 'score'],
    ['scores', 'ranking'],
    ['scores', 'rating'],
  ] as const)('makes no %s into %s ballots', (content, form) => {
    expect(canFit(content, form)).toBe(false);
  });
});
