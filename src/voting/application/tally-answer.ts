import type { CountingRound, PairLock, Tally, Working } from '../domain/tally/tally.js';
import type { TieReport } from '../domain/ties/ties.js';
import type { CountedFile } from './count-ballot-file.js';

/** What each candidate who stands has, by name. */
type ByName<T> = Readonly<Record<string, T>>;

/** The result of `irikteu tally` with candidates by name: the JSON contract of `docs/tally.md`. */
export interface TallyAnswer {
  readonly method: string;
  readonly seats: number;
  readonly ballots: Pick<Tally, 'total' | 'valid' | 'invalid' | 'invalidBy'>;
  readonly withdrawn?: readonly string[];
  readonly elected: readonly string[];
  readonly ranking: readonly { readonly rank: number; readonly candidates: readonly string[] }[];
  readonly rounds: readonly RoundAnswer[];
  readonly ties: readonly TieAnswer[];
  readonly pairwise?: PairwiseAnswer;
  /** How many voters gave a candidate each grade, from 0. */
  readonly grades?: ByName<readonly number[]>;
  /** How many voters put a candidate on each place, from the first. */
  readonly places?: ByName<readonly number[]>;
}

/** One round: exact numbers as text. */
export interface RoundAnswer {
  readonly number: number;
  readonly quota?: string;
  readonly votes: ByName<string>;
  readonly exactVotes?: ByName<string>;
  readonly nonTransferable?: string;
  readonly roundingLoss?: string;
  readonly elected: readonly string[];
  readonly excluded: readonly string[];
  readonly transfer?: { readonly from: readonly string[]; readonly kind: 'surplus' | 'exclusion' };
  readonly keepFactors?: ByName<string>;
}

interface TieAnswer extends Pick<TieReport, 'candidates' | 'resolvedBy' | 'steps'> {
  readonly at: string;
  readonly order: readonly string[];
}

type Matrix = ByName<ByName<number>>;

interface PairwiseAnswer {
  readonly preferred: Matrix;
  readonly strongestPaths?: Matrix;
  readonly pathOpposition?: Matrix;
  readonly locks?: readonly (Omit<PairLock, 'over' | 'under'> & {
    readonly over: string;
    readonly under: string;
  })[];
  readonly best?: PairwiseWorking['best'];
}

type PairwiseWorking = Extract<Working, { readonly kind: 'pairwise' }>;

/** Everything the command says as JSON. */
export function tallyAnswer(counted: CountedFile): TallyAnswer {
  const { tally, withdrawn, file } = counted;
  const names = (positions: readonly number[]): readonly string[] =>
    positions.map((position) => file.candidates[position] ?? '');
  return {
    method: tally.method,
    seats: tally.seats,
    ballots: {
      total: tally.total,
      valid: tally.valid,
      invalid: tally.invalid,
      invalidBy: tally.invalidBy,
    },
    ...(withdrawn.size > 0 ? { withdrawn: names([...withdrawn].sort((a, b) => a - b)) } : {}),
    elected: names(tally.elected),
    ranking: tally.ranking.map(({ rank, candidates }) => ({ rank, candidates: names(candidates) })),
    rounds: tally.rounds.map((round) => roundAnswer(round, counted)),
    ties: tally.ties.map(tieAnswer),
    ...workingAnswer(tally.working, counted),
  };
}

function roundAnswer(round: CountingRound, counted: CountedFile): RoundAnswer {
  const { tally, file } = counted;
  const names = (positions: readonly number[]): readonly string[] =>
    positions.map((position) => file.candidates[position] ?? '');
  // A method of one round elects nobody in it by itself: the result says who is elected.
  const isOnly = tally.rounds.length === 1 && round.elected.length === 0;
  const { number, quota, votes, exactVotes, nonTransferable, roundingLoss, transfer, keepFactors } =
    round;
  return {
    number,
    ...(quota === undefined ? {} : { quota }),
    votes: byName(votes, counted),
    ...(exactVotes ? { exactVotes: byName(exactVotes, counted) } : {}),
    ...(nonTransferable === undefined ? {} : { nonTransferable }),
    ...(roundingLoss === undefined ? {} : { roundingLoss }),
    elected: names(isOnly ? tally.elected : round.elected),
    excluded: names(round.excluded),
    ...(transfer ? { transfer: { from: names(transfer.from), kind: transfer.kind } } : {}),
    ...(keepFactors ? { keepFactors: byName(keepFactors, counted) } : {}),
  };
}

/** A tie in the middle of a count says in which round; the order is empty while the tie is open. */
function tieAnswer({ candidates, at, round, resolvedBy, order, steps }: TieReport): TieAnswer {
  return {
    candidates,
    at: round === undefined ? at : `${at} in round ${round}`,
    resolvedBy,
    order: resolvedBy === null ? [] : order.flat(),
    steps,
  };
}

function byName<T>(values: readonly T[], { file, withdrawn }: CountedFile): ByName<T> {
  return Object.fromEntries(
    values.flatMap((value, position) =>
      withdrawn.has(position) ? [] : [[file.candidates[position] ?? '', value] as const],
    ),
  );
}

function workingAnswer(working: Working, counted: CountedFile): Partial<TallyAnswer> {
  switch (working.kind) {
    case 'sums':
    case 'turns':
    case 'transfers':
      return {};
    case 'pairwise':
      return { pairwise: pairwiseAnswer(working, counted) };
    case 'grades':
      return { grades: byName(working.counts, counted) };
    case 'places':
      return { places: byName(working.counts, counted) };
  }
}

function pairwiseAnswer(working: PairwiseWorking, counted: CountedFile): PairwiseAnswer {
  const name = (position: number): string => counted.file.candidates[position] ?? '';
  const matrix = (rows: readonly (readonly number[])[]): Matrix =>
    byName(
      rows.map((row) => byName(row, counted)),
      counted,
    );
  const { preferred, strongestPaths, pathOpposition, locks, best } = working;
  return {
    preferred: matrix(preferred),
    ...(strongestPaths ? { strongestPaths: matrix(strongestPaths) } : {}),
    ...(pathOpposition ? { pathOpposition: matrix(pathOpposition) } : {}),
    ...(locks
      ? {
          locks: locks.map((lock) => ({ ...lock, over: name(lock.over), under: name(lock.under) })),
        }
      : {}),
    ...(best ? { best } : {}),
  };
}
