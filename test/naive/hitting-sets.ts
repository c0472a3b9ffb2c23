import type { ListDocument } from '../support/list-document.js';
import { completions, countOn, within, type NaiveBeginning } from './list-beginning.js';
import type { NaiveWindow } from './list-windows.js';

/** For every completion of a beginning the quotas that it breaks: whatever rules it out has to hit every one of them. */
export function brokenByCompletion(
  document: ListDocument,
  windows: readonly NaiveWindow[],
  beginning: NaiveBeginning,
): ReadonlySet<string>[] {
  const count = countOn(document);
  const distinct = new Map<string, ReadonlySet<string>>();
  for (const list of completions(beginning)) {
    const broken = windows.filter((window) => !within(count(list, window), window));
    const quotas = [...new Set(broken.map(({ quota }) => quota))];
    distinct.set(quotas.join('\n'), new Set(quotas));
  }
  return [...distinct.values()];
}

/** Whether the quotas together leave no completion. */
export function rulesOut(
  broken: readonly ReadonlySet<string>[],
  quotas: readonly string[],
): boolean {
  return broken.every((set) => quotas.some((quota) => set.has(quota)));
}

/** The fewest quotas that together leave no completion, by trying every set of them. */
export function fewestToRuleOut(
  broken: readonly ReadonlySet<string>[],
  quotas: readonly string[],
): number {
  const subsets = quotas.reduce<string[][]>(
    (sets, quota) => [...sets, ...sets.map((set) => [...set, quota])],
    [[]],
  );
  return Math.min(...subsets.filter((set) => rulesOut(broken, set)).map((set) => set.length));
}
