import { accept, refuse, type Result } from '../../kernel/result.js';
import { sha256Lot } from '../../platform/lot/index.js';
import type { BallotForm } from '../domain/ballots/ballot.js';
import type { BallotFile } from '../domain/formats/ballot-file.js';
import { canFit, fitBallots } from '../domain/formats/fit-ballots.js';
import { standingOf } from '../domain/tally/ranking.js';
import { countRefusal, tallyBallots, type CountOrder, type Tally } from '../domain/tally/tally.js';
import { formWithin } from './ballot-limits.js';
import type { TallyOrder } from './tally-order.js';

/** A file that was counted. */
export interface CountedFile {
  readonly file: BallotFile;
  readonly form: BallotForm['kind'];
  readonly withdrawn: ReadonlySet<number>;
  readonly tally: Tally;
}

/** Counts the ballots of a file as ordered, or says everything in which order and file do not fit. */
export function countBallotFile(
  order: TallyOrder,
  file: BallotFile,
): Result<CountedFile, readonly string[]> {
  const named = resolveNames(order, file);
  if (!named.ok) return named;
  const { withdrawn } = named.value;
  const form = order.method.forms.find((kind) => canFit(file.content, kind));
  const seats = order.seats ?? file.seats;
  const faults = [...seatFaults(seats, file, withdrawn), ...(form ? [] : [unfit(order, file)])];
  if (!form || seats === null || faults.length > 0) return refuse(faults);
  const count: CountOrder = {
    form: formWithin(form, file.candidates.length, order.limits),
    seats,
    withdrawn,
    ties: tieRules(order, file, named.value.tieOrder),
  };
  const refusal = countRefusal(order.method, count);
  if (refusal)
    return refuse([
      `--method: ${order.method.name} counts at most ${refusal.most} candidates, and ${refusal.standing} stand`,
    ]);
  const tally = tallyBallots(order.method, fitBallots(file, form), count);
  return accept({ file, form, withdrawn, tally });
}

/** How rankings were read by a method that counts marks: the first choice alone, or everybody; null where nothing was changed. */
export function readingOf({ file, form }: CountedFile): 'single' | 'rating' | null {
  return file.content === 'ranking' && (form === 'single' || form === 'rating') ? form : null;
}

interface ResolvedNames {
  readonly withdrawn: ReadonlySet<number>;
  readonly tieOrder: readonly number[] | null;
}

function resolveNames(
  order: TallyOrder,
  file: BallotFile,
): Result<ResolvedNames, readonly string[]> {
  const positions = new Map(file.candidates.map((name, position) => [name.trim(), position]));
  const faults: string[] = [];
  const resolve = (option: string, names: readonly string[]): readonly number[] =>
    names.flatMap((name) => {
      const position = positions.get(name);
      if (position === undefined) faults.push(`${option}: nobody in the file is called ${name}`);
      return position ?? [];
    });
  const withdrawn = new Set([...file.withdrawn, ...resolve('--withdrawn', order.withdrawn)]);
  const tieOrder = order.tieOrder ? resolve('--tie-order', order.tieOrder) : file.tieOrder;
  if (faults.length === 0 && tieOrder && tieOrder.length < file.candidates.length)
    faults.push(`--tie-order: expected all ${file.candidates.length} candidates`);
  return faults.length > 0 ? refuse(faults) : accept({ withdrawn, tieOrder });
}

function seatFaults(
  seats: number | null,
  { candidates }: BallotFile,
  withdrawn: ReadonlySet<number>,
): readonly string[] {
  const standing = standingOf(candidates.length, withdrawn).length;
  if (seats === null) return ['--seats: needed, for the file does not say how many are elected'];
  if (seats <= standing) return [];
  return [`--seats: ${seats} cannot be elected, for only ${standing} stand`];
}

const contents: Readonly<Record<BallotFile['content'], string>> = {
  ranking: 'rankings',
  marks: 'marks without an order',
  scores: 'scores',
  values: 'values',
};

function unfit({ method }: TallyOrder, { content }: BallotFile): string {
  return `--method: ${method.name} counts ${method.forms.join(' or ')} ballots, and the file holds ${contents[content]}`;
}

function tieRules(
  { policy, seed }: TallyOrder,
  { candidates }: BallotFile,
  statedOrder: readonly number[] | null,
): CountOrder['ties'] {
  return {
    contenders: candidates.map((id) => ({ id, birthDate: null, groups: [], earlierStages: [] })),
    policy,
    lot: sha256Lot(seed),
    decisions: [],
    ...(statedOrder ? { statedOrder } : {}),
  };
}
