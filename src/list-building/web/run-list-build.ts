import { wordsIn, type Translate } from '../../platform/web/words.js';
import { buildList } from '../domain/build-list.js';
import type { ListInput } from '../domain/list-input.js';
import type { BuiltList, ListOutcome } from '../domain/list-outcome.js';
import { readListInput } from '../domain/read-list-input.js';
import {
  faultSentence,
  infeasibleSentences,
  passedOverSentence,
  reasonSentence,
  waiverSentence,
  type QuotaNames,
} from './list-sentences.js';
import { readJsonFile } from './json-file.js';
import { listDocument } from './list-document.js';
import { tableLines } from './table-lines.js';

/** The words of `irikteu list build` as they were typed. */
export interface ListBuildArguments {
  readonly file: string;
  readonly json?: boolean;
  readonly lang?: string;
}

/** Where the answer goes. */
export interface ListBuildOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const exitCodes: Readonly<Record<ListOutcome['status'] | 'bad-input', number>> = {
  built: 0,
  infeasible: 1,
  'bad-input': 2,
  undecided: 4,
};

const terminal: ListBuildOutput = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
};

/** Builds the list of a file and prints it with its reasons; answers the exit code of the command. */
export async function runListBuild(
  { file, json = false, lang = 'en' }: ListBuildArguments,
  { out, err }: ListBuildOutput = terminal,
): Promise<number> {
  const t = wordsIn(lang === 'kk' || lang === 'ru' ? lang : 'en');
  const read = await readJsonFile(file);
  const input = read.ok ? readListInput(read.value) : read;
  if (!input.ok) {
    err(t('list-building.command.wrong', { count: input.error.length }));
    for (const fault of input.error) {
      err(`  ${fault.path === '' ? file : fault.path}: ${faultSentence(fault, t)}`);
    }
    return exitCodes['bad-input'];
  }
  const outcome = buildList(input.value);
  if (json) out(JSON.stringify(listDocument(outcome), null, 2));
  else for (const line of listLines(input.value, outcome, t)) out(line);
  return exitCodes[outcome.status];
}

function listLines(input: ListInput, outcome: ListOutcome, t: Translate): string[] {
  const quotas: QuotaNames = new Map(input.quotas.map(({ id, name }) => [id, name]));
  switch (outcome.status) {
    case 'built':
      return builtLines(input, outcome, quotas, t);
    case 'infeasible':
      return infeasibleSentences(outcome, quotas, t);
    case 'undecided':
      return [t('list-building.undecided')];
  }
}

function builtLines(
  input: ListInput,
  built: BuiltList,
  quotas: QuotaNames,
  t: Translate,
): string[] {
  const names = new Map(input.candidates.map(({ id, name }) => [id, name]));
  const name = (id: string) => names.get(id) ?? id;
  const { footrule, kendall, largestDrop } = built.displacement;
  const head = (['place', 'merit', 'name', 'reason'] as const).map((key) =>
    t(`list-building.command.${key}`),
  );
  const rows = built.list.map(({ place, candidate, merit, reason }) => [
    String(place),
    merit === null ? '–' : String(merit),
    name(candidate),
    reasonSentence(reason, quotas, t),
  ]);
  return [
    t('list-building.command.built', { places: input.places }),
    '',
    ...tableLines([head, ...rows]),
    '',
    ...(built.displaced.length > 0 ? [t('list-building.command.passed-over')] : []),
    ...built.displaced.flatMap(({ candidate, passedOver }) => [
      `  ${name(candidate)}`,
      ...passedOver.map((passed) => `    ${passedOverSentence(passed, quotas, t)}`),
    ]),
    ...built.waived.map((waiver) => waiverSentence(waiver, quotas, t)),
    ...(built.reserve.length > 0
      ? [
          t('list-building.command.reserve', {
            names: built.reserve.map(({ candidate }) => name(candidate)).join(', '),
          }),
        ]
      : []),
    t('list-building.command.displacement', { footrule, kendall, drop: largestDrop }),
  ];
}
