import { readFile } from 'node:fs/promises';
import { accept, refuse, type Result } from '../../kernel/result.js';
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
  type FileFault,
  type QuotaNames,
} from './list-sentences.js';
import { listDocument } from './list-document.js';

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

const wideLetters = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uff00-\uff60]/g;

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
  const read = await readFileOf(file);
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

async function readFileOf(file: string): Promise<Result<unknown, readonly FileFault[]>> {
  const fault = (kind: FileFault['kind'], error: unknown) =>
    refuse([{ path: '', kind, given: error instanceof Error ? error.message : file }]);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return fault('no-file', error);
  }
  try {
    return accept(JSON.parse(text));
  } catch (error) {
    return fault('not-json', error);
  }
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
    ...built.waived.map(({ quota, easedBy }) =>
      t('list-building.waived', {
        quota: quotas.get(quota)?.[t.language] ?? quota,
        by: easedBy,
      }),
    ),
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

/** Columns padded to their widest cell; the last one runs free. Wide letters (Korean, Chinese) take two columns. */
function tableLines(rows: readonly (readonly string[])[]): string[] {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === columns - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)),
      )
      .join('  '),
  );
}

function widthOf(text: string): number {
  return text.length + (text.match(wideLetters) ?? []).length;
}
