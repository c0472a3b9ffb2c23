import type { Window } from '../window.js';
import { easeWindow } from '../window.js';
import { complete } from './complete.js';
import type { Beginning, Rules } from './question.js';

/** A soft quota by its number, and the places on which it was eased. */
export interface Eased {
  readonly quota: number;
  readonly easedBy: number;
  readonly windows: readonly { readonly from: number; readonly to: number; readonly by: number }[];
}

/** The rules with the soft quotas as far as they can be kept, and a list that keeps them. */
export interface Kept {
  readonly rules: Rules;
  readonly list: Int32Array;
  readonly eased: readonly Eased[];
}

/**
 * Adds the soft quotas in order of priority. Each is eased by as few people as the rules before it allow, everywhere by the
 * same at first; then, from the top of the list down, every place of it gets back what can be given back.
 */
export function keepSoft(
  rules: Rules,
  start: Beginning,
  list: Int32Array,
  softByPriority: readonly number[],
): Kept | null {
  const hard = rules.windows.filter(({ quota }) => !softByPriority.includes(quota));
  const eased: Eased[] = [];
  let kept: readonly Window[] = hard;
  let known = list;
  const ask = (windows: readonly Window[]) =>
    complete({ ...rules, windows: [...kept, ...windows] }, start, known);
  for (const quota of softByPriority) {
    const own = rules.windows
      .filter((window) => window.quota === quota)
      .toSorted((a, b) => a.to - b.to || a.from - b.from);
    let by = 0;
    for (; ; by++) {
      const answer = ask(own.map((window) => easeWindow(window, by)));
      if (answer.kind === 'undecided') return null;
      if (answer.kind === 'none') continue;
      known = answer.list;
      break;
    }
    const easings = own.map(() => by);
    for (const index of own.keys()) {
      for (let less = 0; less < by; less++) {
        const trial = easings.with(index, less);
        const answer = ask(own.map((window, at) => easeWindow(window, trial[at]!)));
        if (answer.kind === 'undecided') return null;
        if (answer.kind === 'none') continue;
        known = answer.list;
        easings[index] = less;
        break;
      }
    }
    kept = [...kept, ...own.map((window, index) => easeWindow(window, easings[index]!))];
    const windows = own.flatMap(({ from, to }, index) =>
      easings[index]! > 0 ? [{ from, to, by: easings[index]! }] : [],
    );
    if (windows.length > 0)
      eased.push({ quota, easedBy: Math.max(...windows.map((window) => window.by)), windows });
  }
  return { rules: { ...rules, windows: kept }, list: known, eased };
}
