import { tracerOf } from './behind.js';
import { open, type Beginning, type Rules } from './question.js';

/** Four places, kind 0 outside and kind 1 inside the one group that all quotas count. */
const start: Beginning = {
  settled: new Int32Array(4).fill(open),
  supply: Int32Array.of(4, 4),
  least: new Int32Array(2),
};

const rulesOf = (...windows: readonly (readonly [number, number, number, number])[]): Rules => ({
  places: 4,
  quotas: windows.length,
  kinds: 2,
  counts: Uint8Array.from([...windows.map(() => 0), ...windows.map(() => 1)]),
  windows: windows.map(([from, to, lo, hi], quota) => ({ quota, from, to, lo, hi })),
});

const bound = (before: number, to: number, isFloor: boolean) => ({ group: 0, before, to, isFloor });

describe('a tracer', () => {
  it('names the windows whose sum a bound is, and no others', () => {
    const rules = rulesOf([1, 2, 1, 2], [3, 4, 2, 2], [1, 4, 1, 4], [2, 3, 0, 2]);
    expect(tracerOf(rules, start).ofBounds([bound(0, 4, true)])).toEqual([0, 1]);
  });

  it('names none where the people left set the bound', () => {
    const few = { ...start, supply: Int32Array.of(4, 1) };
    expect(tracerOf(rulesOf([1, 4, 0, 3]), few).ofBounds([bound(0, 4, false)])).toEqual([]);
  });

  it('takes the fewest windows of those that are equally tight', () => {
    const rules = rulesOf([1, 1, 1, 1], [2, 2, 1, 1], [1, 2, 2, 2]);
    expect(tracerOf(rules, start).ofBounds([bound(0, 2, true)])).toEqual([2]);
  });

  it('says which window a place refused by counting rests on, as the list stands', () => {
    const rules = rulesOf([1, 2, 1, 2], [1, 4, 0, 1]);
    const standing = { ...start, settled: Int32Array.of(0, open, open, open) };
    const tracer = tracerOf(rules, start);
    const skip = (place: number, kind: number) =>
      ({ place, kind, why: { by: 'counting', group: 0 } }) as const;
    expect(tracer.behind(skip(2, 0), standing)).toEqual([0]);
    const later = { ...start, settled: Int32Array.of(0, 1, open, open) };
    expect(tracer.behind(skip(3, 1), later)).toEqual([1]);
  });
});
