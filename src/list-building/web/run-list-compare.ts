import type { FileFault } from '../check/field.js';
import { readOutput, type Output } from '../check/output-file.js';
import { accept, type Result } from '../../kernel/result.js';
import { wordsIn, type Translate } from '../../platform/web/words.js';
import { quotaStandings } from '../domain/broken-quotas.js';
import {
  compareLists,
  type ComparedList,
  type ComparedPerson,
  type ComparedReason,
  type HeldPlace,
  type ListComparison,
  type Standing,
} from '../domain/compare-lists.js';
import type { ListInput } from '../domain/list-input.js';
import { readListInput } from '../domain/read-list-input.js';
import { readJsonFile, type JsonFileFault } from './json-file.js';
import { faultSentence, namesOf, type QuotaNames } from './list-sentences.js';
import { tableLines } from './table-lines.js';

/** The words of `irikteu list compare` as they were typed. */
export interface ListCompareArguments {
  readonly before: string;
  readonly after: string;
  /** The list file of both: names, and how each list stands to the quotas of the file. */
  readonly input?: string;
  readonly json?: boolean;
  readonly lang?: string;
}

/** Where the answer goes. */
export interface ListCompareOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const exitCodes = { same: 0, different: 1, 'bad-input': 2 } as const;

const terminal: ListCompareOutput = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
};

interface Naming {
  readonly person: (id: string) => string;
  readonly quotas: QuotaNames;
  readonly t: Translate;
}

/** Holds two outputs of the builder side by side and prints what changed; answers the exit code of the command. */
export async function runListCompare(
  { before, after, input, json = false, lang = 'en' }: ListCompareArguments,
  { out, err }: ListCompareOutput = terminal,
): Promise<number> {
  const t = wordsIn(lang === 'kk' || lang === 'ru' ? lang : 'en');
  const [then, now] = [await readAs(before, readOutput), await readAs(after, readOutput)];
  const file = input === undefined ? accept(null) : await readAs(input, readListInput);
  if (!then.ok || !now.ok || !file.ok) {
    const sentences = [
      ...(then.ok ? [] : then.error.map((fault) => outputSentence(before, fault, t))),
      ...(now.ok ? [] : now.error.map((fault) => outputSentence(after, fault, t))),
      ...(file.ok
        ? []
        : file.error.map((fault) => `${input ?? ''} ${fault.path}: ${faultSentence(fault, t)}`)),
    ];
    for (const sentence of sentences) err(sentence);
    return exitCodes['bad-input'];
  }
  const comparison = compareLists(
    comparedList(then.value, file.value),
    comparedList(now.value, file.value),
  );
  const status = { before: then.value.status, after: now.value.status };
  const people = new Map(file.value?.candidates.map(({ id, name }) => [id, name]));
  const quotas: QuotaNames = new Map(file.value?.quotas.map(({ id, name }) => [id, name]));
  const naming = { person: (id: string) => people.get(id) ?? id, quotas, t };
  if (json) out(JSON.stringify({ status, ...comparison }, null, 2));
  else {
    const notBuilt = [
      ...statusLines(before, then.value, naming),
      ...statusLines(after, now.value, naming),
    ];
    for (const line of [...notBuilt, ...comparisonLines(comparison, naming)]) out(line);
  }
  const same = comparison.sameOrder && status.before === status.after;
  return exitCodes[same ? 'same' : 'different'];
}

async function readAs<T, F>(
  file: string,
  read: (document: unknown) => Result<T, readonly F[]>,
): Promise<Result<T, readonly (F | JsonFileFault)[]>> {
  const document = await readJsonFile(file);
  return document.ok ? read(document.value) : document;
}

function outputSentence(file: string, fault: FileFault | JsonFileFault, t: Translate): string {
  const { path, kind, given } = fault;
  return `${file}${path === '' ? '' : ` ${path}`}: ${t(`list-check.file.${kind}`, { given })}`;
}

/** A list that was not built has nobody on it. */
function comparedList(output: Output, input: ListInput | null): ComparedList {
  if (output.status !== 'built') return { list: [], reserve: [], waived: [] };
  if (!input) return output;
  const groups = new Map(input.candidates.map((candidate) => [candidate.id, candidate.groups]));
  const finished = output.list.map(({ candidate }) => ({ groups: groups.get(candidate) ?? [] }));
  return { ...output, standings: quotaStandings(finished, input.quotas) };
}

function statusLines(file: string, output: Output, { quotas, t }: Naming): string[] {
  switch (output.status) {
    case 'built':
      return [];
    case 'infeasible': {
      const names = namesOf(output.conflict, quotas, t);
      return [t('list-compare.status.infeasible', { file, quotas: names })];
    }
    case 'undecided':
      return [t('list-compare.status.undecided', { file })];
  }
}

function comparisonLines(comparison: ListComparison, naming: Naming): string[] {
  const { t, quotas } = naming;
  const { people, places, waivers, standings } = comparison;
  const head = (['name', 'before', 'after', 'change'] as const).map((key) =>
    t(`list-compare.head.${key}`),
  );
  const rows = people.map((person) => [
    naming.person(person.candidate),
    standingWords(person.before, t),
    standingWords(person.after, t),
    changeWords(person, t),
  ]);
  return [
    ...tableLines([head, ...rows]),
    ...(places.length > 0 ? ['', t('list-compare.places')] : []),
    ...places.map(({ place, before, after }) => {
      const [then, now] = [heldWords(before, naming), heldWords(after, naming)];
      return `  ${t('list-compare.place', { place: String(place), before: then, after: now })}`;
    }),
    '',
    ...waivers.map(({ quota, before, after }) =>
      t('list-compare.waiver', { quota: namesOf([quota], quotas, t), before, after }),
    ),
    ...standings.map(({ quota, before, after }) => {
      const { from, to } = after ?? before ?? { from: 0, to: 0 };
      return t('list-compare.standing', {
        quota: namesOf([quota], quotas, t),
        from: String(from),
        to: String(to),
        before: before?.members ?? '–',
        after: after?.members ?? '–',
      });
    }),
    ...summaryLines(comparison, naming),
  ];
}

function summaryLines({ sameOrder, summary }: ListComparison, { person, t }: Naming): string[] {
  if (sameOrder) return [t('list-compare.summary.same')];
  const { moved, cameIn, left, largest } = summary;
  return [
    t('list-compare.summary.moved', { moved, cameIn, left }),
    ...(largest
      ? [
          t('list-compare.summary.largest', {
            by: Math.abs(largest.move ?? 0),
            name: person(largest.candidate),
            before: standingWords(largest.before, t),
            after: standingWords(largest.after, t),
          }),
        ]
      : []),
  ];
}

function standingWords(standing: Standing, t: Translate): string {
  switch (standing.kind) {
    case 'place':
      return String(standing.place);
    case 'reserve':
      return t('list-compare.reserve', { reserve: standing.reserve });
    case 'absent':
      return t('list-compare.absent');
  }
}

function changeWords({ change, move }: ComparedPerson, t: Translate): string {
  return t(`list-compare.change.${change}`, { by: Math.abs(move ?? 0) });
}

function heldWords(held: HeldPlace | null, { person, quotas, t }: Naming): string {
  if (!held) return t('list-compare.nobody');
  return `${person(held.candidate)} (${reasonWords(held.reason, quotas, t)})`;
}

function reasonWords(reason: ComparedReason, quotas: QuotaNames, t: Translate): string {
  switch (reason.kind) {
    case 'merit':
      return t('list-compare.reason.merit');
    case 'fixed':
      return reason.reason === ''
        ? t('list-compare.reason.fixed')
        : t('list-compare.reason.fixed-because', { reason: reason.reason });
    case 'quota': {
      const ids = [...new Set(reason.because.flatMap((cause) => cause.quotas))];
      return t('list-compare.reason.quota', { quotas: namesOf(ids, quotas, t) });
    }
  }
}
