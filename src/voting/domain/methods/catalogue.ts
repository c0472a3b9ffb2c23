import { accept, refuse, type Result } from '../../../kernel/result.js';
import { strengthMeasures } from '../pairwise/majorities.js';
import { unrankedRules } from '../pairwise/pairwise.js';
import { listRules } from '../transfers/stv-list.js';
import type { CountingMethod } from '../tally/tally.js';
import { approval } from './approval.js';
import { borda, bordaTails } from './borda.js';
import { copeland } from './copeland.js';
import { cumulative } from './cumulative.js';
import { desborda, desbordaVariants } from './desborda.js';
import { dowdall } from './dowdall.js';
import { instantRunOff, runOffEliminations, runOffSeveral, runOffStops } from './irv.js';
import { kemeny } from './kemeny.js';
import { listPav } from './list-pav.js';
import { listPhragmen } from './list-phragmen.js';
import { listPlaceCumulative } from './list-place-cumulative.js';
import { listStvBottomUp } from './list-stv-bottom-up.js';
import { listStvTopDown } from './list-stv-top-down.js';
import { majorityJudgment } from './majority-judgment.js';
import { minimax, minimaxRules } from './minimax.js';
import { rankedPairs } from './ranked-pairs.js';
import { rating } from './rating.js';
import { schulze, schulzeRules } from './schulze.js';
import { scoreByMean, scoreBySum } from './score.js';
import { singleChoice } from './single-choice.js';
import { stvErs97 } from './stv-ers97.js';
import { stvPrfMeek } from './stv-prf-meek.js';
import { prfDefeats, stvPrfWigm } from './stv-prf-wigm.js';
import { stvScottish } from './stv-scottish.js';
import { stvWigm } from './stv-wigm.js';

/** A method as rule sets and the command line choose it: its options, each with its possible words, the default first. */
interface CatalogueEntry {
  readonly options: Readonly<Record<string, readonly [string, ...string[]]>>;
  readonly method: (option: (name: string) => string) => CountingMethod;
}

/** Every method by its name, by families. A new one is one more line. */
const catalogue: Readonly<Record<string, CatalogueEntry>> = {
  plurality: { options: {}, method: () => singleChoice },
  rating: { options: {}, method: () => rating },
  approval: { options: {}, method: () => approval },
  cumulative: { options: {}, method: () => cumulative },
  score: {
    options: { by: ['sum', 'mean'] },
    method: (option) => (option('by') === 'mean' ? scoreByMean : scoreBySum),
  },
  'majority-judgment': { options: {}, method: () => majorityJudgment },
  borda: {
    options: { tail: bordaTails, lowest: ['1', '0'] },
    method: (option) =>
      borda({
        tail: wordAmong(bordaTails, option('tail')),
        lowest: option('lowest') === '0' ? 0 : 1,
      }),
  },
  dowdall: { options: {}, method: () => dowdall },
  desborda: {
    options: { variant: desbordaVariants },
    method: (option) => desborda(wordAmong(desbordaVariants, option('variant'))),
  },
  irv: {
    options: { elimination: runOffEliminations, stop: runOffStops, several: runOffSeveral },
    method: (option) =>
      instantRunOff({
        elimination: wordAmong(runOffEliminations, option('elimination')),
        stop: wordAmong(runOffStops, option('stop')),
        several: wordAmong(runOffSeveral, option('several')),
      }),
  },
  'stv-scottish': { options: {}, method: () => stvScottish },
  'stv-wigm': { options: {}, method: () => stvWigm },
  'stv-prf-wigm': {
    options: { defeat: prfDefeats },
    method: (option) => stvPrfWigm(wordAmong(prfDefeats, option('defeat'))),
  },
  'stv-prf-meek': { options: {}, method: () => stvPrfMeek },
  'stv-ers97': { options: {}, method: () => stvErs97 },
  schulze: {
    options: { variant: schulzeRules, unranked: unrankedRules },
    method: (option) =>
      schulze({
        variant: wordAmong(schulzeRules, option('variant')),
        unranked: wordAmong(unrankedRules, option('unranked')),
      }),
  },
  'ranked-pairs': {
    options: { variant: strengthMeasures, unranked: unrankedRules },
    method: (option) =>
      rankedPairs({
        variant: wordAmong(strengthMeasures, option('variant')),
        unranked: wordAmong(unrankedRules, option('unranked')),
      }),
  },
  copeland: {
    options: { unranked: unrankedRules },
    method: (option) => copeland({ unranked: wordAmong(unrankedRules, option('unranked')) }),
  },
  minimax: {
    options: { variant: minimaxRules, unranked: unrankedRules },
    method: (option) =>
      minimax({
        variant: wordAmong(minimaxRules, option('variant')),
        unranked: wordAmong(unrankedRules, option('unranked')),
      }),
  },
  kemeny: {
    options: { unranked: unrankedRules },
    method: (option) => kemeny({ unranked: wordAmong(unrankedRules, option('unranked')) }),
  },
  'list-stv-bottom-up': {
    options: { rule: listRules },
    method: (option) => listStvBottomUp(wordAmong(listRules, option('rule'))),
  },
  'list-stv-top-down': {
    options: { rule: listRules },
    method: (option) => listStvTopDown(wordAmong(listRules, option('rule'))),
  },
  'list-phragmen': { options: {}, method: () => listPhragmen },
  'list-pav': { options: {}, method: () => listPav },
  'list-place-cumulative': { options: {}, method: () => listPlaceCumulative },
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

/** The word chosen, known to be one of these; the default where it is none. */
function wordAmong<Word extends string>(words: readonly [Word, ...Word[]], chosen: string): Word {
  return words.find((word) => word === chosen) ?? words[0];
}
