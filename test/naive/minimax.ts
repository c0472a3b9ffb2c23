import { groupedBy, type Preferring } from './pairwise.js';

/** The worst that each candidate meets. */
export function naiveMinimax(
  preferring: Preferring,
  standing: readonly number[],
  variant: 'winning' | 'margins' | 'opposition',
): number[][] {
  return groupedBy(standing, (one) => {
    const others = standing.filter((other) => other !== one);
    const defeats = others.filter((other) => preferring(other, one) > preferring(one, other));
    switch (variant) {
      case 'winning':
        return Math.max(0, ...defeats.map((other) => preferring(other, one)));
      case 'margins':
        return Math.max(...others.map((other) => preferring(other, one) - preferring(one, other)));
      case 'opposition':
        return Math.max(...others.map((other) => preferring(other, one)));
    }
  });
}
