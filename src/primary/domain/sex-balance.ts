import { defined } from '../../kernel/assert.js';
import type { QuotaWindow } from './quota-windows.js';

/** What one quota says about the number of women on places `from … to`. */
export interface WomenOn extends QuotaWindow {
  readonly quota: string;
}

/** "Not more than `by` more women by place `to` than by place `from`", and which quota says so. */
interface Bound {
  readonly from: number;
  readonly to: number;
  readonly by: number;
  readonly quota: string | null;
}

/**
 * The quotas that no order of women and men on so many places can keep together, whoever stands; null where one can. Exact:
 * the number of women by each place is a system of differences, and it has no solution exactly where bounds that lead from
 * a place back to it add up to less than nothing (Bellman and Ford).
 */
export function balanceConflict(places: number, women: readonly WomenOn[]): string[] | null {
  const bounds = [...onePersonEach(places), ...women.flatMap(boundsOf)];
  const least = new Array<number>(places + 1).fill(0);
  const through = new Array<Bound | null>(places + 1).fill(null);
  for (let round = 0; ; round++) {
    let last: Bound | null = null;
    for (const bound of bounds) {
      const sum = womenBy(least, bound.from) + bound.by;
      if (sum >= womenBy(least, bound.to)) continue;
      least[bound.to] = sum;
      through[bound.to] = bound;
      last = bound;
    }
    if (!last) return null;
    if (round === places) return quotasOnCircle(through, last.to);
  }
}

function womenBy(least: readonly number[], place: number): number {
  return defined(least[place], 'a place of the list');
}

/** A place has one woman more than the place before it, or none. */
function onePersonEach(places: number): Bound[] {
  return Array.from({ length: places }, (_, before) => [
    { from: before, to: before + 1, by: 1, quota: null },
    { from: before + 1, to: before, by: 0, quota: null },
  ]).flat();
}

function boundsOf({ from, to, floor, ceiling, quota }: WomenOn): Bound[] {
  return [
    { from: from - 1, to, by: ceiling, quota },
    { from: to, to: from - 1, by: -floor, quota },
  ];
}

function quotasOnCircle(through: readonly (Bound | null)[], start: number): string[] {
  // As many steps back as there are places lead onto the circle, and once more around is the circle.
  let place = start;
  const boundInto = (to: number) => defined(through[to], 'the bound that led here');
  through.forEach(() => (place = boundInto(place).from));
  const quotas = new Set<string>();
  const begin = place;
  do {
    const { quota, from } = boundInto(place);
    if (quota !== null) quotas.add(quota);
    place = from;
  } while (place !== begin);
  return [...quotas].toSorted();
}
