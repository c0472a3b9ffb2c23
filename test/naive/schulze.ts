import { naiveLayers, remembered, type Preferring } from './pairwise.js';

type Variant = 'winning' | 'winning-against' | 'margins';
type Strength = readonly [first: number, second: number];

const none: Strength = [0, 0];

/** Follows every path of victories without a repeated candidate and keeps the one whose weakest victory is strongest. */
function strongest(
  link: (a: number, b: number) => Strength,
  standing: readonly number[],
  [from, to]: readonly [number, number],
): Strength {
  const explore = (at: number, visited: readonly number[], soFar: Strength | null): Strength => {
    if (at === to) return soFar ?? none;
    return standing
      .filter((next) => !visited.includes(next) && link(at, next)[0] > 0)
      .map((next) => {
        const step = link(at, next);
        return explore(next, [...visited, next], soFar ? weaker(soFar, step) : step);
      })
      .reduce((a, b) => (isStronger(b, a) ? b : a), none);
  };
  return explore(from, [from], null);
}

function isStronger(a: Strength, b: Strength): boolean {
  return a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);
}

function weaker(a: Strength, b: Strength): Strength {
  return isStronger(a, b) ? b : a;
}

/** The strength of the best path from one to another, as the working shows it. */
export function naivePath(
  preferring: Preferring,
  standing: readonly number[],
  variant: Variant,
): (a: number, b: number) => Strength {
  const link = (a: number, b: number): Strength => {
    const [support, opposition] = [preferring(a, b), preferring(b, a)];
    if (support <= opposition) return none;
    if (variant === 'margins') return [support - opposition, 0];
    return [support, variant === 'winning' ? 0 : -opposition];
  };
  const isIn = (a: number, b: number): boolean => standing.includes(a) && standing.includes(b);
  return remembered(Math.max(0, ...standing) + 1, (a, b) =>
    a !== b && isIn(a, b) ? strongest(link, standing, [a, b]) : none,
  );
}

export function naiveSchulze(
  preferring: Preferring,
  standing: readonly number[],
  variant: Variant,
): number[][] {
  const path = naivePath(preferring, standing, variant);
  return naiveLayers(standing, (a, b) => isStronger(path(a, b), path(b, a)));
}
