import { brokenQuotas, quotaStandings } from './broken-quotas.js';
import type { Quota } from './list-input.js';
import { assignMandates, type Listed } from './mandates.js';
import { readListInput } from './read-list-input.js';

const quota = (overrides: object = {}): Quota => {
  const read = readListInput({
    places: 200,
    candidates: [],
    quotas: [
      {
        id: 'protected',
        group: ['woman', 'under29', 'disability'],
        scope: { kind: 'list' },
        atLeast: { share: '3/10', round: 'up' },
        ...overrides,
      },
    ],
  });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.quotas[0]!;
};

const listed = (text: string): Listed[] =>
  text.split(' ').map((letter, index) => ({
    id: `p${index + 1}`,
    name: `Person ${index + 1}`,
    groups: letter.startsWith('w') ? ['woman'] : ['man'],
    gone: letter.endsWith('-'),
  }));

describe('assignMandates', () => {
  it('seats the first of the ranked list and keeps the others in order', () => {
    expect(assignMandates(listed('m m w m'), 2, [])).toEqual({
      kind: 'assigned',
      seated: ['p1', 'p2'],
      reserve: ['p3', 'p4'],
      passedOver: [],
    });
  });

  it('keeps the quota among the mandates too (law 105-VII of February 2022)', () => {
    expect(assignMandates(listed('m m m m w w'), 4, [quota()])).toMatchObject({
      seated: ['p1', 'p2', 'p5', 'p6'],
      reserve: ['p3', 'p4'],
      passedOver: [
        { id: 'p3', because: ['protected'] },
        { id: 'p4', because: ['protected'] },
      ],
    });
  });

  it('passes by who has left', () => {
    expect(assignMandates(listed('m m- w'), 2, [])).toMatchObject({ seated: ['p1', 'p3'] });
  });

  it('says when people or members of a group are too few', () => {
    expect(assignMandates(listed('m m-'), 2, [])).toEqual({
      kind: 'too-few-people',
      seats: 2,
      people: 1,
    });
    expect(assignMandates(listed('m m'), 2, [quota()])).toEqual({
      kind: 'quotas-conflict',
      conflict: ['protected'],
    });
  });

  it('leaves everybody in reserve where no seat was won', () => {
    expect(assignMandates(listed('m w'), 0, [quota()])).toMatchObject({
      seated: [],
      reserve: ['p1', 'p2'],
    });
  });
});

describe('a list at exactly 30 % that loses one protected person (Kyrgyzstan 2020: 29 %, 24.kg/english/165503)', () => {
  const full = listed(
    Array.from({ length: 120 }, (_, index) => (index < 36 ? 'w' : 'm')).join(' '),
  );
  const afterwards = full.map((person, index) => ({ ...person, gone: index === 0 }));

  const standing = (list: readonly Listed[]) => list.map((person) => (person.gone ? null : person));

  it('keeps the quota as filed: 36 of 120', () => {
    expect(brokenQuotas(standing(full), [quota()])).toEqual([]);
    expect(quotaStandings(standing(full), [quota()])).toMatchObject([
      { kept: true, members: 36, people: 120, atLeast: 36 },
    ]);
  });

  it('reports it broken after the withdrawal: 35 of 119, with 36 needed', () => {
    expect(brokenQuotas(standing(afterwards), [quota()])).toMatchObject([
      { quota: 'protected', kept: false, members: 35, people: 119, atLeast: 36 },
    ]);
  });
});
