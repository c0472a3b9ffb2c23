import { assert } from '../../../kernel/assert.js';
import type { BallotForm } from '../ballots/ballot.js';
import { methodOf, optionsOf } from '../methods/catalogue.js';
import type { AdditiveMethod, CountingMethod } from '../tally/tally.js';

/** How a round is counted: a method of the catalogue with the options the rule set states. */
export interface CountingRule {
  readonly method: string;
  readonly options: Readonly<Record<string, string>>;
}

/**
 * What a paper voting place hands in: one sum for each candidate, where ballots can be counted where they lie, or the
 * ballots themselves, where the count must see them.
 */
export type PaperContent = 'sums' | 'ballots';

/** The method of a rule that was checked with its rule set. */
export function methodOfRule({ method, options }: CountingRule): CountingMethod {
  const known = methodOf(method, options);
  assert(known.ok, `the method ${method} of a checked rule set`);
  return known.value;
}

/** Every option the method has, the stated word or the default: what the record of a count says. */
export function fullOptions({ method, options }: CountingRule): Readonly<Record<string, string>> {
  const known = Object.entries(optionsOf(method));
  return Object.fromEntries(known.map(([name, words]) => [name, options[name] ?? words[0]]));
}

/** Whether the method ranks by one sum for each candidate. */
export function isAdditive(method: CountingMethod): method is AdditiveMethod {
  return 'sums' in method;
}

/** What a paper voting place hands in for this ballot and method. Nobody adds up points of rankings by hand. */
export function paperContent(form: BallotForm, method: CountingMethod): PaperContent {
  return form.kind !== 'ranking' && isAdditive(method) ? 'sums' : 'ballots';
}
