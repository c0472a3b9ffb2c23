import type { Preferring } from './pairwise.js';

/** All orders that agree with most preferences, found by trying every one. */
export function bestOrders(
  preferring: Preferring,
  standing: readonly number[],
): { readonly agreement: number; readonly orders: number[][] } {
  const all = orders(standing).map((order) => ({
    order,
    agreement: order
      .flatMap((above, place) => order.slice(place + 1).map((below) => preferring(above, below)))
      .reduce((sum, agreeing) => sum + agreeing, 0),
  }));
  const agreement = Math.max(...all.map((one) => one.agreement));
  return {
    agreement,
    orders: all.filter((one) => one.agreement === agreement).map(({ order }) => order),
  };
}

/** Candidates apart only where all best orders have the same candidates above the line between them. */
export function naiveKemeny(preferring: Preferring, standing: readonly number[]): number[][] {
  const best = bestOrders(preferring, standing).orders;
  const ranks: number[][] = [];
  for (let place = 1; place <= standing.length; place++) {
    const tops = best.map((order) => [...order.slice(0, place)].sort().join());
    if (new Set(tops).size > 1) continue;
    const top = best[0]?.slice(0, place) ?? [];
    const above = ranks.flat();
    ranks.push(top.filter((one) => !above.includes(one)).sort((a, b) => a - b));
  }
  return ranks;
}

function orders(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    orders(items.filter((one) => one !== first)).map((rest) => [first, ...rest]),
  );
}
