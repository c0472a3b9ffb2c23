import { presetRules } from '../../../test/support/rule-sets.js';
import { leadershipPlaces, parsePlaces, quotasOf } from './slot-template.js';

const [knesset] = presetRules('likud-2022').bodies;

describe('parsePlaces', () => {
  it('reads places and ranges in ascending order', () => {
    expect(parsePlaces('17-18, 2-4,15 ')).toEqual({ ok: true, value: [2, 3, 4, 15, 17, 18] });
  });

  it.each(['', '0', '5-3', 'a', '1;2', '1,,2', '12345'])('refuses %p', (text) => {
    expect(parsePlaces(text)).toEqual({ ok: false, error: { kind: 'not-places' } });
  });
});

describe('the slot template of Likud 2022, domain.md 3.3', () => {
  it('leaves 1 to the chair and 14, 16, 28, 37, 43 to the leader', () => {
    expect(leadershipPlaces(knesset!)).toEqual([1, 14, 16, 28, 37, 43]);
  });

  it('reserves place 25 for someone who is a woman and a newcomer', () => {
    const at25 = quotasOf(knesset!).filter(({ scope }) => 'place' in scope && scope.place === 25);
    expect(at25).toMatchObject([
      { id: 'new-woman-25-woman', group: ['woman'], atLeast: { count: 1 } },
      { id: 'new-woman-25-newcomer', group: ['newcomer'], usedUpByElected: false },
    ]);
  });

  it('makes a quota for every reserved place and none for the leadership', () => {
    const reserved = quotasOf(knesset!).filter(({ scope }) => scope.kind === 'place');
    expect(reserved).toHaveLength(10 + 2 + 1 + 1 + 1 + 1);
  });

  it('closes every run of national places to those who stand in a district column', () => {
    const closed = quotasOf(knesset!).filter(({ scope }) => scope.kind === 'window');
    expect(closed.map(({ scope }) => scope)).toEqual(
      [
        [2, 13],
        [15, 15],
        [17, 18],
        [20, 20],
        [23, 24],
        [27, 27],
        [30, 32],
        [35, 35],
      ].map(([from, to]) => ({ kind: 'window', from, to })),
    );
    expect(closed[0]).toMatchObject({
      id: 'national-2-13-without-district',
      group: ['district'],
      atMost: { count: 0 },
    });
  });

  it('says of a reserved place which places above it go by votes, and to whom they are closed', () => {
    const at25 = quotasOf(knesset!).find(({ id }) => id === 'new-woman-25-woman')?.reservation;
    expect(at25?.votedAbove.map(({ place }) => place)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 17, 18, 20, 23, 24,
    ]);
    expect(at25).toMatchObject({
      column: 'new-woman',
      place: 25,
      everyGroup: ['woman', 'newcomer'],
      usedUpByElected: false,
      whenUsedUp: 'stays',
    });
    expect(new Set(at25?.votedAbove.flatMap(({ closedTo }) => closedTo))).toEqual(
      new Set(['district']),
    );
  });

  it('counts a place nobody named as one that goes by votes', () => {
    const at40 = quotasOf(knesset!).find(({ id }) => id === 'young-40-young')?.reservation;
    expect(at40?.votedAbove.at(-1)).toEqual({ place: 39, closedTo: [] });
  });
});

describe('a body without a template', () => {
  const [council] = presetRules('spain-zipper').bodies;

  it('has its own quotas and no places for the leadership', () => {
    expect(quotasOf(council!)).toEqual(council!.quotas);
    expect(leadershipPlaces(council!)).toEqual([]);
  });

  it('has none where places cannot be read, which the checks refuse', () => {
    const column = { id: 'x', name: council!.name, filledBy: 'leadership', places: '?' } as const;
    const slots = { complete: false, columns: [column] };
    expect(leadershipPlaces({ ...council!, slots })).toEqual([]);
  });
});
