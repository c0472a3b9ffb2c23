import { fraction } from '../../kernel/exact.js';
import { intervene, interventionCap } from './intervention.js';
import { readListInput } from './read-list-input.js';

const input = (overrides: object = {}) => {
  const read = readListInput({
    places: 3,
    candidates: [
      { id: 'a', groups: ['man'] },
      { id: 'b', groups: ['man'] },
      { id: 'c', groups: ['woman'] },
      { id: 'd', groups: ['man'] },
    ],
    quotas: [
      { id: 'women', group: ['woman'], scope: { kind: 'top', places: 2 }, atLeast: { count: 1 } },
    ],
    ...overrides,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

describe('interventionCap', () => {
  it('is a number or a share of the list, rounded as the rules say', () => {
    expect(interventionCap({ count: 3 }, 40)).toBe(3);
    expect(interventionCap({ share: fraction(1, 10), round: 'down' }, 39)).toBe(3);
  });
});

describe('intervene', () => {
  it('gives the place and rebuilds the list around it', () => {
    const result = intervene(input(), { place: 1, candidate: 'd', reason: 'Experience' }, 1);
    expect(result.ok && result.value.list.list.map(({ candidate }) => candidate)).toEqual([
      'd',
      'c',
      'a',
    ]);
  });

  it('refuses an intervention that breaks a quota, and names it', () => {
    const fixed = [{ place: 1, candidate: 'd', reason: 'x' }];
    const next = { place: 2, candidate: 'a', reason: 'y' };
    expect(intervene(input({ fixed }), next, 2)).toEqual({
      ok: false,
      error: [{ kind: 'quotas-broken', conflict: ['women'] }],
    });
  });

  it('says every formal reason at once', () => {
    const fixed = [{ place: 1, candidate: 'd', reason: 'x' }];
    const cap = { kind: 'cap-reached', cap: 1 };
    expect(intervene(input({ fixed }), { place: 1, candidate: 'd', reason: ' ' }, 1)).toEqual({
      ok: false,
      error: [
        cap,
        { kind: 'place-already-given', candidate: 'd' },
        { kind: 'person-already-placed', place: 1 },
        { kind: 'reason-missing' },
      ],
    });
    const outside = { place: 9, candidate: 'zz', reason: 'x' };
    expect(intervene(input(), outside, 1)).toEqual({
      ok: false,
      error: [{ kind: 'place-outside-list', places: 3 }, { kind: 'not-a-candidate' }],
    });
    expect(
      intervene(input({ barred: ['a'] }), { place: 1, candidate: 'a', reason: 'x' }, 1),
    ).toMatchObject({ error: [{ kind: 'barred' }] });
  });
});
