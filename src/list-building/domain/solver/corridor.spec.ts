import { allows, corridorOf, settlePlace, type Corridor } from './corridor.js';
import { open, type Beginning } from './question.js';

/** Kind 1 are members of the group, kind 0 are not. */
const empty = (places: number, members: number, others: number): Beginning => ({
  settled: new Int32Array(places).fill(open),
  supply: Int32Array.of(others, members),
  least: new Int32Array(2),
});

const window = (from: number, to: number, lo: number, hi: number) => ({
  quota: 0,
  from,
  to,
  lo,
  hi,
});

const corridor = (beginning: Beginning, ...windows: ReturnType<typeof window>[]): Corridor | null =>
  corridorOf(windows, beginning, (kind) => kind === 1);

describe('corridorOf', () => {
  it('says how many members may stand on the first places', () => {
    const found = corridor(empty(5, 5, 5), window(1, 3, 2, 3), window(4, 5, 0, 1));
    expect([...(found?.low ?? [])]).toEqual([0, 0, 1, 2, 2, 2]);
    expect([...(found?.high ?? [])]).toEqual([0, 1, 2, 3, 4, 4]);
  });

  it('knows that windows which overlap decide a place: 1–2 full, at most one on 2–3', () => {
    const found = corridor(empty(3, 3, 3), window(1, 2, 2, 2), window(2, 3, 0, 1));
    expect([...(found?.high ?? [])]).toEqual([0, 1, 2, 2]);
  });

  it('is empty where more members are asked for than there are', () => {
    expect(corridor(empty(4, 1, 9), window(1, 4, 2, 4))).toBeNull();
  });

  it('is empty where others are missing: three places, two others, at most no member', () => {
    expect(corridor(empty(3, 3, 2), window(1, 3, 0, 0))).toBeNull();
  });
});

describe('a corridor along the list', () => {
  it('forces the last places of a window', () => {
    const found = corridor(empty(4, 4, 4), window(1, 3, 2, 3))!;
    expect(settlePlace(found, 1, 0)).toBe(true);
    expect([allows(found, 2, 1), allows(found, 2, 0)]).toEqual([true, false]);
    expect(settlePlace(found, 2, 1)).toBe(true);
    expect([allows(found, 3, 1), allows(found, 3, 0)]).toEqual([true, false]);
  });

  it('refuses what leaves no list', () => {
    const found = corridor(empty(2, 2, 2), window(1, 2, 2, 2))!;
    expect(settlePlace(found, 1, 0)).toBe(false);
  });
});
