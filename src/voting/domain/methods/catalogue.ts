import { accept, refuse, type Result } from '../../../kernel/result.js';
import type { CountingMethod } from '../tally.js';
import { approval } from './approval.js';
import { rating } from './rating.js';
import { singleChoice } from './single-choice.js';

/** A method as rule sets and the command line choose it: its options, each with its possible words, the default first. */
interface CatalogueEntry {
  readonly options: Readonly<Record<string, readonly [string, ...string[]]>>;
  readonly method: (option: (name: string) => string) => CountingMethod;
}

/** Every method by its name. A new one is one more line. */
const catalogue: Readonly<Record<string, CatalogueEntry>> = {
  plurality: { options: {}, method: () => singleChoice },
  rating: { options: {}, method: () => rating },
  approval: { options: {}, method: () => approval },
};

/** Why a method cannot be had. */
export type MethodRefusal =
  | { readonly kind: 'no-such-method'; readonly known: readonly string[] }
  | { readonly kind: 'no-such-option'; readonly option: string; readonly known: readonly string[] }
  | {
      readonly kind: 'no-such-word';
      readonly option: string;
      readonly known: readonly string[];
    };

/** The names of all methods, in the order of the catalogue. */
export const methodNames: readonly string[] = Object.keys(catalogue);

/** The options of a method with their possible words, the default first; empty for an unknown method. */
export function optionsOf(name: string): Readonly<Record<string, readonly [string, ...string[]]>> {
  return catalogue[name]?.options ?? {};
}

/** The method of this name with these options; what is not said has its default. All refusals at once. */
export function methodOf(
  name: string,
  options: Readonly<Record<string, string>> = {},
): Result<CountingMethod, readonly MethodRefusal[]> {
  const entry = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
  if (!entry) return refuse([{ kind: 'no-such-method', known: methodNames }]);
  const refusals = Object.entries(options).flatMap(([option, word]): MethodRefusal[] => {
    const words = entry.options[option];
    if (!words) return [{ kind: 'no-such-option', option, known: Object.keys(entry.options) }];
    return words.includes(word) ? [] : [{ kind: 'no-such-word', option, known: words }];
  });
  if (refusals.length > 0) return refuse(refusals);
  return accept(entry.method((option) => options[option] ?? entry.options[option]?.[0] ?? ''));
}
