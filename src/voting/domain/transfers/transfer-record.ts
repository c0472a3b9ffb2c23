import { continuingOf, votesOf, type ParcelCount } from './parcel-count.js';
import { rankBy, ranksOf, standingOf } from '../tally/ranking.js';
import type { CountingRound, CountOrder, MethodResult } from '../tally/tally.js';
import type { TieHistory } from '../ties/tie-policy.js';
import { breakTie, type BrokenTie, type TieQuestion, type TieReport } from '../ties/ties.js';
import type { VoteArithmetic } from './vote-arithmetic.js';

/** What a count by transfers writes down as it goes on: the rounds, who left the race and when, the ties. */
export interface TransferRecord {
  readonly order: CountOrder;
  readonly arithmetic: VoteArithmetic;
  readonly rounds: CountingRound[];
  /** The votes of each round written down, in the units of that round. */
  readonly votes: (readonly bigint[])[];
  /** Classes of equals in the order in which they were elected. */
  readonly elected: (readonly number[])[];
  /** Classes of equals in the order in which they were excluded. */
  readonly excluded: (readonly number[])[];
  readonly ties: TieReport[];
}

/** What is decided in a round, on the votes at its beginning. */
export interface RoundDecision {
  readonly elected: readonly number[];
  readonly excluded: readonly number[];
  readonly transfer?: NonNullable<CountingRound['transfer']>;
  /** As the rule writes it. */
  readonly quota: string;
}

/** An empty record. */
export function emptyRecord(order: CountOrder, arithmetic: VoteArithmetic): TransferRecord {
  return { order, arithmetic, rounds: [], votes: [], elected: [], excluded: [], ties: [] };
}

/** How many are elected so far. */
export function electedSoFar({ elected }: TransferRecord): number {
  return elected.reduce((sum, { length }) => sum + length, 0);
}

/** How many seats are not filled yet. */
export function vacanciesOf(record: TransferRecord): number {
  return record.order.seats - electedSoFar(record);
}

/**
 * Whether all seats are filled, or as many candidates are left as there are vacancies; where a list is made from the top, also
 * when somebody new is elected, for the other seats belong to those on the list.
 */
export function isDecided(record: TransferRecord, count: ParcelCount): boolean {
  const vacancies = vacanciesOf(record);
  return vacancies <= 0 || continuingOf(count).length <= vacancies || hasNewcomer(record);
}

/** Whether a count for a list from the top has elected whom it was held for. */
export function hasNewcomer({ order, elected }: TransferRecord): boolean {
  return order.placed !== undefined && elected.flat().some((one) => !order.placed?.has(one));
}

/** Candidates in classes of equal votes, most votes first. */
export function byVotes(count: ParcelCount, positions: readonly number[]): number[][] {
  return rankBy(positions, (a, b) => signOf(votesOf(count, b) - votesOf(count, a))).map(
    ({ candidates }) => [...candidates],
  );
}

/** The continuing candidates who may be excluded, in classes of equal votes, fewest votes first. */
export function excludable({ order }: TransferRecord, count: ParcelCount): readonly number[][] {
  return byVotes(count, newcomersAmong(order, continuingOf(count))).reverse();
}

/** Those who are not on the list yet; everybody where no list is made from the top. */
export function newcomersAmong(
  { placed }: CountOrder,
  positions: readonly number[],
): readonly number[] {
  return positions.filter((position) => !placed?.has(position));
}

/** Takes candidates out of the race as elected, equal votes on one place. */
export function setElected(
  record: TransferRecord,
  count: ParcelCount,
  positions: readonly number[],
): void {
  record.elected.push(...byVotes(count, positions));
  for (const position of positions) count.continues[position] = 0;
}

/** Takes candidates out of the race together, the fewest votes on the last place. */
export function setExcluded(
  record: TransferRecord,
  count: ParcelCount,
  positions: readonly number[],
): void {
  record.excluded.push(...byVotes(count, positions).reverse());
  for (const position of positions) count.continues[position] = 0;
}

/** Writes a round down as the count stands before its transfer. */
export function writeRound(
  record: TransferRecord,
  count: ParcelCount,
  { elected, excluded, transfer, quota }: RoundDecision,
): void {
  const { arithmetic, rounds } = record;
  const { votes, unit } = count;
  const fractions = arithmetic.fractions?.(votes, unit) ?? null;
  record.votes.push([...votes]);
  rounds.push({
    number: rounds.length + 1,
    votes: votes.map((vote) => arithmetic.text(vote, unit)),
    ...(fractions ? { exactVotes: fractions } : {}),
    elected: [...elected],
    excluded: [...excluded],
    quota,
    nonTransferable: orPlainZero(count.nonTransferable, count, arithmetic),
    roundingLoss: orPlainZero(count.lost, count, arithmetic),
    ...(transfer ? { transfer } : {}),
  });
}

/** Asks the policy in the middle of the count, and writes down what it said. */
export function askPolicy(
  record: TransferRecord,
  question: Omit<TieQuestion, 'round' | 'history'>,
  rules = record.order.ties,
): BrokenTie {
  const broken = breakTie(
    { ...question, round: record.rounds.length + 1, history: historyOf(record) },
    rules,
  );
  record.ties.push(broken.report);
  return broken;
}

/**
 * The one of equals who goes on, or goes, first: the best to be elected or to pass on a surplus, the worst to be excluded. Null
 * while the commission is awaited.
 */
export function oneOf(
  record: TransferRecord,
  tied: readonly number[],
  at: TieQuestion['at'],
  rules = record.order.ties,
): number | null {
  const [only] = tied;
  if (tied.length === 1 && only !== undefined) return only;
  const wanted = at === 'exclusion' ? 'worst' : 'best';
  const { decided, classes } = askPolicy(record, { tied, at, wanted }, rules);
  return decided ? (classes.at(wanted === 'best' ? 0 : -1)?.[0] ?? null) : null;
}

/**
 * Ends a count: whoever still continues fills the last vacancies if there are any, and the last round is written, in which
 * nothing is passed on.
 */
export function completeCount(
  record: TransferRecord,
  count: ParcelCount,
  { elected, excluded, quota }: RoundDecision,
): MethodResult {
  const left = byVotes(count, continuingOf(count));
  const last = vacanciesOf(record) > 0 ? left.flat().filter(seatOpenTo(record)) : [];
  setElected(record, count, last);
  writeRound(record, count, { elected: [...elected, ...last], excluded, quota });
  return resultOf(record, byVotes(count, continuingOf(count)));
}

/** Whom the last vacancies are for: everybody, or only those on the list once somebody new is elected. */
function seatOpenTo(record: TransferRecord): (position: number) => boolean {
  const onlyPlaced = hasNewcomer(record);
  return (position) => !onlyPlaced || record.order.placed?.has(position) === true;
}

/** The result of a count that waits for the commission: the elected so far, and all others on one rank after them. */
export function waitingResult(record: TransferRecord): MethodResult {
  const { form, withdrawn } = record.order;
  const elected = new Set(record.elected.flat());
  const others = standingOf(form.candidates, withdrawn).filter((one) => !elected.has(one));
  return resultOf({ ...record, excluded: [] }, [others]);
}

/** The elected in order, then whoever is left, then the excluded, the last one first. */
function resultOf(record: TransferRecord, left: readonly (readonly number[])[]): MethodResult {
  const { elected, excluded, rounds, ties } = record;
  return {
    elected: elected.flat(),
    ranking: ranksOf([...elected, ...left, ...[...excluded].reverse()]),
    rounds,
    working: { kind: 'transfers' },
    ties,
  };
}

/** The rounds written down so far; a round in progress is not among them, for in it they are tied. */
function historyOf({ votes }: TransferRecord): TieHistory {
  return {
    rounds: votes.length,
    compare: (round, a, b) => signOf((votes[round]?.[a] ?? 0n) - (votes[round]?.[b] ?? 0n)),
  };
}

function signOf(difference: bigint): number {
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function orPlainZero(votes: bigint, { unit }: ParcelCount, arithmetic: VoteArithmetic): string {
  return votes === 0n ? '0' : arithmetic.text(votes, unit);
}
