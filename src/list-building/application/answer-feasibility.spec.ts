import type { GroupRule, QuotaRule } from '../../primary/index.js';
import { answerFeasibility, type FeasibilityAnswer } from './answer-feasibility.js';
import { applicantKinds } from './applicant-kinds.js';
import type { ListPerson } from './compose-list.js';

const words = (name: string) => ({ kk: name, ru: name, en: name });

const groups: readonly GroupRule[] = [
  { id: 'woman', kind: 'sex', sex: 'female', name: words('women') },
  { id: 'man', kind: 'sex', sex: 'male', name: words('men') },
  { id: 'under-35', kind: 'age', under: 35, name: words('under 35') },
  { id: 'under-29', kind: 'age', under: 29, name: words('under 29') },
];

const quota = (group: readonly string[], count: number, id = group.join('+')): QuotaRule => ({
  id,
  name: words(id),
  group,
  scope: { kind: 'list' },
  atLeast: { count },
});

const people = (count: number, ...of: string[]): ListPerson[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${of.join('+')} ${index}`,
    name: 'X',
    groups: of,
    outsider: false,
  }));

const asked = (
  places: number,
  registered: readonly ListPerson[],
  quotas: readonly QuotaRule[],
): FeasibilityAnswer =>
  answerFeasibility({
    facts: {
      ...{ places, seats: places, objective: 'by-place', quotas },
      ...{ people: registered, fixed: [], barred: [] },
    },
    ...applicantKinds(quotas, groups),
  });

describe('the kinds of applicants', () => {
  it('are single groups and pairs that a person can be in; who is under 29 is under 35', () => {
    const rules = [quota(['woman'], 1), quota(['man'], 1), quota(['under-29', 'under-35'], 1)];
    const { alone } = applicantKinds(rules, groups);
    expect(alone.map(({ id }) => id)).toEqual([
      '',
      'woman',
      'man',
      'under-29',
      'under-35',
      'woman+under-29',
      'woman+under-35',
      'man+under-29',
      'man+under-35',
    ]);
    expect(alone.find(({ id }) => id === 'under-29')?.groups).toEqual(['under-29', 'under-35']);
  });
});

describe('feasibility before the vote', () => {
  it('is open while nobody is registered', () => {
    expect(asked(5, [], [quota(['woman'], 2)]).status).toBe('nobody');
  });

  it('says what is short and how many more would help', () => {
    const answer = asked(10, people(12, 'man'), [quota(['woman'], 3)]);
    expect(answer).toMatchObject({
      status: 'infeasible',
      conflict: ['woman'],
      shortage: [{ quota: 'woman', of: 'members', needs: 3, has: 0 }],
    });
    expect(answer.missing?.ways[0]).toEqual([{ kind: 'woman', count: 3 }]);
  });

  it('offers people of two groups at once, or a mixture', () => {
    const rules = [quota(['woman'], 3), quota(['under-29'], 2)];
    const { missing } = asked(10, people(12), rules);
    expect(missing?.ways).toContainEqual([{ kind: 'woman+under-29', count: 3 }]);
    expect(asked(10, [...people(9), ...people(3, 'woman')], rules).missing?.ways[0]).toEqual([
      { kind: 'under-29', count: 2 },
    ]);
  });

  it('asks for people outside a group where there are too many of it', () => {
    const rule: QuotaRule = {
      id: 'men',
      name: words('men'),
      group: ['man'],
      scope: { kind: 'list' },
      atMost: { share: '1/2', round: 'down' },
    };
    const answer = asked(4, people(9, 'man'), [rule]);
    expect(answer.shortage).toEqual([{ quota: 'men', of: 'others', needs: 2, has: 0 }]);
    expect(answer.missing?.ways).toEqual([[{ kind: '', count: 2 }]]);
  });

  it('counts for a list that still grows with every applicant', () => {
    // Two of three are men; half of four places may be men.
    const rule: QuotaRule = {
      id: 'women',
      name: words('women'),
      group: ['woman'],
      scope: { kind: 'list' },
      atLeast: { share: '1/2', round: 'up' },
    };
    const answer = asked(9, [...people(3, 'man'), ...people(1, 'woman')], [rule]);
    expect(answer.missing?.ways[0]).toEqual([{ kind: 'woman', count: 2 }]);
    expect(answer.missing?.atLeast).toBe(2);
  });

  it('warns how many may still leave', () => {
    const answer = asked(5, [...people(8), ...people(3, 'woman')], [quota(['woman'], 2)]);
    expect(answer).toMatchObject({
      status: 'feasible',
      margins: [{ group: 'woman', spare: 1, exact: true }],
    });
  });

  it('tells a short list from a full one', () => {
    expect(asked(5, people(3, 'woman'), [quota(['woman'], 1)]).status).toBe('short');
  });
});
