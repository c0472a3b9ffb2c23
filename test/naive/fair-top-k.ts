import { range } from '../support/seeded-numbers.js';

/**
 * The minimum of protected people among the first 1 … k: the smallest m for which at most m of so many fair coins of
 * weight p come up with a probability above alpha (Zehlike and others 2017, "FA*IR: A Fair Top-k Ranking Algorithm",
 * section 4.1, without the adjustment for many tests). p and alpha are parts of a hundred; the sums are exact.
 */
export function minimumTargets(k: number, percent: number, alphaPercent: number): number[] {
  return range(1, k).map((size) => {
    const all = 100n ** BigInt(size);
    let [chance, most] = [0n, -1];
    while (chance * 100n <= BigInt(alphaPercent) * all) {
      most++;
      chance +=
        choose(size, most) *
        BigInt(percent) ** BigInt(most) *
        BigInt(100 - percent) ** BigInt(size - most);
    }
    return most;
  });
}

/** FA*IR: the best of the protected where the table demands one, otherwise the best of all. */
export function fairTopK(
  protectedPeople: readonly boolean[],
  targets: readonly number[],
): number[] {
  const order: number[] = [];
  for (const target of targets) {
    const there = order.filter((person) => protectedPeople[person]).length;
    const next = protectedPeople.findIndex(
      (own, person) => !order.includes(person) && (there >= target || own),
    );
    order.push(next);
  }
  return order;
}

function choose(of: number, some: number): bigint {
  return range(1, some).reduce(
    (product, step) => (product * BigInt(of - some + step)) / BigInt(step),
    1n,
  );
}
