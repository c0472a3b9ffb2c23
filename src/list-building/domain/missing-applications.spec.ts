import fc from 'fast-check';
import {
  missingApplications,
  type ApplicantKind,
  type Applicants,
  type ApplicantSearch,
} from './missing-applications.js';

const kind = (id: string, ...groups: string[]): ApplicantKind => ({ id, groups });
const woman = kind('woman', 'woman');
const young = kind('young', 'young');
const youngWoman = kind('woman+young', 'woman', 'young');
const kinds = [woman, young, youngWoman];

/** A list exists with so many women and so many young people. */
const needs =
  (women: number, youth: number) =>
  (added: readonly Applicants[]): 'feasible' | 'infeasible' => {
    const count = (group: string) =>
      added
        .filter(({ kind: of }) => of.split('+').includes(group))
        .reduce((sum, one) => sum + one.count, 0);
    return count('woman') >= women && count('young') >= youth ? 'feasible' : 'infeasible';
  };

const search: ApplicantSearch = { most: 20, questions: 500, fullFrom: 1, needs: [] };

describe('how many more applications would help', () => {
  it('names the smallest mixture and the fewest of each single kind, the fewest people first', () => {
    // "3 more young women, or 3 women and 2 young people".
    expect(missingApplications([woman, young], kinds, needs(3, 2), search)).toEqual({
      ways: [
        [{ kind: 'woman+young', count: 3 }],
        [
          { kind: 'woman', count: 3 },
          { kind: 'young', count: 2 },
        ],
      ],
      atLeast: 5,
      settled: true,
    });
  });

  it('says of a single kind that it is enough, counts exactly, and asks no more of people than it must', () => {
    // Seven young women would do as well, but nobody has to be young.
    expect(missingApplications([woman, young], kinds, needs(7, 0), search).ways).toEqual([
      [{ kind: 'woman', count: 7 }],
    ]);
  });

  it('answers "at least" where the questions run out', () => {
    const answer = missingApplications([woman, young], [], needs(9, 9), {
      ...search,
      questions: 40,
    });
    expect(answer.ways).toEqual([]);
    expect(answer.settled).toBe(false);
    // 2 + 3 + … + 8 = 35 mixtures of up to seven people were asked, of eight only some.
    expect(answer.atLeast).toBe(8);
  });

  it('asks nothing that the known needs rule out', () => {
    const asked: (readonly Applicants[])[] = [];
    const answer = missingApplications(
      [woman, young],
      [],
      (added) => {
        asked.push(added);
        return needs(9, 9)(added);
      },
      {
        ...search,
        needs: [
          { kinds: ['woman'], atLeast: 9 },
          { kinds: ['young'], atLeast: 9 },
        ],
      },
    );
    expect(answer).toMatchObject({ atLeast: 18, settled: true });
    expect(asked).toHaveLength(1);
  });

  it('never calls the search settled when a question was not decided', () => {
    const answer = missingApplications([woman], [woman], () => 'undecided', search);
    expect(answer).toEqual({ ways: [], atLeast: 1, settled: false });
  });

  it('has no way where nobody helps', () => {
    const answer = missingApplications([woman], [woman], () => 'infeasible', search);
    expect(answer).toEqual({ ways: [], atLeast: 21, settled: false });
    expect(missingApplications([], [], () => 'feasible', search).ways).toEqual([]);
  });

  it('finds the smallest number also while the list grows and more people may hurt', () => {
    // Possible with 3, not with 4, possible again from 6 on: the list was full at five more.
    const ask = ([first]: readonly Applicants[]) =>
      first && (first.count === 3 || first.count >= 6) ? 'feasible' : 'infeasible';
    const growing = { ...search, fullFrom: 5 };
    expect(missingApplications([], [woman], ask, growing).ways).toEqual([
      [{ kind: 'woman', count: 3 }],
    ]);
    const later = ([first]: readonly Applicants[]) =>
      first && first.count >= 6 ? 'feasible' : 'infeasible';
    expect(missingApplications([], [woman], later, growing).ways).toEqual([
      [{ kind: 'woman', count: 6 }],
    ]);
  });

  it('stops asking about single kinds when the questions are used up', () => {
    const none = missingApplications([], [woman], needs(9, 0), {
      ...search,
      questions: 2,
      fullFrom: 6,
    });
    expect(none.ways).toEqual([]);
    const some = missingApplications([], [woman], needs(9, 0), { ...search, questions: 2 });
    expect(some.ways).toEqual([]);
    const unsure = missingApplications(
      [],
      [woman],
      ([first]) => (first && first.count > 15 ? 'feasible' : 'undecided'),
      search,
    );
    expect(unsure.ways).toEqual([]);
  });

  it('equals trying everything', () => {
    const small = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(small, small, (women, youth) => {
        fc.pre(women + youth > 0);
        const { ways, settled, atLeast } = missingApplications(
          kinds,
          kinds,
          needs(women, youth),
          search,
        );
        // Whoever is young and a woman counts twice.
        expect(atLeast).toBe(Math.max(women, youth));
        expect(settled).toBe(true);
        expect(ways.every((way) => needs(women, youth)(way) === 'feasible')).toBe(true);
      }),
    );
  });
});
