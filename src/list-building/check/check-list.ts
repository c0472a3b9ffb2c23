import { censusOf, firstStart, type Census } from './census.js';
import { checkCauses } from './check-causes.js';
import { checkInfeasible } from './check-conflict.js';
import {
  displacementFaults,
  fillingFaults,
  givenFaults,
  listOfOutput,
  meritFaults,
  placeFaults,
  quotaFaults,
  reserveFaults,
} from './check-filling.js';
import { reasonFaults } from './check-reasons.js';
import { checkWaivers, easingsOf } from './check-waivers.js';
import { claimsOf } from './claims.js';
import { demandsOf, ease } from './demands.js';
import type { Ask } from './highs.js';
import type { ListFile } from './list-file.js';
import type { BuiltOutput, Output } from './output-file.js';
import { questions } from './questions.js';
import { finding, reportOf, skipped, type Finding, type Report } from './report.js';

/** How a check is made. */
export interface CheckOptions {
  /** Ask HiGHS about everything, also about what counting or a proof has shown. */
  readonly thorough?: boolean;
  readonly ask: Ask;
}

/** Holds what the builder printed against the list file: is the list allowed, is it the best, is every reason true? */
export async function checkOutput(
  file: ListFile,
  output: Output,
  { thorough = false, ask }: CheckOptions,
): Promise<Report> {
  const census = censusOf(file);
  switch (output.status) {
    case 'built':
      return reportOf('built', await checkBuilt(census, output, ask, thorough));
    case 'infeasible':
      return reportOf('infeasible', await checkInfeasible(census, output, ask, thorough));
    case 'undecided':
      return reportOf('undecided', [finding('nothing-claimed', [])]);
  }
}

/** Whether any list keeps the hard quotas of a file. */
export async function checkInput(
  file: ListFile,
  { ask }: Pick<CheckOptions, 'ask'>,
): Promise<Report> {
  const census = censusOf(file);
  const hard = file.quotas.flatMap(({ soft }, quota) => (soft === null ? [quota] : []));
  const asking = questions(census, demandsOf(file), ask);
  const answer = await asking.answer({ start: firstStart(census), key: '', quotas: hard });
  if (answer.kind === 'unanswered') {
    return reportOf('input', [finding('exists', [{ kind: 'unanswered' }])]);
  }
  const shown = { counting: 0, proof: 0, highs: 0, [answer.way]: 1 };
  const faults = answer.kind === 'possible' ? [] : [{ kind: 'no-list' } as const];
  return reportOf('input', [finding('exists', faults, shown)]);
}

async function checkBuilt(
  census: Census,
  output: BuiltOutput,
  ask: Ask,
  thorough: boolean,
): Promise<Finding[]> {
  const filled = finding('filled', fillingFaults(census, output));
  const list = listOfOutput(census, output);
  if (!list) return [filled, ...afterFilling.map(skipped)];
  const all = demandsOf(census.file);
  const demands = ease(all, easingsOf(census, output.waived));
  const given = finding('given', givenFaults(census, output));
  const quotas = finding('quotas', quotaFaults(census, list, demands));
  const numbers = [
    finding('merit', meritFaults(census, output)),
    finding('reserve', reserveFaults(census, list, output)),
    finding('displacement', displacementFaults(census, list, output)),
  ];
  const waived = await checkWaivers(census, all, output.waived, ask);
  // Whoever is given a place sits there in every question; on another list the questions would be about nothing.
  if (given.verdict === 'false') {
    return [filled, given, quotas, ...numbers, waived, ...aboutReasons.map(skipped)];
  }
  const { claims, faults } = claimsOf(census, list, output);
  const passedOver = [...faults, ...placeFaults(census, list, output.displaced)];
  const asking = questions(census, demands, ask, thorough);
  const check = { census, list, demands, questions: asking, thorough };
  return [
    filled,
    given,
    quotas,
    ...numbers,
    waived,
    finding('passed-over', passedOver),
    ...(await checkCauses(check, claims)),
    finding('reasons', reasonFaults(check, claims, output)),
  ];
}

const aboutReasons = [
  'passed-over',
  'causes',
  'numbers',
  'none-to-spare',
  'smallest',
  'reasons',
] as const;

const afterFilling = [
  'given',
  'quotas',
  'merit',
  'reserve',
  'displacement',
  'waived',
  ...aboutReasons,
] as const;
