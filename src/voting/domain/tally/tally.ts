import { assert, defined } from '../../../kernel/assert.js';
import { compareFractions, parseFraction, type Fraction } from '../../../kernel/exact.js';
import { valuesFault, type BallotForm, type InvalidReason } from '../ballots/ballot.js';
import {
  ballotsTogether,
  sortBallots,
  withoutCandidates,
  type FoldedBallots,
  type SortedBallots,
} from '../ballots/folded-ballots.js';
import { standingOf, type Rank } from './ranking.js';
import type { TieHistory, TieRules, TieStep } from '../ties/tie-policy.js';
import { settleTies, type TieReport } from '../ties/ties.js';

/**
 * A voting method answers three questions: what it is called, whether a ballot is valid (and why not), and what the result
 * is. A new method is one more file that answers them.
 */
export interface CountingMethod {
  readonly name: string;
  /** The forms of ballot it can count. */
  readonly forms: readonly BallotForm['kind'][];
  /** The most candidates it can count exactly within seconds; as many as there are where it does not say. */
  readonly mostCandidates?: number;
  /** How its rule breaks ties, for a count whose order states no policy. */
  readonly defaultTies?: readonly TieStep[];
  /** Why the ballot with this index is invalid, or null when it counts. Without it the form alone decides. */
  fault?(ballots: FoldedBallots, index: number, form: BallotForm): InvalidReason | null;
  /** The result of valid ballots. */
  result(ballots: FoldedBallots, order: CountOrder): MethodResult;
}

/** A method that ranks by one sum for each candidate, so that paper ballots can be counted where they lie. */
export interface AdditiveMethod extends CountingMethod {
  /** How many of a sum make one vote or point: 2 where the rule counts in halves, 1 where nothing is said. */
  readonly unit?: 1 | 2;
  /** The sum of each candidate, by position: whole numbers. */
  sums(ballots: FoldedBallots, order: SumOrder): readonly number[];
}

/** What the points of a ballot may depend on besides the ballot. */
export type SumOrder = Pick<CountOrder, 'seats' | 'withdrawn'>;

/** What is asked of a count. */
export interface CountOrder {
  readonly form: BallotForm;
  /** How many are to be elected. */
  readonly seats: number;
  /** Candidates who left the race: their names are read over. */
  readonly withdrawn: ReadonlySet<number>;
  /**
   * Who is on the list already, where the single transferable vote fills a list from the top: they are never excluded, and one
   * other is elected beside them. Other methods take no notice.
   */
  readonly placed?: ReadonlySet<number>;
  readonly ties: TieRules;
}

/** Why a method cannot count an election at all. */
export interface CountRefusal {
  readonly kind: 'too-many-candidates';
  readonly standing: number;
  readonly most: number;
}

/** Why the method cannot count what is asked, or null when it can. To be asked before anything is counted. */
export function countRefusal(
  { mostCandidates: most }: CountingMethod,
  { form, withdrawn }: Pick<CountOrder, 'form' | 'withdrawn'>,
): CountRefusal | null {
  const standing = standingOf(form.candidates, withdrawn).length;
  if (most === undefined || standing <= most) return null;
  return { kind: 'too-many-candidates', standing, most };
}

/** What a method finds. Candidates are positions. */
export interface MethodResult {
  /**
   * Everybody who stands, several on one rank where the method ties them. Methods that elect by themselves put the elected
   * first, in order.
   */
  readonly ranking: readonly Rank[];
  readonly rounds: readonly CountingRound[];
  readonly working: Working;
  /** Who is elected, in order, where the method itself says so; otherwise the top of the ranking after the tie policy. */
  readonly elected?: readonly number[];
  /** Ties in the middle of the count. */
  readonly ties?: readonly TieReport[];
}

/** What the picture of a result is drawn from, besides the rounds. */
export type Working =
  /** One sum for each candidate: the votes of the only round. */
  | { readonly kind: 'sums' }
  /** The places are filled one after the other: a round for each place, its votes what each candidate had for that place. */
  | { readonly kind: 'turns' }
  /** Votes go from candidate to candidate, round by round. */
  | { readonly kind: 'transfers' }
  /** How many voters prefer the candidate of the row to the candidate of the column, and what the method made of it. */
  | {
      readonly kind: 'pairwise';
      readonly preferred: readonly (readonly number[])[];
      /** Schulze: the strength of the strongest path of victories, 0 where there is none. */
      readonly strongestPaths?: readonly (readonly number[])[];
      /** Schulze by winning votes: the votes against the weakest victory of that path; fewer are stronger. */
      readonly pathOpposition?: readonly (readonly number[])[];
      /** Ranked pairs: the victories in the order they were considered. */
      readonly locks?: readonly PairLock[];
      /** Kemeny: with how many preferences of voters the best rankings agree, and how many such rankings there are. */
      readonly best?: { readonly agreement: number; readonly rankings: string };
    }
  /** How many voters gave the candidate of the row the grade of the column. */
  | { readonly kind: 'grades'; readonly counts: readonly (readonly number[])[] }
  /** How many voters put the candidate of the row on the place of the column. */
  | { readonly kind: 'places'; readonly counts: readonly (readonly number[])[] };

/** A victory of one candidate over another as ranked pairs considered it. */
export interface PairLock {
  readonly over: number;
  readonly under: number;
  readonly strength: number;
  readonly locked: boolean;
  /** Neither locked nor contradicted: which of them holds would rest on the order of victories of equal strength. */
  readonly undecided?: boolean;
}

/**
 * One round of a count: the votes at its beginning, what was decided on them, and the transfer that leads to the next round.
 * Numbers are exact text, since many rules count in fractions.
 */
export interface CountingRound {
  readonly number: number;
  /** Where a list is made by several counts: the place this count decides. */
  readonly place?: number;
  /** By position. */
  readonly votes: readonly string[];
  /** The votes as fractions (`7`, `20/3`), where `votes` shows only the first decimals of them. */
  readonly exactVotes?: readonly string[];
  readonly elected: readonly number[];
  readonly excluded: readonly number[];
  readonly quota?: string;
  readonly nonTransferable?: string;
  /** What was lost by rounding so far; held + non-transferable + lost = valid votes. */
  readonly roundingLoss?: string;
  readonly transfer?: { readonly from: readonly number[]; readonly kind: 'surplus' | 'exclusion' };
  /** The factors with which elected candidates keep votes (Meek), by position. */
  readonly keepFactors?: readonly string[];
}

/** A whole count: who is elected and why, step by step. Candidates are positions. */
export interface Tally {
  readonly method: string;
  readonly seats: number;
  readonly total: number;
  readonly valid: number;
  readonly invalid: number;
  /** How many ballots were invalid for each reason; only the reasons that occurred. */
  readonly invalidBy: Readonly<Partial<Record<InvalidReason, number>>>;
  /** In order; fewer than the seats while a tie is open. */
  readonly elected: readonly number[];
  readonly ranking: readonly Rank[];
  readonly rounds: readonly CountingRound[];
  readonly ties: readonly TieReport[];
  /** Sets of candidates (ids) the commission must put in order before the count can be completed. */
  readonly awaited: readonly (readonly string[])[];
  readonly working: Working;
}

/** Counts: sets invalid ballots aside, reads over the withdrawn, asks the method, and settles what it left tied. */
export function tallyBallots(
  method: CountingMethod,
  ballots: FoldedBallots,
  order: CountOrder,
): Tally {
  assert(
    method.forms.includes(order.form.kind),
    `${method.name} counts ${order.form.kind} ballots`,
  );
  assert(countRefusal(method, order) === null, `${method.name} counts so many candidates`);
  const sorted = sortBallots(ballots, (index) => faultOf(method, ballots, index, order.form));
  const supported = readOver(sorted.valid, order.withdrawn);
  const total = ballotsTogether(ballots);
  const invalid = sorted.invalid + supported.invalid;
  return {
    method: method.name,
    seats: order.seats,
    total,
    valid: total - invalid,
    invalid,
    invalidBy: { ...sorted.invalidBy, ...supported.invalidBy },
    ...completed(method.result(supported.valid, order), order),
  };
}

/** The ballots without the names of those who left; one that named nobody else counts no more. */
function readOver(ballots: FoldedBallots, withdrawn: ReadonlySet<number>): SortedBallots {
  if (withdrawn.size === 0) return { valid: ballots, invalid: 0, invalidBy: {} };
  const standing = withoutCandidates(ballots, withdrawn);
  return sortBallots(standing, (index) =>
    standing.starts[index] === standing.starts[index + 1] ? 'only-withdrawn' : null,
  );
}

/** The fault of a ballot by the method's own rule, or by the form where it has none. */
export function faultOf(
  method: CountingMethod,
  ballots: FoldedBallots,
  index: number,
  form: BallotForm,
): InvalidReason | null {
  if (method.fault) return method.fault(ballots, index, form);
  return foldedFault(ballots, index, form);
}

/** Why the form does not allow a folded ballot, or null when it does. */
export function foldedFault(
  { starts, values }: FoldedBallots,
  index: number,
  form: BallotForm,
): InvalidReason | null {
  return valuesFault(values, starts[index] ?? 0, starts[index + 1] ?? 0, form);
}

type Completed = Pick<Tally, 'elected' | 'ranking' | 'rounds' | 'ties' | 'awaited' | 'working'>;

/**
 * Methods that only rank leave the ties to the policy. Methods that elect have asked it on the way; what they leave to it is the
 * order of those they elect at one time with equal votes.
 */
function completed(result: MethodResult, order: CountOrder): Completed {
  const { ranking, rounds, working, elected, ties = [] } = result;
  const open = ties.flatMap(({ awaited }) => awaited);
  if (elected && open.length > 0) return { elected, ranking, rounds, ties, awaited: open, working };
  const places = elected?.length ?? order.seats;
  const settled = settleTies(elected ? ranking.filter(({ rank }) => rank <= places) : ranking, {
    ...order.ties,
    places,
    history: historyOf(rounds),
  });
  const positions = new Map(order.ties.contenders.map(({ id }, position) => [id, position]));
  return {
    elected: settled.ranking
      .filter(({ rank, candidates }) => rank + candidates.length - 1 <= places)
      .flatMap(({ candidates }) =>
        candidates.map((id) => defined(positions.get(id), 'a position')),
      ),
    ranking,
    rounds,
    ties: [...ties, ...settled.ties],
    awaited: [...open, ...settled.awaited],
    working,
  };
}

/** What the rounds before the last one say about two candidates; nothing where there is but one round. */
function historyOf(rounds: readonly CountingRound[]): TieHistory {
  const votesIn = (round: number, candidate: number): Fraction => {
    const { exactVotes, votes } = defined(rounds[round], 'an earlier round');
    const read = parseFraction((exactVotes ?? votes)[candidate] ?? '0');
    return defined(read.ok ? read.value : null, 'votes as exact text');
  };
  return {
    rounds: Math.max(0, rounds.length - 1),
    compare: (round, a, b) => compareFractions(votesIn(round, a), votesIn(round, b)),
  };
}
