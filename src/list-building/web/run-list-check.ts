import { checkInput, checkOutput } from '../check/check-list.js';
import type { FileFault } from '../check/field.js';
import { highs } from '../check/highs.js';
import { readListFile, type ListFile } from '../check/list-file.js';
import { readOutput } from '../check/output-file.js';
import type { Fault, Finding, Report } from '../check/report.js';
import type { Result } from '../../kernel/result.js';
import { wordsIn, type Translate } from '../../platform/web/words.js';
import { readJsonFile, type JsonFileFault } from './json-file.js';

/** The words of `irikteu list check` as they were typed. */
export interface ListCheckArguments {
  readonly input: string;
  /** What `irikteu list build --json` printed; without it only the input is looked at. */
  readonly output?: string | undefined;
  readonly thorough?: boolean;
  readonly json?: boolean;
  readonly lang?: string;
}

/** Where the answer goes. */
export interface ListCheckOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const exitCodes = { true: 0, false: 1, 'bad-input': 2, open: 4 } as const;

const terminal: ListCheckOutput = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
};

const ask = highs();

type AnyFault = FileFault | JsonFileFault;

/** Holds an output of the builder against its list file and prints what is true; answers the exit code of the command. */
export async function runListCheck(
  { input, output, thorough = false, json = false, lang = 'en' }: ListCheckArguments,
  { out, err }: ListCheckOutput = terminal,
): Promise<number> {
  const t = wordsIn(lang === 'kk' || lang === 'ru' ? lang : 'en');
  const refuse = (file: string, faults: readonly AnyFault[]) => {
    err(t('list-check.file.wrong', { file, number: faults.length }));
    for (const { path, kind, given } of faults) {
      err(`  ${path === '' ? file : path}: ${t(`list-check.file.${kind}`, { given })}`);
    }
    return exitCodes['bad-input'];
  };
  const file = await readAs(input, readListFile);
  if (!file.ok) return refuse(input, file.error);
  const built = output === undefined ? null : await readAs(output, readOutput);
  if (built && !built.ok) return refuse(output ?? '', built.error);
  const report = built
    ? await checkOutput(file.value, built.value, { thorough, ask })
    : await checkInput(file.value, { ask });
  if (json) out(JSON.stringify(reportDocument(report, file.value, t), null, 2));
  else for (const line of reportLines(report, file.value, t)) out(line);
  return exitCodes[report.verdict];
}

async function readAs<T>(
  file: string,
  read: (document: unknown) => Result<T, readonly FileFault[]>,
): Promise<Result<T, readonly AnyFault[]>> {
  const document = await readJsonFile(file);
  return document.ok ? read(document.value) : document;
}

function reportDocument({ status, verdict, findings }: Report, file: ListFile, t: Translate) {
  const told = (faults: readonly Fault[]) =>
    faults.map((fault) => ({ ...fault, sentence: faultSentence(fault, file, t) }));
  return {
    status,
    verdict,
    sentence: t(`list-check.verdict.${status}.${verdict}`),
    checks: findings.map(({ check, verdict: own, shown, faults, notes }) => ({
      check,
      sentence: t(`list-check.check.${check}`),
      verdict: own,
      shown,
      faults: told(faults),
      notes: told(notes),
    })),
  };
}

function reportLines({ status, verdict, findings }: Report, file: ListFile, t: Translate) {
  const marks = ['true', 'false', 'open', 'skipped', 'note'].map((mark) =>
    t(`list-check.mark.${mark}`),
  );
  const width = Math.max(...marks.map(({ length }) => length)) + 2;
  const line = (mark: string, sentence: string) =>
    `${t(`list-check.mark.${mark}`).padEnd(width)}${sentence}`;
  return [
    ...findings.flatMap((finding) => [
      line(finding.verdict, t(`list-check.check.${finding.check}`) + shownWords(finding, t)),
      ...firstOf(finding.faults, file, t).map((sentence) => `${' '.repeat(width)}${sentence}`),
      ...firstOf(finding.notes, file, t).map((sentence) => line('note', sentence)),
    ]),
    '',
    t(`list-check.verdict.${status}.${verdict}`),
  ];
}

function shownWords({ shown }: Finding, t: Translate): string {
  const ways = (['counting', 'proof', 'highs'] as const).flatMap((way) =>
    shown && shown[way] > 0 ? [t(`list-check.shown.${way}`, { number: shown[way] })] : [],
  );
  return ways.length === 0 ? '' : ` (${ways.join(', ')})`;
}

/** The first thing that is wrong, and how many more there are. */
function firstOf(faults: readonly Fault[], file: ListFile, t: Translate): string[] {
  const [first] = faults;
  if (!first) return [];
  const more = faults.length - 1;
  const sentence = faultSentence(first, file, t);
  return [more > 0 ? `${sentence} ${t('list-check.more', { number: more })}` : sentence];
}

/** What is wrong, in one sentence that names the place. */
function faultSentence(fault: Fault, file: ListFile, t: Translate): string {
  const name = (id: string) => file.people.find((person) => person.id === id)?.name ?? id;
  const [open, close] = t.language === 'en' ? ['“', '”'] : ['«', '»'];
  const quota = (id: string) =>
    `${open}${file.quotas.find((rule) => rule.id === id)?.names[t.language] ?? id}${close}`;
  const value = (given: string | number | undefined) => {
    const text = String(given ?? '–');
    return fault.kind === 'wrong-reason' ? t(`list-check.reason.${text}`) : name(text);
  };
  return t(`list-check.fault.${fault.kind}`, {
    where:
      fault.place === undefined
        ? t('list-check.where.list')
        : t('list-check.where.place', { place: String(fault.place) }),
    person: fault.candidate === undefined ? '' : name(fault.candidate),
    quota: quota(fault.quota ?? ''),
    quotas: (fault.quotas ?? []).map(quota).join(', '),
    from: String(fault.from ?? ''),
    to: String(fault.to ?? ''),
    number: fault.number ?? '',
    claimed: value(fault.claimed),
    found: value(fault.found),
  }).trim();
}
