import { parse } from 'csv-parse/sync';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { ballotFormats, type BallotFormat } from '../domain/formats/ballot-format.js';
import { methodOf, type MethodRefusal } from '../domain/methods/catalogue.js';
import type { CountingMethod } from '../domain/tally/tally.js';
import type { TieStep } from '../domain/ties/tie-policy.js';
import {
  limitFaults,
  readLimits,
  type BallotLimits,
  type LimitArguments,
} from './ballot-limits.js';

/** The words of `irikteu tally` as they were typed. */
export interface TallyArguments extends LimitArguments {
  readonly file: string;
  readonly method?: string;
  /** The options of the method, by their names in the catalogue. */
  readonly methodOptions?: Readonly<Record<string, string>>;
  readonly seats?: string;
  /** The candidates by name, separated by commas; without it, those named in the file. */
  readonly candidates?: string;
  readonly withdrawn?: string;
  /** Steps of the tie policy, separated by commas. */
  readonly ties?: string;
  readonly tieOrder?: string;
  /** What a lot is drawn from, in hexadecimal. */
  readonly seed?: string;
  readonly format?: string;
  readonly output?: string;
  readonly json?: boolean;
  readonly language?: string;
}

/** What the answer of the command may look like. */
export type TallyOutputForm = (typeof outputForms)[number];

const outputForms = ['text', 'json', 'csv', 'blt', 'protocol'] as const;

/** The languages a protocol is written in. */
const protocolLanguages = ['kk', 'ru', 'en'] as const;

/** What is to be counted and how, as far as it is known before the file is read. */
export interface TallyOrder {
  readonly file: string;
  readonly method: CountingMethod;
  readonly limits: BallotLimits;
  /** Null for the number of the file. */
  readonly seats: number | null;
  readonly candidates: readonly string[] | null;
  readonly withdrawn: readonly string[];
  readonly policy: readonly TieStep[];
  readonly tieOrder: readonly string[] | null;
  readonly seed: string;
  readonly format: BallotFormat | null;
  readonly output: TallyOutputForm;
  readonly language: (typeof protocolLanguages)[number];
}

/** The steps of the tie policy as they are written on the command line. */
const tieSteps: Readonly<Record<string, TieStep>> = {
  backwards: { kind: 'earlier-round', direction: 'backwards', many: 'narrow' },
  'backwards-all': { kind: 'earlier-round', direction: 'backwards', many: 'all-differ' },
  forwards: { kind: 'earlier-round', direction: 'forwards', many: 'narrow' },
  'forwards-all': { kind: 'earlier-round', direction: 'forwards', many: 'all-differ' },
  'first-preferences': { kind: 'first-preferences' },
  order: { kind: 'stated-order' },
  lot: { kind: 'lot' },
  ask: { kind: 'ask' },
};

/** Understands the command line, or says everything that is wrong with it, a sentence each. */
export function readTallyOrder(args: TallyArguments): Result<TallyOrder, readonly string[]> {
  const faults: string[] = [];
  const take = <T>(read: Result<T, string | readonly string[]>): T | null => {
    if (read.ok) return read.value;
    faults.push(...(typeof read.error === 'string' ? [read.error] : read.error));
    return null;
  };
  const method = take(readMethod(args));
  const seats = take(readSeats(args.seats));
  const limits = take(readLimits(args));
  if (method && limits) faults.push(...limitFaults(method, limits));
  const stated = take(readPolicy(args.ties));
  const policy = stated ?? method?.defaultTies ?? [];
  const seed = take(readSeed(args.seed));
  if (stated || (method && args.ties === undefined)) faults.push(...seedFaults(policy, args.seed));
  const candidates = take(readNames('--candidates', args.candidates));
  const withdrawn = take(readNames('--withdrawn', args.withdrawn));
  const tieOrder = take(readNames('--tie-order', args.tieOrder));
  const format = take(readWord('--format', args.format, ballotFormats));
  const output = take(readOutput(args));
  const language = take(readWord('--language', args.language, protocolLanguages));
  if (faults.length > 0 || !method || !limits) return refuse(faults);
  return accept({
    file: args.file,
    method,
    limits,
    seats,
    candidates,
    withdrawn: withdrawn ?? [],
    policy,
    tieOrder,
    seed: seed ?? '',
    format,
    output: output ?? 'text',
    language: language ?? 'en',
  });
}

/** A lot needs a seed, and a seed nothing but a lot: an option that does nothing is a mistake. */
function seedFaults(policy: readonly TieStep[], seed: string | undefined): readonly string[] {
  const draws = policy.some(({ kind }) => kind === 'lot');
  if (draws === (seed !== undefined)) return [];
  return [draws ? '--seed: needed for a lot' : '--seed: no step of --ties draws a lot'];
}

function readMethod(args: TallyArguments): Result<CountingMethod, readonly string[]> {
  const method = methodOf(args.method ?? '', args.methodOptions ?? {});
  return method.ok ? method : refuse(method.error.map((refusal) => methodSentence(args, refusal)));
}

function methodSentence({ method = '' }: TallyArguments, refusal: MethodRefusal): string {
  const known = refusal.known.join(', ');
  switch (refusal.kind) {
    case 'no-such-method':
      return `--method: expected one of ${known}`;
    case 'no-such-option':
      return `--${refusal.option}: not an option of ${method}${known && `, which has --${refusal.known.join(', --')}`}`;
    case 'no-such-word':
      return `--${refusal.option}: expected one of ${known}`;
  }
}

function readSeats(text: string | undefined): Result<number | null, string> {
  if (text === undefined) return accept(null);
  if (/^[1-9]\d{0,8}$/.test(text)) return accept(Number(text));
  return refuse('--seats: expected a whole number from 1');
}

function readPolicy(text: string | undefined): Result<readonly TieStep[] | null, string> {
  if (text === undefined) return accept(null);
  const steps = text
    .split(',')
    .map((word) => word.trim())
    .map((word) => (Object.hasOwn(tieSteps, word) ? tieSteps[word] : undefined));
  const known = steps.flatMap((step) => step ?? []);
  if (known.length === steps.length) return accept(known);
  return refuse(`--ties: expected ${Object.keys(tieSteps).join(', ')}, separated by commas`);
}

function readSeed(seed: string | undefined): Result<string, string> {
  if (seed === undefined) return accept('');
  if (/^([0-9a-f]{2})+$/i.test(seed)) return accept(seed.toLowerCase());
  return refuse('--seed: expected hexadecimal digits in pairs');
}

/** Names separated by commas; one that holds a comma stands in quotation marks, as in a row of CSV. */
function readNames(
  option: string,
  text: string | undefined,
): Result<readonly string[] | null, string> {
  if (text === undefined) return accept(null);
  const names = namesOf(text);
  if (names === null || names.includes(''))
    return refuse(`${option}: expected names separated by commas`);
  if (new Set(names).size !== names.length) return refuse(`${option}: expected every name once`);
  return accept(names);
}

function namesOf(text: string): readonly string[] | null {
  try {
    return parse(text, { trim: true, relax_column_count: true })[0] ?? null;
  } catch {
    return null;
  }
}

function readOutput({ output, json = false }: TallyArguments): Result<TallyOutputForm, string> {
  if (json && output !== undefined && output !== 'json')
    return refuse('--json: not together with another --output');
  const form = readWord('--output', output, outputForms);
  return form.ok ? accept(form.value ?? (json ? 'json' : 'text')) : form;
}

function readWord<W extends string>(
  option: string,
  text: string | undefined,
  words: readonly W[],
): Result<W | null, string> {
  if (text === undefined) return accept(null);
  const word = words.find((known) => known === text);
  return word ? accept(word) : refuse(`${option}: expected one of ${words.join(', ')}`);
}
