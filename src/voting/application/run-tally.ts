import { readFile } from 'node:fs/promises';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { sha256Lot } from '../../platform/lot/index.js';
import { plainMarks, type BallotForm } from '../domain/ballot.js';
import { rating } from '../domain/methods/rating.js';
import { singleChoice } from '../domain/methods/single-choice.js';
import { tallyBallots, type CountingMethod, type Tally } from '../domain/tally.js';
import type { TieStep } from '../domain/tie-policy.js';
import { readBallotCsv, type BallotFile } from './read-ballot-csv.js';

/** The words of the command line as they were typed. */
export interface TallyArguments {
  readonly file: string;
  readonly method?: string;
  readonly seats?: string;
  readonly maxMarks?: string;
  /** The candidates by name, separated by commas; without it, those named in the file. */
  readonly candidates?: string;
  /** Steps of the tie policy, separated by commas: `lot`, `ask`. */
  readonly ties?: string;
  /** What a lot is drawn from, in hexadecimal. */
  readonly seed?: string;
  readonly json?: boolean;
}

/** Where the answer goes. */
export interface TallyOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

interface TallyOrder {
  readonly method: CountingMethod;
  readonly form: (candidates: number) => BallotForm;
  readonly seats: number;
  readonly candidates: readonly string[] | null;
  readonly policy: readonly TieStep[];
  readonly seed: string;
}

interface MethodOption {
  readonly method: CountingMethod;
  readonly form: (
    candidates: number,
    maxMarks: number | null,
  ) => BallotForm | { readonly missing: string };
}

/** The methods of the command line; a later one is one more line. */
const methods: Readonly<Record<string, MethodOption>> = {
  plurality: {
    method: singleChoice,
    form: (candidates) => ({ kind: 'single', candidates }),
  },
  rating: {
    method: rating,
    form: (candidates, marks) =>
      marks === null ? { missing: '--max-marks' } : { kind: 'rating', candidates, marks },
  },
  approval: {
    method: { ...rating, name: 'approval' },
    form: (candidates, marks) => ({ kind: 'rating', candidates, marks: marks ?? candidates }),
  },
};

const standardOutput: TallyOutput = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
};

/**
 * `irikteu tally`: counts a file of ballots and prints the result. Answers the exit code: 0 for a result, 2 for a bad file
 * or option (nothing is counted), 3 where the tie policy says stop.
 */
export async function runTally(
  args: TallyArguments,
  output: TallyOutput = standardOutput,
): Promise<number> {
  const order = readOrder(args);
  if (!order.ok) {
    output.err(order.error.map((sentence) => `${sentence}\n`).join(''));
    return 2;
  }
  const text = await readText(args.file);
  if (text === null) {
    output.err(`${args.file}: cannot be read\n`);
    return 2;
  }
  const file = readBallotCsv(text, order.value.candidates, plainMarks);
  if (!file.ok) {
    const { line, column, expected } = file.error;
    output.err(`${args.file}: line ${line}, column ${column}: expected ${expected}\n`);
    return 2;
  }
  const tally = count(order.value, file.value);
  const answer = answerOf(order.value, file.value.candidates, tally);
  output.out(args.json ? `${JSON.stringify(answer, null, 2)}\n` : inWords(answer));
  if (tally.awaited.length === 0) return 0;
  const open = tally.awaited.map((tied) => tied.join(', ')).join('; ');
  output.err(`The tie policy stops here, a decision is needed between: ${open}\n`);
  return 3;
}

function readOrder(args: TallyArguments): Result<TallyOrder, readonly string[]> {
  const faults: string[] = [];
  const option = methods[args.method ?? ''];
  if (!option) faults.push(`--method: expected one of ${Object.keys(methods).join(', ')}`);
  const seats = wholeNumber(args.seats);
  if (seats === null) faults.push('--seats: expected a whole number from 1');
  const maxMarks = args.maxMarks === undefined ? null : wholeNumber(args.maxMarks);
  if (args.maxMarks !== undefined && maxMarks === null)
    faults.push('--max-marks: expected a whole number from 1');
  const probe = option?.form(1, maxMarks);
  if (probe && 'missing' in probe && args.maxMarks === undefined)
    faults.push(`${probe.missing}: needed for this method`);
  const policy = readPolicy(args.ties ?? 'ask');
  if (!policy) faults.push('--ties: expected lot or ask, separated by commas');
  const seed = args.seed ?? '';
  if (!/^([0-9a-f]{2})*$/.test(seed)) faults.push('--seed: expected hexadecimal digits in pairs');
  if (policy?.some(({ kind }) => kind === 'lot') && seed === '')
    faults.push('--seed: needed for a lot');
  const candidates = args.candidates?.split(',').map((name) => name.trim()) ?? null;
  if (candidates && new Set(candidates).size !== candidates.length)
    faults.push('--candidates: expected every name once');
  if (!option || seats === null || !policy || faults.length > 0) return refuse(faults);
  return accept({
    method: option.method,
    form: (number) => {
      const form = option.form(number, maxMarks);
      if ('missing' in form) throw new Error(`Impossible: ${form.missing} was checked`);
      return form;
    },
    seats,
    candidates,
    policy,
    seed,
  });
}

function readPolicy(text: string): readonly TieStep[] | null {
  const steps = text.split(',').map((word) => word.trim());
  return steps.every((word) => word === 'lot' || word === 'ask')
    ? steps.map((kind) => ({ kind }))
    : null;
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return null;
  }
}

function count(order: TallyOrder, { candidates, ballots }: BallotFile): Tally {
  return tallyBallots(order.method, ballots, {
    form: order.form(candidates.length),
    seats: Math.min(order.seats, candidates.length),
    withdrawn: new Set(),
    ties: {
      contenders: candidates.map((id) => ({ id, birthDate: null, groups: [], earlierStages: [] })),
      policy: order.policy,
      lot: sha256Lot(order.seed),
      decisions: [],
    },
  });
}

type Answer = ReturnType<typeof answerOf>;

function answerOf(order: TallyOrder, names: readonly string[], tally: Tally) {
  const name = (position: number): string => names[position] ?? '';
  const elected = tally.elected.map(name);
  return {
    method: order.method.name,
    seats: order.seats,
    ballots: {
      total: tally.total,
      valid: tally.valid,
      invalid: tally.invalid,
      invalidBy: tally.invalidBy,
    },
    elected,
    ranking: tally.ranking.map(({ rank, candidates }) => ({
      rank,
      candidates: candidates.map(name),
    })),
    rounds: tally.rounds.map(({ number, votes }) => ({
      number,
      votes: Object.fromEntries(votes.map((sum, position) => [name(position), sum])),
      elected,
      excluded: [],
    })),
    ties: tally.ties.map(({ candidates, at, resolvedBy, order: classes, steps }) => ({
      candidates,
      at,
      resolvedBy,
      order: resolvedBy === null ? [] : classes.flat(),
      steps,
    })),
  };
}

function inWords(answer: Answer): string {
  const { ballots } = answer;
  const votes = answer.rounds.at(-1)?.votes ?? {};
  const lines = answer.ranking.flatMap(({ rank, candidates }) =>
    candidates.map((name) => {
      const mark = answer.elected.includes(name) ? '*' : ' ';
      return `${String(rank).padStart(4)} ${mark} ${(votes[name] ?? '').padStart(9)}  ${name}`;
    }),
  );
  return [
    `${answer.method}, ${answer.seats} seats: ${ballots.total} ballots, ${ballots.valid} valid, ${ballots.invalid} invalid`,
    ...lines,
    ...answer.ties.map(
      ({ candidates, at, resolvedBy, order }) =>
        `tie (${at}): ${candidates.join(', ')}; ${resolvedBy === null ? 'not decided' : `by ${resolvedBy}: ${order.join(', ')}`}`,
    ),
    '',
  ].join('\n');
}
