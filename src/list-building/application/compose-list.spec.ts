import type { QuotaRule } from '../../primary/index.js';
import { composeList, documentOf, documentWithFixed, type ListFacts } from './compose-list.js';

const name = { kk: 'а', ru: 'б', en: 'c' };
const quota = (
  id: string,
  scope: QuotaRule['scope'],
  rest: Partial<QuotaRule> = {},
): QuotaRule => ({
  id,
  name,
  group: ['woman'],
  scope,
  ...rest,
});

const facts = (quotas: readonly QuotaRule[], places = 5): ListFacts => ({
  places,
  seats: 4,
  objective: 'by-place',
  quotas,
  people: [
    { id: 'a', name: 'A', groups: ['woman', 'under-35'], outsider: false },
    { id: 'b', name: 'B', groups: ['under-35'], outsider: false },
    { id: 'c', name: 'C', groups: ['disability'], outsider: true },
  ],
  fixed: [],
  barred: [],
});

const half = { share: '1/2', round: 'up' } as const;
const scopesOf = (quotas: readonly QuotaRule[], places?: number) =>
  composeList(facts(quotas, places)).input.quotas.map(({ scope }) => scope);

describe('composeList', () => {
  it('writes every scope of the rules as the file has it', () => {
    expect(
      scopesOf([
        quota('list', { kind: 'list' }, { atLeast: half }),
        quota('seats', { kind: 'top', places: 'seats' }, { atLeast: half }),
        quota('top', { kind: 'top', places: 3 }, { atMost: half }),
        quota('prefix', { kind: 'prefix', from: 2 }, { atLeast: half }),
        quota('stretch', { kind: 'stretch', length: 5 }, { atLeast: half }),
        quota('free', { kind: 'stretch', length: 3, lastRun: 'free' }, { atLeast: half }),
        quota('gap', { kind: 'gap', most: 2 }),
        quota('alternate', { kind: 'gap', most: 1, from: 2 }),
        quota('odd', { kind: 'every', from: 1, step: 2 }, { atLeast: { count: 1 } }),
        quota(
          'place',
          { kind: 'place', place: 5 },
          { atLeast: { count: 1 }, usedUpByElected: true },
        ),
        quota('window', { kind: 'window', from: 2, to: 4 }, { atLeast: { count: 1 } }),
      ]),
    ).toEqual([
      { kind: 'list' },
      { kind: 'top', places: 4 },
      { kind: 'top', places: 3 },
      { kind: 'prefix', from: 2 },
      { kind: 'stretch', length: 5, lastRun: 'balanced' },
      { kind: 'stretch', length: 3, lastRun: 'free' },
      { kind: 'gap', most: 2, from: 1 },
      { kind: 'gap', most: 1, from: 2 },
      { kind: 'every', from: 1, step: 2 },
      { kind: 'place', place: 5 },
      { kind: 'window', from: 2, to: 4 },
    ]);
  });

  it('fits the quotas to a list that is shorter than allowed', () => {
    expect(
      scopesOf(
        [
          quota('seats', { kind: 'top', places: 'seats' }, { atLeast: half }),
          quota('prefix', { kind: 'prefix', from: 4 }, { atLeast: half }),
          quota('place', { kind: 'place', place: 5 }),
          quota('gap', { kind: 'gap', most: 1, from: 4 }),
          quota('every', { kind: 'every', from: 5, step: 2 }, { atLeast: { count: 1 } }),
          quota('beyond', { kind: 'window', from: 4, to: 5 }, { atLeast: { count: 1 } }),
          quota('window', { kind: 'window', from: 2, to: 5 }, { atLeast: { count: 1 } }),
        ],
        3,
      ),
    ).toEqual([
      { kind: 'top', places: 3 },
      { kind: 'window', from: 2, to: 3 },
    ]);
  });

  it('tells groups only as far as a quota counts them', () => {
    const { input, text } = composeList(
      facts([quota('union', { kind: 'list' }, { group: ['woman', 'disability'], atLeast: half })]),
    );
    expect(input.candidates.map(({ groups }) => groups)).toEqual([
      ['disability+woman'],
      [],
      ['disability+woman'],
    ]);
    expect(text).not.toContain('under-35');
    expect(input.candidates[2]?.outsider).toBe(true);
  });

  it('writes what somebody said of their places as a group of one that is closed elsewhere', () => {
    const { input } = composeList({
      ...facts([quota('list', { kind: 'list' }, { atLeast: half })]),
      statements: [{ candidate: 'b', from: 2, to: 4 }],
    });
    expect(input.candidates[1]?.groups).toEqual(['statement:b']);
    expect(input.candidates[0]?.groups).toEqual(['woman']);
    expect(input.quotas.slice(1)).toMatchObject([
      {
        id: 'statement:b:before',
        name: { kk: 'B: 2–4', ru: 'B: 2–4', en: 'B: 2–4' },
        scope: { kind: 'window', from: 1, to: 1 },
        atMost: { count: 0 },
        strength: 'hard',
      },
      { id: 'statement:b:after', scope: { kind: 'window', from: 5, to: 5 } },
    ]);
  });

  it('is read back as it was written, with the same hash', () => {
    const document = composeList(facts([quota('list', { kind: 'list' }, { atLeast: half })]));
    expect(documentOf(document.text)).toEqual(document);
  });
});

describe('documentWithFixed', () => {
  it('changes the given places and nothing else; a kept place may say nothing', () => {
    const document = composeList(facts([quota('list', { kind: 'list' }, { atLeast: half })]));
    const fixed = [
      { place: 1, candidate: 'b', reason: '', kept: true },
      { place: 2, candidate: 'a', reason: 'Congress' },
    ] as const;
    const changed = documentWithFixed(document, fixed);
    expect(changed.input).toEqual({ ...document.input, fixed });
    expect(documentOf(changed.text)).toEqual(changed);
  });
});
