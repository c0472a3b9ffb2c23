import { methodNames, optionsOf } from '../domain/methods/catalogue.js';

/** The names of all methods, and every option of any of them with the words it takes, the default first. */
export function methodOptions(): {
  readonly names: readonly string[];
  readonly options: readonly { readonly option: string; readonly help: string }[];
} {
  const helps = new Map<string, string[]>();
  for (const name of methodNames)
    for (const [option, words] of Object.entries(optionsOf(name)))
      helps.set(option, [...(helps.get(option) ?? []), `${name}: ${words.join(', ')}`]);
  return {
    names: methodNames,
    options: [...helps].map(([option, lines]) => ({ option, help: lines.join('; ') })),
  };
}
