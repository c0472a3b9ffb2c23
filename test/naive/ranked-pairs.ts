import { naiveLayers, type Preferring } from './pairwise.js';

interface Arc {
  readonly over: number;
  readonly under: number;
  readonly key: string;
  readonly strength: readonly [number, number];
}

function arcsOf(
  preferring: Preferring,
  standing: readonly number[],
  variant: 'winning' | 'margins',
): Arc[] {
  return standing.flatMap((over) =>
    standing.flatMap((under) => {
      const [support, against] = [preferring(over, under), preferring(under, over)];
      if (support <= against) return [];
      const first = variant === 'winning' ? support : support - against;
      return [{ over, under, key: `${first}/${against}`, strength: [first, -against] as const }];
    }),
  );
}

function leads(arcs: readonly Arc[], from: number, to: number, seen: number[] = []): boolean {
  if (from === to) return true;
  return arcs.some(
    ({ over, under }) =>
      over === from && !seen.includes(under) && leads(arcs, under, to, [...seen, under]),
  );
}

/** Class by class: an arc is kept unless it closes a cycle with those kept so far and its equals. */
export function naiveRankedPairs(
  preferring: Preferring,
  standing: readonly number[],
  variant: 'winning' | 'margins',
): number[][] {
  const arcs = arcsOf(preferring, standing, variant).sort(
    (a, b) => b.strength[0] - a.strength[0] || b.strength[1] - a.strength[1],
  );
  let kept: Arc[] = [];
  for (const key of new Set(arcs.map((arc) => arc.key))) {
    const equals = arcs.filter((arc) => arc.key === key);
    const before = kept;
    kept = [
      ...before,
      ...equals.filter(({ over, under }) => !leads([...before, ...equals], under, over)),
    ];
  }
  return naiveLayers(standing, (a, b) => a !== b && leads(kept, a, b));
}

/** Whether no two majorities are equally strong and no two candidates equal, so that the rule has one outcome. */
export function allDiffer(
  preferring: Preferring,
  standing: readonly number[],
  variant: 'winning' | 'margins',
): boolean {
  const arcs = arcsOf(preferring, standing, variant);
  const pairs = (standing.length * (standing.length - 1)) / 2;
  return arcs.length === pairs && new Set(arcs.map(({ key }) => key)).size === pairs;
}

/**
 * The stacks (Zavist and Tideman 1989): orders in which whoever is placed above another also attains it, by a chain of
 * majorities down the order each of which is at least as strong as the majority the other way round, if there is one.
 */
export function stacks(
  preferring: Preferring,
  standing: readonly number[],
  variant: 'winning' | 'margins',
): number[][] {
  const arcs = arcsOf(preferring, standing, variant);
  const isAtLeast = (a: Arc, b: Arc): boolean =>
    a.strength[0] > b.strength[0] ||
    (a.strength[0] === b.strength[0] && a.strength[1] >= b.strength[1]);
  return orders(standing).filter((order) => {
    const down = arcs.filter(({ over, under }) => order.indexOf(over) < order.indexOf(under));
    return arcs
      .filter(({ over, under }) => order.indexOf(over) > order.indexOf(under))
      .every((against) =>
        leads(
          down.filter((arc) => isAtLeast(arc, against)),
          against.under,
          against.over,
        ),
      );
  });
}

function orders(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    orders(items.filter((one) => one !== first)).map((rest) => [first, ...rest]),
  );
}
