import { exchanged, yieldsInForce, type AgreedYield, type YieldBounds } from './yield.js';

const act = (overrides: Partial<AgreedYield> = {}): AgreedYield => ({
  number: 1,
  giverId: 'a',
  takerId: 'c',
  giverPlace: 1,
  takerPlace: 3,
  ...overrides,
});

const bounds = (overrides: Partial<YieldBounds> = {}): YieldBounds => ({
  barred: [],
  places: 4,
  fixed: [],
  accepts: () => true,
  ...overrides,
});

describe('exchanged', () => {
  it('changes the places of the two and of nobody else', () => {
    expect(exchanged(['a', 'b', 'c', 'd'], act())).toEqual(['c', 'b', 'a', 'd']);
  });

  it('is refused where the list has changed since', () => {
    expect(exchanged(['b', 'a', 'c', 'd'], act())).toBeNull();
    expect(exchanged(['a', 'b', 'd', 'c'], act())).toBeNull();
  });
});

describe('yieldsInForce', () => {
  it('keeps both places, with whom they came from', () => {
    expect(yieldsInForce([act()], bounds())).toEqual([
      { place: 1, candidate: 'c', from: 'a' },
      { place: 3, candidate: 'a', from: 'c' },
    ]);
  });

  it.each<[string, Partial<YieldBounds>]>([
    ['one of the two left', { barred: ['c'] }],
    ['the list has no such place any more', { places: 2 }],
    ['the leadership gave the place', { fixed: [{ place: 1, candidate: 'x', reason: 'r' }] }],
    [
      'the leadership placed one of the two',
      { fixed: [{ place: 4, candidate: 'a', reason: 'r' }] },
    ],
    ['the place is not accepted', { accepts: (candidate) => candidate !== 'a' }],
  ])('lapses where %s', (_, overrides) => {
    expect(yieldsInForce([act()], bounds(overrides))).toEqual([]);
  });

  it('goes by the newest where two speak of one person, and does not bring the older back', () => {
    const newer = act({ number: 2, giverId: 'c', takerId: 'd', giverPlace: 1, takerPlace: 4 });
    expect(yieldsInForce([act(), newer], bounds()).map(({ candidate }) => candidate)).toEqual([
      'd',
      'c',
    ]);
    expect(yieldsInForce([act(), newer], bounds({ barred: ['d'] }))).toEqual([]);
  });
});
