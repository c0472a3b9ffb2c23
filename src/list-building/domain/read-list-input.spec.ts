import { readListInput } from './read-list-input.js';

const faultsOf = (document: unknown) => {
  const read = readListInput(document);
  return read.ok ? [] : read.error.map(({ path, kind }) => `${path}: ${kind}`);
};

const candidates = [{ id: 'a' }, { id: 'b', name: 'Bolat', groups: ['man'], outsider: true }];

describe('readListInput', () => {
  it('fills in what may be left out', () => {
    const read = readListInput({
      places: 1,
      candidates,
      quotas: [{ id: 'q', group: ['g'], scope: { kind: 'gap', most: 2 } }],
    });
    expect(read).toMatchObject({
      ok: true,
      value: {
        objective: 'by-place',
        candidates: [
          { id: 'a', name: 'a', groups: [], outsider: false },
          { id: 'b', name: 'Bolat', groups: ['man'], outsider: true },
        ],
        quotas: [{ name: { kk: 'q', ru: 'q', en: 'q' }, strength: 'hard', usedUpByElected: false }],
        fixed: [],
        barred: [],
      },
    });
  });

  it('tells all faults at once, each with its path', () => {
    const document = {
      places: 3,
      color: 'red',
      objective: 'random',
      candidates: [{ id: 'a', groups: 'woman' }, { id: 'a' }, { id: '' }, 7],
      quotas: [
        { id: 'q', group: [], scope: { kind: 'list' } },
        { id: 'q', group: ['g'], scope: { kind: 'top', places: 4 }, atLeast: { share: '1/5' } },
        { id: 'r', group: ['g'], scope: { kind: 'gap', most: 1 }, atLeast: { count: 1 } },
        {
          id: 's',
          group: ['g'],
          scope: { kind: 'place', place: 1 },
          atMost: { share: '1', round: 'up' },
        },
        { id: 't', group: ['g'], scope: { kind: 'heap' }, atLeast: { share: '7/5', round: 'up' } },
        {
          id: 'u',
          group: ['g'],
          scope: { kind: 'list' },
          atLeast: { share: 'a fifth', round: 'up' },
        },
        {
          id: 'v',
          group: ['g'],
          scope: { kind: 'list' },
          atLeast: { count: -1 },
          usedUpByElected: true,
        },
        {
          id: 'w',
          group: ['g'],
          scope: { kind: 'window', from: 3, to: 2 },
          atLeast: { count: 1.5 },
        },
        { id: 'x', group: ['g'], scope: { kind: 'gap', most: 1 }, strength: { soft: 1 } },
        { id: 'y', group: ['g'], scope: { kind: 'gap', most: 1 }, strength: { soft: 1 } },
        { id: 'z', group: ['g'], atLeast: { count: 1 }, name: { kk: 'а', ru: 'б' } },
      ],
      fixed: [
        { place: 1, candidate: 'a', reason: 'x' },
        { place: 1, candidate: 'zz' },
        { place: 2, candidate: 'a' },
      ],
      barred: ['a', 'nobody'],
    };
    expect(faultsOf(document)).toEqual([
      'color: unknown-field',
      'objective: unknown-choice',
      'candidates[0].groups: not-a-list',
      'candidates[2].id: empty',
      'candidates[3]: not-an-object',
      'candidates[3].id: not-a-text',
      'quotas[0].group: empty',
      'quotas[0]: no-amount',
      'quotas[1].scope.places: too-large',
      'quotas[1].atLeast.round: no-rounding',
      'quotas[2].atLeast: amount-not-allowed',
      'quotas[3].atMost: count-only',
      'quotas[4].scope.kind: unknown-choice',
      'quotas[4].atLeast.share: share-above-one',
      'quotas[5].atLeast.share: not-a-share',
      'quotas[6].atLeast.count: too-small',
      'quotas[6].usedUpByElected: reserved-place-only',
      'quotas[7].scope.to: too-small',
      'quotas[7].atLeast.count: not-a-whole-number',
      'quotas[10].scope: not-an-object',
      'quotas[10].name.en: not-a-text',
      'candidates[1].id: named-twice',
      'quotas[1].id: named-twice',
      'fixed[1].place: place-taken-twice',
      'fixed[2].candidate: named-twice',
      'quotas[9].strength.soft: same-priority',
      'fixed[1].candidate: unknown-candidate',
      'fixed[0].candidate: fixed-and-barred',
      'fixed[2].candidate: fixed-and-barred',
      'barred[1]: unknown-candidate',
    ]);
  });

  it.each([null, 7, 'list', []])('refuses %j for a document', (document) => {
    expect(faultsOf(document)[0]).toBe(': not-an-object');
  });

  it('holds places against the widest limit where the number of places itself is wrong', () => {
    const quotas = [{ id: 'q', group: ['g'], scope: { kind: 'place', place: 40 } }];
    expect(faultsOf({ places: 'many', candidates, quotas })).toEqual([
      'places: not-a-whole-number',
    ]);
    expect(faultsOf({ places: 5000, candidates, quotas })).toEqual(['places: too-large']);
  });

  it('counts a gap from place 1 unless the file says from where, on the list', () => {
    const scopes = [
      { kind: 'gap', most: 1 },
      { kind: 'gap', most: 1, from: 2 },
    ];
    const document = {
      places: 3,
      candidates,
      quotas: scopes.map((scope, index) => ({ id: `q${index}`, group: ['g'], scope })),
    };
    const read = readListInput(document);
    expect(read.ok ? read.value.quotas.map(({ scope }) => scope) : read).toMatchObject([
      { from: 1 },
      { from: 2 },
    ]);
    const beyond = [{ id: 'q', group: ['g'], scope: { kind: 'gap', most: 1, from: 4 } }];
    expect(faultsOf({ ...document, quotas: beyond })).toEqual(['quotas[0].scope.from: too-large']);
  });

  it('asks for true or false', () => {
    const document = { places: 1, candidates: [{ id: 'a', outsider: 'yes' }] };
    expect(faultsOf(document)).toEqual(['candidates[0].outsider: not-a-yes-or-no']);
  });
});
