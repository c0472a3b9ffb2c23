import { balanceConflict, type WomenOn } from './sex-balance.js';

const women = (
  quota: string,
  from: number,
  to: number,
  floor: number,
  ceiling: number,
): WomenOn => ({
  quota,
  from,
  to,
  floor,
  ceiling,
});

/** Whether some order of women and men keeps every quota: all of them are tried. */
function someOrderKeeps(places: number, quotas: readonly WomenOn[]): boolean {
  return Array.from({ length: 2 ** places }, (_, order) => order).some((order) =>
    quotas.every(({ from, to, floor, ceiling }) => {
      const there = Array.from(
        { length: to - from + 1 },
        (__, at) => (order >> (from - 1 + at)) & 1,
      );
      const count = there.reduce((sum, one) => sum + one, 0);
      return count >= floor && count <= ceiling;
    }),
  );
}

describe('balanceConflict', () => {
  it('has nothing against a zipper', () => {
    const zipper = [1, 2, 3, 4, 5].map((place) => women(`zip-${place}`, place, place + 1, 1, 1));
    expect(balanceConflict(6, zipper)).toBeNull();
  });

  it('finds that a zipper has no second woman on a list of three that begins with a man', () => {
    const quotas = [
      women('zip-1', 1, 2, 1, 1),
      women('zip-2', 2, 3, 1, 1),
      women('man-first', 1, 1, 0, 0),
      women('two', 1, 3, 2, 3),
      women('idle', 3, 3, 0, 1),
    ];
    expect(balanceConflict(3, quotas)).toEqual(['man-first', 'two', 'zip-2']);
  });

  it('finds a conflict exactly where trying every order finds one, and what it names conflicts by itself', () => {
    const spans = [
      [1, 2],
      [2, 4],
      [1, 5],
      [3, 5],
      [4, 6],
    ] as const;
    // Every combination of "nobody", "half" and "everybody" as floor and ceiling on five overlapping stretches.
    const demands = [
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 2],
      [2, 2],
    ] as const;
    const all = Array.from({ length: demands.length ** spans.length }, (_, index) =>
      spans.map(([from, to], at) => {
        const [floor, ceiling] =
          demands[Math.floor(index / demands.length ** at) % demands.length]!;
        return women(`q${at}`, from, to, floor, ceiling);
      }),
    );
    const wrong = all.filter((quotas) => {
      const conflict = balanceConflict(6, quotas);
      if (conflict === null) return !someOrderKeeps(6, quotas);
      const named = quotas.filter(({ quota }) => conflict.includes(quota));
      return someOrderKeeps(6, named);
    });
    expect(wrong).toEqual([]);
    expect(all.filter((quotas) => balanceConflict(6, quotas) === null).length).toBeGreaterThan(100);
  });
});
