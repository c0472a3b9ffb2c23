import type { ListDocument } from '../support/list-document.js';
import { range } from '../support/seeded-numbers.js';
import { completions, countOn, emptyList, within, type NaiveBeginning } from './list-beginning.js';
import { easedWindow, naiveWindows, type NaiveWindow } from './list-windows.js';

/** The best list by its definition, found by looking at all lists there are. */
export interface EnumeratedList {
  /** Positions in the merit order. */
  readonly order: readonly number[];
  /** The windows that hold, soft ones as far as they were eased. */
  readonly windows: readonly NaiveWindow[];
  readonly waived: readonly NaiveWaiver[];
}

export interface NaiveWaiver {
  readonly quota: string;
  readonly easedBy: number;
  readonly windows: readonly { readonly from: number; readonly to: number; readonly by: number }[];
}

/** Null where no list keeps the hard quotas. */
export function enumeratedList(document: ListDocument): EnumeratedList | null {
  const start = emptyList(document);
  const count = countOn(document);
  const keeping = (lists: number[][], windows: readonly NaiveWindow[]) =>
    lists.filter((list) => windows.every((window) => within(count(list, window), window)));
  let windows = hardWindows(document);
  let lists = keeping(completions(start), windows);
  if (lists.length === 0) return null;
  const waived: NaiveWaiver[] = [];
  for (const quota of softQuotas(document)) {
    const own = naiveWindows(document)
      .filter((window) => window.quota === quota)
      .sort((a, b) => a.to - b.to || a.from - b.from);
    const { eased, by } = leastEasing(own, (eased) => keeping(lists, eased).length > 0);
    lists = keeping(lists, eased);
    windows = [...windows, ...eased];
    const given = own
      .map(({ from, to }, index) => ({ from, to, by: by[index]! }))
      .filter((one) => one.by > 0);
    if (given.length > 0) waived.push({ quota, easedBy: Math.max(...by), windows: given });
  }
  const best = document.objective === 'members-first' ? membersFirst(start, lists) : lists;
  return { order: best[0]!, windows, waived };
}

export function hardWindows(document: ListDocument): NaiveWindow[] {
  const soft = new Set(softQuotas(document));
  return naiveWindows(document).filter(({ quota }) => !soft.has(quota));
}

function softQuotas({ quotas }: ListDocument): string[] {
  return quotas
    .flatMap(({ id, strength }) =>
      typeof strength === 'object' ? [{ id, priority: strength.soft }] : [],
    )
    .sort((a, b) => a.priority - b.priority)
    .map(({ id }) => id);
}

/**
 * The least `k` with which all windows together can be eased, and then, window by window in the order of their ends,
 * each eased as little as the earlier ones as settled and the later ones eased by `k` allow.
 */
function leastEasing(
  own: readonly NaiveWindow[],
  exists: (eased: NaiveWindow[]) => boolean,
): { eased: NaiveWindow[]; by: number[] } {
  const easedBy = (by: readonly number[]) =>
    own.map((window, index) => easedWindow(window, by[index]!));
  let k = 0;
  while (!exists(easedBy(own.map(() => k)))) k++;
  let by = own.map(() => k);
  for (const index of own.keys()) {
    const least = range(0, k).find((less) => exists(easedBy(by.with(index, less))))!;
    by = by.with(index, least);
  }
  return { eased: easedBy(by), by };
}

/** The lists left when the members are settled, down the merit order: everyone with whom a list still exists. */
function membersFirst(start: NaiveBeginning, lists: readonly number[][]): number[][] {
  let left = [...lists];
  for (const person of start.free) {
    const withThem = left.filter((list) => list.includes(person));
    if (withThem.length > 0) left = withThem;
  }
  return left;
}
