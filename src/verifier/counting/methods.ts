import { ers97 } from './ers97.js';
import type { Method } from './election.js';
import { prfWigm, scottish, wigm } from './inclusive.js';
import { listFromBottom, listFromTop } from './list-stv.js';
import { meek } from './meek.js';
import { copeland, kemeny, minimax, rankedPairs, schulze } from './pairwise.js';
import { runOff } from './run-off.js';
import { borda, desborda, dowdall, majorityJudgment, marksAddedUp, meanScore } from './sums.js';
import { phragmen, placesAddedUp, sequentialPav } from './turns.js';

/** A method with its options, each with the words it can have, the default first (docs/tally.md). */
interface Known {
  readonly options: Readonly<Record<string, readonly [string, ...string[]]>>;
  readonly method: (option: (name: string) => string) => Method;
}

const unranked = ['last', 'apart'] as const;
const rules = ['ers97', 'scottish', 'prf-wigm', 'wigm'] as const;
const plain = (method: Method): Known => ({ options: {}, method: () => method });

const methods: Readonly<Record<string, Known>> = {
  plurality: plain(marksAddedUp),
  rating: plain(marksAddedUp),
  approval: plain(marksAddedUp),
  cumulative: plain(marksAddedUp),
  score: {
    options: { by: ['sum', 'mean'] },
    method: (option) => (option('by') === 'mean' ? meanScore : marksAddedUp),
  },
  'majority-judgment': plain(majorityJudgment),
  borda: {
    options: { tail: ['average', 'zero', 'last', 'modified'], lowest: ['1', '0'] },
    method: (option) => borda(option('tail'), Number(option('lowest'))),
  },
  dowdall: plain(dowdall),
  desborda: {
    options: { variant: ['1', '2', '3', '4'] },
    method: (option) => desborda(option('variant')),
  },
  irv: {
    options: {
      elimination: ['single', 'batch'],
      stop: ['majority', 'two'],
      several: ['bottom-up', 'sequential'],
    },
    method: (option) =>
      runOff({
        elimination: option('elimination'),
        stop: option('stop'),
        several: option('several'),
      }),
  },
  'stv-scottish': plain(scottish),
  'stv-wigm': plain(wigm),
  'stv-prf-wigm': {
    options: { defeat: ['single', 'batch'] },
    method: (option) => prfWigm(option('defeat')),
  },
  'stv-prf-meek': plain(meek),
  'stv-ers97': plain(ers97),
  schulze: {
    options: { variant: ['winning', 'winning-against', 'margins'], unranked },
    method: (option) => schulze(option('variant'), option('unranked')),
  },
  'ranked-pairs': {
    options: { variant: ['winning', 'margins'], unranked },
    method: (option) => rankedPairs(option('variant'), option('unranked')),
  },
  copeland: { options: { unranked }, method: (option) => copeland(option('unranked')) },
  minimax: {
    options: { variant: ['winning', 'margins', 'opposition'], unranked },
    method: (option) => minimax(option('variant'), option('unranked')),
  },
  kemeny: { options: { unranked }, method: (option) => kemeny(option('unranked')) },
  'list-stv-bottom-up': {
    options: { rule: rules },
    method: (option) => listFromBottom(option('rule')),
  },
  'list-stv-top-down': {
    options: { rule: rules },
    method: (option) => listFromTop(option('rule')),
  },
  'list-phragmen': plain(phragmen),
  'list-pav': plain(sequentialPav),
  'list-place-cumulative': plain(placesAddedUp),
};

/** The names of all methods that can be repeated. */
export const methodNames: readonly string[] = Object.keys(methods);

/** A method with all its options; null where there is none of this name, or an option it has not. */
export function methodCalled(
  name: string,
  given: Readonly<Record<string, string>>,
): { readonly method: Method; readonly options: Readonly<Record<string, string>> } | null {
  const known = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!known) return null;
  const fits = Object.entries(given).every(([option, word]) =>
    known.options[option]?.includes(word),
  );
  if (!fits) return null;
  const options = Object.fromEntries(
    Object.entries(known.options).map(([option, words]) => [option, given[option] ?? words[0]]),
  );
  return { method: known.method((option) => options[option] ?? ''), options };
}
