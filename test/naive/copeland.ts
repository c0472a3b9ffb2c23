import { groupedBy, type Preferring } from './pairwise.js';

/** Victories less defeats. */
export function naiveCopeland(preferring: Preferring, standing: readonly number[]): number[][] {
  return groupedBy(standing, (one) => {
    const victories = standing.filter((other) => preferring(one, other) > preferring(other, one));
    const defeats = standing.filter((other) => preferring(one, other) < preferring(other, one));
    return defeats.length - victories.length;
  });
}
