import { layPaths, passOver, passThrough, type BallotPaths } from '../transfers/ballot-paths.js';
import type { FoldedBallots } from '../ballots/folded-ballots.js';
import { keptVotes, wholeVote } from '../transfers/kept-votes.js';
import { earliestFirst } from '../ties/predetermined-order.js';
import { firstChoiceFault, strictPreferences } from '../ballots/preferences.js';
import { rankBy, ranksOf, standingOf } from '../tally/ranking.js';
import type { CountingMethod, CountingRound, CountOrder, MethodResult } from '../tally/tally.js';
import {
  askPolicy,
  emptyRecord,
  waitingResult,
  type TransferRecord,
} from '../transfers/transfer-record.js';
import { fixedDecimals } from '../transfers/vote-arithmetic.js';

const unit = BigInt(wholeVote);
/** A: 0.000001. */
const omega = 1_000n;

/** A count in progress. Votes and factors are in billionths. */
interface MeekCount {
  readonly record: TransferRecord;
  readonly paths: BallotPaths;
  readonly valid: bigint;
  readonly hopeful: Set<number>;
  /** By position. */
  readonly factors: number[];
}

/** What the last iteration of a round found. */
interface Iteration {
  readonly votes: readonly bigint[];
  readonly factors: readonly number[];
  /** Absent where all are elected before anything is iterated. */
  readonly quota?: bigint;
  readonly surplus: bigint;
  /** Who reached the quota. */
  readonly reached: readonly number[];
}

type Decision = Pick<CountingRound, 'elected' | 'excluded' | 'transfer'>;

/**
 * The reference rule for Meek's method of the Proportional Representation Foundation (prfound.org, «Reference Meek Rule»).
 * Whoever is elected keeps of each ballot only the part that makes up the quota; as ballots are used up the quota sinks, and
 * the parts are found by iteration. A round is what the rule calls one, with the votes after its last iteration.
 */
export const stvPrfMeek: CountingMethod = {
  name: 'stv-prf-meek',
  forms: ['ranking'],
  // T: «the defined tiebreaking procedure».
  defaultTies: [{ kind: 'stated-order' }],
  fault: firstChoiceFault,
  result: countMeek,
};

function countMeek(ballots: FoldedBallots, order: CountOrder): MethodResult {
  const count = startCount(ballots, order);
  // B.1 comes before the first iteration too.
  if (isComplete(count)) return complete(count, undistributed(count), []);
  for (;;) {
    const now = iterate(count);
    if (now.reached.length > 0) {
      setElected(count, now.reached, now);
      if (isComplete(count)) return complete(count, now, []);
      writeRound(count, now, { elected: now.reached, excluded: [], ...surplusOf(count, now) });
      for (const position of now.reached) passThrough(count.paths, position);
      continue;
    }
    const low = lowCandidate(count, now);
    if (low === null) {
      writeRound(count, now, { elected: [], excluded: [] });
      return waitingResult(count.record);
    }
    defeat(count, low);
    if (isComplete(count)) return complete(count, now, [low]);
    const transfer = { from: [low], kind: 'exclusion' } as const;
    writeRound(count, now, { elected: [], excluded: [low], transfer });
    passOver(count.paths, low);
  }
}

/** A: all hopeful with keep factor 1, the withdrawn with 0. */
function startCount(ballots: FoldedBallots, order: CountOrder): MeekCount {
  const preferences = strictPreferences(ballots);
  const standing = standingOf(order.form.candidates, order.withdrawn);
  const hopeful = new Set(standing);
  return {
    record: emptyRecord(order, fixedDecimals(9, 'quotient')),
    paths: layPaths(preferences, standing),
    valid: unit * BigInt(preferences.counts.reduce((sum, one) => sum + one, 0)),
    hopeful,
    factors: Array.from({ length: order.form.candidates }, (_, position) =>
      hopeful.has(position) ? wholeVote : 0,
    ),
  };
}

/** B.1: all seats are filled, or the elected and the hopeful together are not more than the seats. */
function isComplete({ record, hopeful }: MeekCount): boolean {
  const vacancies = record.order.seats - record.elected.flat().length;
  return vacancies <= 0 || hopeful.size <= vacancies;
}

/** B.2: iterates until somebody is elected or the surplus is as small as it gets. */
function iterate(count: MeekCount): Iteration {
  const { record, paths, hopeful, factors } = count;
  const elected = record.elected.flat();
  let before: bigint | null = null;
  for (;;) {
    // B.2.a.
    const votes = keptVotes(paths, factors);
    // B.2.b: truncated to nine decimals, plus 0.000000001.
    const quota = sumOf(votes) / BigInt(record.order.seats + 1) + 1n;
    // B.2.c: greater than or equal.
    const reached = [...hopeful].filter((position) => votesOf(votes, position) >= quota);
    // B.2.d; where somebody was elected just now it is not looked at any more.
    const surplus = surplusTogether(votes, elected, quota);
    // B.2.e.
    const isFinished = surplus < omega || (before !== null && surplus >= before);
    if (reached.length > 0 || isFinished)
      return { votes, factors: [...factors], quota, surplus, reached };
    before = surplus;
    // B.2.f: times the quota, rounded up, then divided by the votes, rounded up.
    for (const position of elected) {
      const product = quotientRoundedUp(BigInt(factors[position] ?? 0) * quota, unit);
      factors[position] = Number(quotientRoundedUp(product * unit, votesOf(votes, position)));
    }
  }
}

/** B.3: the lowest, by T among all whose votes are within the surplus of the lowest; null where the tie stays open. */
function lowCandidate(
  { record, hopeful }: MeekCount,
  { votes, surplus }: Iteration,
): number | null {
  const rising = [...hopeful].sort((a, b) => signOf(votesOf(votes, a) - votesOf(votes, b)));
  const [lowest = 0] = rising;
  const tied = rising.filter(
    (position) => votesOf(votes, position) <= votesOf(votes, lowest) + surplus,
  );
  if (tied.length === 1) return lowest;
  const question = { tied, at: 'exclusion', wanted: 'worst' } as const;
  const { decided, classes } = askPolicy(record, question, earliestFirst(record.order.ties));
  return decided ? (classes.at(-1)?.[0] ?? null) : null;
}

/** B.3: the keep factor of the defeated is 0. */
function defeat({ record, hopeful, factors }: MeekCount, position: number): void {
  hopeful.delete(position);
  factors[position] = 0;
  record.excluded.push([position]);
}

/** Equal votes share a place. */
function setElected(
  { record, hopeful }: MeekCount,
  positions: readonly number[],
  { votes }: Iteration,
): void {
  record.elected.push(...byVotes(positions, votes));
  for (const position of positions) hopeful.delete(position);
}

/** C: the remaining fill the seats that are left (C.1), or are defeated (C.2). */
function complete(count: MeekCount, now: Iteration, excluded: readonly number[]): MethodResult {
  const { record, hopeful } = count;
  const left = [...hopeful];
  const isOpen = record.elected.flat().length < record.order.seats;
  if (isOpen) setElected(count, left, now);
  writeRound(count, now, { elected: [...now.reached, ...(isOpen ? left : [])], excluded });
  const defeated = [...record.excluded, ...byVotes([...hopeful], now.votes).reverse()].reverse();
  return {
    elected: record.elected.flat(),
    ranking: ranksOf([...record.elected, ...defeated]),
    rounds: record.rounds,
    working: { kind: 'transfers' },
    ties: record.ties,
  };
}

/** First preferences, where nobody is in excess of the seats and nothing is iterated. */
function undistributed({ paths, factors }: MeekCount): Iteration {
  return { votes: keptVotes(paths, factors), factors, surplus: 0n, reached: [] };
}

function writeRound(
  { record, valid }: MeekCount,
  { votes, factors, quota }: Iteration,
  decision: Decision,
): void {
  const text = (billionths: bigint): string => record.arithmetic.text(billionths, unit);
  const exhausted = valid - sumOf(votes);
  record.votes.push(votes);
  record.rounds.push({
    number: record.rounds.length + 1,
    votes: votes.map(text),
    ...decision,
    ...(quota === undefined ? {} : { quota: text(quota) }),
    nonTransferable: exhausted === 0n ? '0' : text(exhausted),
    // What is kept is rounded up and taken from the ballot as it is, so nothing is ever lost.
    roundingLoss: '0',
    keepFactors: factors.map((factor) => text(BigInt(factor))),
  });
}

/** Whose votes above the quota go on in the next round. */
function surplusOf(
  { record }: MeekCount,
  { votes, quota = 0n }: Iteration,
): Pick<Decision, 'transfer'> {
  const from = record.elected.flat().filter((position) => votesOf(votes, position) > quota);
  return from.length > 0 ? { transfer: { from, kind: 'surplus' } } : {};
}

function surplusTogether(
  votes: readonly bigint[],
  elected: readonly number[],
  quota: bigint,
): bigint {
  const surplus = elected.reduce((sum, one) => sum + votesOf(votes, one) - quota, 0n);
  return surplus < 0n ? 0n : surplus;
}

function byVotes(positions: readonly number[], votes: readonly bigint[]): (readonly number[])[] {
  return rankBy(positions, (a, b) => signOf(votesOf(votes, b) - votesOf(votes, a))).map(
    ({ candidates }) => candidates,
  );
}

function votesOf(votes: readonly bigint[], position: number): bigint {
  return votes[position] ?? 0n;
}

function sumOf(votes: readonly bigint[]): bigint {
  return votes.reduce((sum, one) => sum + one, 0n);
}

function quotientRoundedUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}

function signOf(difference: bigint): number {
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
