import { withdrawalMargin, type AlikeMembers } from './withdrawal-margins.js';

const members = [
  { kind: 'woman', count: 4 },
  { kind: 'woman+young', count: 2 },
];
const limits = { most: 3, questions: 100 };

/** A list exists while so many women and so many young people are left. */
const needs =
  (women: number, youth: number) =>
  (gone: readonly AlikeMembers[]): 'feasible' | 'infeasible' => {
    const left = (group: string) =>
      members
        .filter(({ kind }) => kind.split('+').includes(group))
        .reduce(
          (sum, { kind, count }) =>
            sum + count - (gone.find((one) => one.kind === kind)?.count ?? 0),
          0,
        );
    return left('woman') >= women && left('young') >= youth ? 'feasible' : 'infeasible';
  };

describe('how many members of a group may still leave', () => {
  it.each([
    ['six women, five needed', 5, 0, 1],
    ['six women, six needed', 6, 0, 0],
    // Any one woman may leave; but if both young women do, nobody young is left.
    ['the worst choice of leavers counts', 3, 1, 1],
  ])('%s', (_, women, youth, spare) => {
    expect(withdrawalMargin('woman', members, needs(women, youth), limits)).toEqual({
      group: 'woman',
      spare,
      exact: true,
    });
  });

  it('says "at least" where the search ends before the limit is met', () => {
    const far = withdrawalMargin('woman', members, needs(1, 0), limits);
    expect(far).toEqual({ group: 'woman', spare: 3, exact: false });
    const short = withdrawalMargin('woman', members, needs(5, 0), { most: 3, questions: 2 });
    expect(short).toEqual({ group: 'woman', spare: 1, exact: false });
  });

  it('does not guess where a question was not decided', () => {
    const answer = withdrawalMargin('woman', members, () => 'undecided', limits);
    expect(answer).toEqual({ group: 'woman', spare: 0, exact: false });
  });

  it('asks nothing about a group without members', () => {
    const answer = withdrawalMargin('disability', [], () => 'infeasible', limits);
    expect(answer).toEqual({ group: 'disability', spare: 0, exact: false });
  });
});
