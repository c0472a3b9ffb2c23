import fc from 'fast-check';
import { buildList } from './build-list.js';
import { quotaStandings } from './broken-quotas.js';
import type { ListInput } from './list-input.js';
import type { BuiltList, ListOutcome } from './list-outcome.js';
import { readListInput } from './read-list-input.js';
import {
  columnsOf,
  leavingOf,
  rangeFits,
  statementGroup,
  statementQuotas,
  successionInput,
  withEmptyNumbers,
  withKeptPlaces,
  type Leaving,
  type Reach,
  type Standing,
  type Statement,
} from './succession.js';

const build = (input: ListInput): ListOutcome => buildList(input);

const read = (document: object): ListInput => {
  const input = readListInput(document);
  if (!input.ok) throw new Error(JSON.stringify(input.error));
  return input.value;
};

/** `w1 m1 w2`: three people in merit order, each a woman or a man. */
const pool = (text: string): object[] =>
  text.split(' ').map((id) => ({ id, groups: [id.startsWith('w') ? 'woman' : 'man'] }));

const odd = {
  id: 'odd-women',
  group: ['woman'],
  scope: { kind: 'every', from: 1, step: 2 },
};
const even = { id: 'even-men', group: ['man'], scope: { kind: 'every', from: 2, step: 2 } };

const listOf = (outcome: ListOutcome): BuiltList => {
  if (outcome.status !== 'built') throw new Error(JSON.stringify(outcome));
  return outcome;
};

const order = (outcome: ListOutcome): string[] =>
  listOf(outcome).list.map(({ candidate }) => candidate);

/** The list after somebody left, as the service builds it. */
const after = (input: ListInput, gone: string, reach: Reach): BuiltList => {
  const before = build(input);
  const stood = order(before);
  const leaving: Leaving[] = [
    { candidate: gone, place: stood.indexOf(gone) + 1, cause: 'withdrawn' },
  ];
  const without = { ...input, barred: [...input.barred, gone] };
  const next = successionInput({ input, order: stood }, without, leaving, reach);
  if (next === null) throw new Error('nothing moves');
  return listOf(withKeptPlaces(build(next), next, before));
};

const said = (input: ListInput, statement: Statement): ListInput => ({
  ...input,
  candidates: input.candidates.map((candidate) =>
    candidate.id === statement.candidate
      ? { ...candidate, groups: [...candidate.groups, statementGroup(candidate.id)] }
      : candidate,
  ),
  quotas: [...input.quotas, ...statementQuotas(statement, statement.candidate, input.places)],
});

describe('leavingOf', () => {
  const standing = (overrides: Partial<Standing> = {}): Standing => ({
    candidate: 'a',
    state: 'standing',
    answer: null,
    accepts: null,
    ...overrides,
  });

  it.each<[string, Partial<Standing>]>([
    ['withdrawn', { state: 'withdrawn' }],
    ['struck-off', { state: 'struck-off', answer: 'given' }],
    ['declined', { answer: 'declined' }],
    ['silent', { answer: 'silent' }],
    ['not-accepted', { answer: 'given', accepts: { from: 2, to: 9 } }],
  ])('says of somebody on place 1 that they are %s', (cause, overrides) => {
    expect(leavingOf([standing(overrides)])).toEqual([{ candidate: 'a', place: 1, cause }]);
  });

  it('leaves alone who has not answered, or stands where they accept', () => {
    expect(
      leavingOf([standing(), standing({ answer: 'given', accepts: { from: 2, to: 2 } })]),
    ).toEqual([]);
  });
});

describe('rangeFits', () => {
  it.each([
    [1, 10, true],
    [3, 3, true],
    [0, 3, false],
    [4, 3, false],
    [1, 11, false],
    [1.5, 3, false],
  ])('places %d to %d of ten: %s', (from, to, fits) => {
    expect(rangeFits({ from, to }, 10)).toBe(fits);
  });
});

describe('a column that is filled again (Korea 2020: allotted places do not move, the next in the same column moves up)', () => {
  const input = (): ListInput =>
    read({ places: 6, candidates: pool('w1 m1 m2 w2 w3 m3 m4 w4'), quotas: [odd, even] });

  it('moves up the next in the column of whoever left, and nobody else', () => {
    expect(order(build(input()))).toEqual(['w1', 'm1', 'w2', 'm2', 'w3', 'm3']);
    const next = after(input(), 'm1', 'column');
    expect(order(next)).toEqual(['w1', 'm2', 'w2', 'm3', 'w3', 'm4']);
  });

  it('keeps the reasons of the places that did not move: nobody decided them anew', () => {
    const before = listOf(build(input()));
    const next = after(input(), 'w1', 'column');
    expect(order(next)).toEqual(['w2', 'm1', 'w3', 'm2', 'w4', 'm3']);
    expect(next.list[1]).toEqual(before.list[1]);
    expect(JSON.stringify(next)).not.toContain('"fixed"');
  });

  it('is only ever a shift where the columns are all there is', () => {
    const people = fc.shuffledSubarray(
      ['w1', 'w2', 'w3', 'w4', 'w5', 'm1', 'm2', 'm3', 'm4', 'm5'],
      { minLength: 10 },
    );
    fc.assert(
      fc.property(people, fc.integer({ min: 0, max: 5 }), (ids, index) => {
        const any = read({ places: 6, candidates: pool(ids.join(' ')), quotas: [odd, even] });
        const before = order(build(any));
        const gone = before[index] ?? '';
        const sex = gone.charAt(0);
        const column = ids.filter((id) => id.startsWith(sex) && id !== gone);
        const expected = before.map((id, place) =>
          id.startsWith(sex) ? column[Math.floor(place / 2)] : id,
        );
        expect(order(after(any, gone, 'column'))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('columnsOf', () => {
  it('knows odd and even places, reserved places and the rest apart', () => {
    const reserved = { id: 'r', group: ['woman'], scope: { kind: 'place', place: 3 } };
    const input = read({ places: 4, candidates: pool('m1 m2 w1 m3'), quotas: [reserved] });
    const [first, second, third, fourth] = columnsOf(input, ['m1', 'm2', 'w1', 'm3']);
    expect([second, fourth]).toEqual([first, first]);
    expect(third).not.toBe(first);
  });

  it('goes by the group of whoever stands there in a zipper of two', () => {
    const zipper = {
      id: 'zipper',
      group: ['woman'],
      scope: { kind: 'stretch', length: 2 },
      atLeast: { count: 1 },
      atMost: { count: 1 },
    };
    const input = read({ places: 4, candidates: pool('m1 w1 w2 m2'), quotas: [zipper] });
    const [m1, w1, w2, m2] = columnsOf(input, ['m1', 'w1', 'w2', 'm2']);
    expect([m1 === m2, w1 === w2, m1 === w1]).toEqual([true, true, false]);
  });

  it('is one column where no quota speaks of single places', () => {
    const list = { id: 'l', group: ['woman'], scope: { kind: 'list' }, atLeast: { count: 1 } };
    const input = read({ places: 2, candidates: pool('m1 w1'), quotas: [list] });
    expect(new Set(columnsOf(input, ['m1', 'w1'])).size).toBe(1);
  });
});

describe('the whole list built again', () => {
  it('lets everybody below move up', () => {
    const input = read({ places: 3, candidates: pool('m1 m2 m3 m4') });
    expect(order(after(input, 'm1', 'whole-list'))).toEqual(['m2', 'm3', 'm4']);
  });

  it('may move people of other groups too, where the quotas ask for it', () => {
    const list = { id: 'l', group: ['woman'], scope: { kind: 'list' }, atLeast: { count: 1 } };
    const input = read({ places: 3, candidates: pool('w1 m1 m2 m3 w2'), quotas: [list] });
    expect(order(build(input))).toEqual(['w1', 'm1', 'm2']);
    expect(order(after(input, 'w1', 'whole-list'))).toEqual(['m1', 'm2', 'w2']);
  });
});

describe('a number that stays empty (Kyrgyzstan after filing: 24.kg/vlast/211009)', () => {
  const input = read({
    places: 120,
    candidates: pool(
      Array.from({ length: 120 }, (_, index) => `${index < 36 ? 'w' : 'm'}${index}`).join(' '),
    ),
    quotas: [
      {
        id: 'women',
        group: ['woman'],
        scope: { kind: 'list' },
        atLeast: { share: '3/10', round: 'up' },
      },
    ],
  });
  const stood = input.candidates.map(({ id }) => id);
  const leaving: Leaving[] = [{ candidate: 'w0', place: 1, cause: 'withdrawn' }];

  it('moves nobody and asks for no new list', () => {
    expect(
      successionInput({ input, order: stood }, input, leaving, 'number-stays-empty'),
    ).toBeNull();
    const now = withEmptyNumbers(stood, leaving);
    expect(now[0]).toBeNull();
    expect(now.slice(1)).toEqual(stood.slice(1));
  });

  it('leaves a party at 29 % with no duty to repair, and says so (2020: 24.kg/english/165503)', () => {
    const now = withEmptyNumbers(stood, leaving).map((id) =>
      id === null ? null : { groups: [id.startsWith('w') ? 'woman' : 'man'] },
    );
    expect(quotaStandings(now, input.quotas)).toMatchObject([
      { kept: false, members: 35, people: 119, atLeast: 36 },
    ]);
  });
});

describe('a statement about the places somebody accepts', () => {
  const input = (): ListInput => read({ places: 4, candidates: pool('m1 m2 m3 m4 m5') });

  it('“the highest place I accept”: what stands above goes to the next', () => {
    const stated = said(input(), { candidate: 'm1', from: 3, to: 4 });
    const outcome = listOf(build(stated));
    expect(order(outcome)).toEqual(['m2', 'm3', 'm1', 'm4']);
    expect(outcome.displaced).toMatchObject([
      { candidate: 'm1', passedOver: [{ places: [1, 2], because: ['statement:m1:before'] }] },
    ]);
  });

  it('“the last place I accept”: whoever would stand below rather stays in the reserve', () => {
    const stated = said(input(), { candidate: 'm3', from: 1, to: 2 });
    const outcome = listOf(build(stated));
    expect(order(outcome)).toEqual(['m1', 'm2', 'm4', 'm5']);
    expect(outcome.reserve.map(({ candidate }) => candidate)).toEqual(['m3']);
    expect(outcome.displaced[0]?.passedOver[0]?.because).toEqual(['statement:m3:after']);
  });

  it('says nothing where every place is accepted', () => {
    expect(statementQuotas({ candidate: 'm1', from: 1, to: 99 }, 'm1', 4)).toEqual([]);
  });

  it('is never overridden, and nobody else pays for it', () => {
    const ranges = fc.record({
      who: fc.integer({ min: 1, max: 5 }),
      from: fc.integer({ min: 1, max: 4 }),
      length: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(ranges, ({ who, from, length }) => {
        const candidate = `m${who}`;
        const to = Math.min(4, from + length);
        const now = order(build(said(input(), { candidate, from, to })));
        const place = now.indexOf(candidate) + 1;
        expect(place === 0 || (place >= from && place <= to)).toBe(true);
        const others = now.filter((id) => id !== candidate);
        expect(others).toEqual([...others].sort());
      }),
    );
  });
});
