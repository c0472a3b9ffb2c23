import type { ListDocument, QuotaDocument } from './list-document.js';
import { range, seededNumbers, type SeededNumbers } from './seeded-numbers.js';

/** A document whose floors and ceilings hug a hidden list that keeps them all. */
export interface TightList {
  readonly flavour: TightFlavour;
  readonly document: ListDocument;
  /** Ids in the order of the hidden list: a list exists, though seldom the best one. */
  readonly hidden: readonly string[];
}

/** How the windows lie: see `layers`. */
export const tightFlavours = [
  'prefix-floors',
  'prefix-exact',
  'prefix-slack-1',
  'prefix',
  'sliding',
  'stretches',
  'windows',
  'mixed',
  'rules',
] as const;
export type TightFlavour = (typeof tightFlavours)[number];

/** How many people the pool has for each place. */
export type PoolFactor = 1.5 | 2.5 | 5;

/** Twenty-two groups: a partition by region, another by age, and fourteen that overlap as they like. */
const regions = range(1, 5).map((n) => `region-${n}`);
const ages = range(1, 3).map((n) => `age-${n}`);
const overlapping = range(1, 14).map((n) => `group-${n}`);
export const tightGroups: readonly string[] = [...regions, ...ages, ...overlapping];

/** Between `lo` and `hi` of a group on places `from … to`. */
interface Hug {
  readonly from: number;
  readonly to: number;
  readonly lo?: number;
  readonly hi?: number;
}

/** How often a group stands on places `from … to` of the hidden list. */
type Count = (from: number, to: number) => number;

type Layer = (count: Count, places: number, numbers: SeededNumbers) => Hug[];

/** The ways to lay windows around the counts of one group. */
const layers: Record<TightFlavour, Layer> = {
  /** Floors without slack on about half of the prefixes. */
  'prefix-floors': (count, places, numbers) =>
    range(2, places)
      .filter(() => numbers.happens(50))
      .map((to) => ({ from: 1, to, lo: count(1, to) })),
  /** Exactly as many on every fourth to sixth prefix. */
  'prefix-exact': (count, places, numbers) =>
    steps(places, numbers, 4, 6).map((to) => ({
      from: 1,
      to,
      lo: count(1, to),
      hi: count(1, to),
    })),
  /** Floors and ceilings with a slack of one on most prefixes. */
  'prefix-slack-1': (count, places, numbers) =>
    range(2, places)
      .filter(() => numbers.happens(70))
      .map((to) => hug(count, 1, to, 1, 1)),
  /** Floors and ceilings on prefixes, each with a slack of nothing or one. */
  prefix: (count, places, numbers) =>
    range(2, places)
      .filter(() => numbers.happens(50))
      .map((to) => hug(count, 1, to, numbers.below(2), numbers.below(2))),
  /** A window of one length that slides along the list. */
  sliding: (count, places, numbers) => {
    const length = numbers.between(4, 12);
    return range(1, places - length + 1).map((from) =>
      hug(count, from, from + length - 1, numbers.below(2), numbers.below(2)),
    );
  },
  /** Runs of one length side by side. */
  stretches: (count, places, numbers) => {
    const length = numbers.between(4, 10);
    return range(0, Math.ceil(places / length) - 1).map((run) =>
      hug(
        count,
        run * length + 1,
        Math.min(places, (run + 1) * length),
        numbers.below(2),
        numbers.below(2),
      ),
    );
  },
  /** As many windows as a quarter of the places, anywhere. */
  windows: (count, places, numbers) =>
    range(1, Math.ceil(places / 4)).map(() => {
      const from = numbers.between(1, places - 1);
      const to = numbers.between(from + 1, Math.min(places, from + 30));
      return hug(count, from, to, numbers.below(2), numbers.below(2));
    }),
  /** Another of the ways above for every group. */
  mixed: (count, places, numbers) =>
    layers[numbers.one(tightFlavours.slice(0, 7))](count, places, numbers),
  /** Two or three rules as parties write them, each with the sharpest amount the hidden list keeps: see `rulesAround`. */
  rules: () => [],
};

/** A tight list of so many places. The hidden list leans to merit, so the best list differs from it. */
export function tightList(
  places: number,
  seed: number,
  flavour: TightFlavour = tightFlavours[seed % tightFlavours.length]!,
  factor: PoolFactor = 2.5,
): TightList {
  const numbers = seededNumbers(
    seed * 7919 + places * 31 + tightFlavours.indexOf(flavour) * 3 + Math.round(factor * 2),
  );
  const candidates = people(Math.round(places * factor), numbers);
  const hidden = hiddenList(candidates.length, places, numbers);
  const quotas = tightGroups.flatMap((group) => {
    const members = hidden.map((position) => candidates[position]!.groups.includes(group));
    const count: Count = (from, to) => members.slice(from - 1, to).filter(Boolean).length;
    const total = hug(count, 1, places, numbers.below(2), numbers.below(2));
    return flavour === 'rules'
      ? rulesAround(group, count, places, numbers)
      : [...layers[flavour](count, places, numbers), total].flatMap((one) =>
          quotaOf(group, one, places),
        );
  });
  return {
    flavour,
    document: { places, candidates, quotas: once(quotas) },
    hidden: hidden.map((position) => candidates[position]!.id),
  };
}

function people(size: number, numbers: SeededNumbers) {
  const frequency = overlapping.map(() => numbers.between(10, 60));
  return range(1, size).map((rank) => ({
    id: `c${rank}`,
    groups: [
      numbers.one(regions),
      numbers.one(ages),
      ...overlapping.filter((_, index) => numbers.happens(frequency[index]!)),
    ],
  }));
}

/** Positions: mostly good ones on the list, and roughly the better ones first. */
function hiddenList(size: number, places: number, numbers: SeededNumbers): number[] {
  const jittered = (positions: readonly number[], by: number) =>
    positions
      .map((position) => ({ position, key: position + numbers.below(by) }))
      .sort((a, b) => a.key - b.key || a.position - b.position)
      .map(({ position }) => position);
  const chosen = jittered(range(0, size - 1), size).slice(0, places);
  return jittered(chosen, size);
}

function hug(count: Count, from: number, to: number, below: number, above: number): Hug {
  const there = count(from, to);
  return {
    from,
    to,
    lo: Math.max(0, there - below),
    hi: Math.min(to - from + 1, there + above),
  };
}

function steps(places: number, numbers: SeededNumbers, least: number, most: number): number[] {
  const ends: number[] = [];
  for (let end = numbers.between(least, most); end <= places; end += numbers.between(least, most))
    ends.push(end);
  return ends;
}

function quotaOf(group: string, { from, to, lo, hi }: Hug, places: number): QuotaDocument[] {
  const atLeast = lo === undefined || lo === 0 ? {} : { atLeast: { count: lo } };
  const atMost = hi === undefined || hi > to - from ? {} : { atMost: { count: hi } };
  if (Object.keys({ ...atLeast, ...atMost }).length === 0) return [];
  const scope =
    from > 1
      ? { kind: 'window', from, to }
      : to < places
        ? { kind: 'top', places: to }
        : { kind: 'list' };
  return [{ id: `${group} on ${from}-${to}`, group: [group], scope, ...atLeast, ...atMost }];
}

/** The later of two quotas on the same places goes. */
function once(quotas: readonly QuotaDocument[]): QuotaDocument[] {
  const seen = new Set<string>();
  return quotas.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** Rules in the words of the format: shares of every prefix, runs, gaps and totals, as sharp as the hidden list allows. */
function rulesAround(
  group: string,
  count: Count,
  places: number,
  numbers: SeededNumbers,
): QuotaDocument[] {
  const from = numbers.between(2, 8);
  const length = numbers.between(4, Math.min(10, places));
  const ends = range(from, places);
  const runs = range(0, Math.floor(places / length) - 1).map((run) =>
    count(run * length + 1, (run + 1) * length),
  );
  const rule = (kind: string, quota: Omit<QuotaDocument, 'id' | 'group'>): QuotaDocument => ({
    id: `${group} ${kind}`,
    group: [group],
    ...quota,
  });
  // The largest share in hundredths whose part, rounded down, is there on every prefix; and the smallest from above.
  const most = Math.max(
    ...range(0, 100).filter((part) =>
      ends.every((to) => Math.floor((part * to) / 100) <= count(1, to)),
    ),
  );
  const least = Math.min(
    ...range(0, 100).filter((part) =>
      ends.every((to) => Math.ceil((part * to) / 100) >= count(1, to)),
    ),
  );
  const floor = rule('prefix floor', {
    scope: { kind: 'prefix', from },
    atLeast: { share: `${most}/100`, round: 'down' },
  });
  const ceiling = rule('prefix ceiling', {
    scope: { kind: 'prefix', from },
    atMost: { share: `${least}/100`, round: 'up' },
  });
  const run = rule('stretch', {
    scope: { kind: 'stretch', length, lastRun: 'free' },
    atLeast: { count: Math.min(...runs) },
    atMost: { count: Math.max(...runs) },
  });
  const gap = rule('gap', { scope: { kind: 'gap', most: longestGap(count, places) } });
  const total = rule('list', {
    scope: { kind: 'list' },
    atLeast: { count: Math.max(0, count(1, places) - numbers.below(2)) },
    atMost: { count: Math.min(places, count(1, places) + numbers.below(2)) },
  });
  const seats = numbers.between(Math.ceil(places / 3), places - 1);
  const top = rule('top', {
    scope: { kind: 'top', places: seats },
    atLeast: { count: count(1, seats) },
  });
  return [
    ...(numbers.happens(80) ? [floor] : []),
    ...(numbers.happens(60) ? [ceiling] : []),
    ...(numbers.happens(50) ? [run] : []),
    ...(numbers.happens(40) ? [gap] : []),
    ...(numbers.happens(50) ? [top] : []),
    total,
  ];
}

function longestGap(count: Count, places: number): number {
  let [longest, gap] = [0, 0];
  for (const place of range(1, places)) {
    gap = count(place, place) > 0 ? 0 : gap + 1;
    longest = Math.max(longest, gap);
  }
  return longest;
}
