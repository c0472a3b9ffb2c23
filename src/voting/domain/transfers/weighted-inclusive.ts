import {
  continuingOf,
  startParcelCount,
  transferPiles,
  transferSurplus,
  votesOf,
  type ParcelCount,
} from './parcel-count.js';
import { firstChoiceFault, strictPreferences } from '../ballots/preferences.js';
import { standingOf } from '../tally/ranking.js';
import type { CountingMethod, CountOrder, MethodResult } from '../tally/tally.js';
import type { FoldedBallots } from '../ballots/folded-ballots.js';
import type { TieRules, TieStep } from '../ties/tie-policy.js';
import {
  byVotes,
  completeCount,
  emptyRecord,
  excludable,
  isDecided,
  newcomersAmong,
  oneOf,
  setElected,
  setExcluded,
  waitingResult,
  writeRound,
  type RoundDecision,
  type TransferRecord,
} from './transfer-record.js';
import type { VoteArithmetic } from './vote-arithmetic.js';

/**
 * A rule of the weighted inclusive Gregory family: the surplus of a candidate goes on with all papers of that candidate, each
 * at its value times surplus / votes; one surplus at a time, the largest first; where there is none, the candidate with the
 * fewest votes is excluded.
 */
export interface InclusiveRule {
  readonly name: string;
  readonly defaultTies: readonly TieStep[];
  readonly arithmetic: VoteArithmetic;
  /** In units. */
  readonly quota: (valid: bigint, seats: bigint, unit: bigint) => bigint;
  readonly quotaText: (quota: bigint, unit: bigint) => string;
  /** Whether so many votes elect. */
  readonly isEnough: (votes: bigint, quota: bigint) => boolean;
  /** Whether an elected candidate with exactly the quota has a surplus of nothing that is transferred. */
  readonly transfersZero: boolean;
  /** Whether the papers of the last excluded are passed on before the last vacancies are filled. */
  readonly passesOnLast: boolean;
  /** Who is excluded together before any surplus is transferred; nobody by most rules. */
  readonly sureLosers?: (now: InclusiveState) => readonly number[];
  /** The tie rules as they apply to an exclusion, where the rule reads them in its own way. */
  readonly exclusionTies?: (ties: TieRules) => TieRules;
}

/** Where a count by such a rule stands. */
export interface InclusiveState {
  readonly rule: InclusiveRule;
  readonly count: ParcelCount;
  readonly record: TransferRecord;
  /** In units. */
  readonly quota: bigint;
  /** The elected whose surplus was not transferred yet. */
  readonly pending: ReadonlySet<number>;
}

/** What comes after the elections of a round. */
type Move =
  | { readonly kind: 'surplus'; readonly from: number }
  | { readonly kind: 'exclusion'; readonly excluded: readonly number[] }
  | { readonly kind: 'open-tie' };

const openTie: Move = { kind: 'open-tie' };

/** The counting method of such a rule. */
export function weightedInclusive(rule: InclusiveRule): CountingMethod {
  return {
    name: rule.name,
    forms: ['ranking'],
    defaultTies: rule.defaultTies,
    fault: firstChoiceFault,
    result: (ballots, order) => countInclusive(rule, ballots, order),
  };
}

function countInclusive(
  rule: InclusiveRule,
  ballots: FoldedBallots,
  order: CountOrder,
): MethodResult {
  const { arithmetic } = rule;
  const standing = standingOf(order.form.candidates, order.withdrawn);
  const unit = arithmetic.unitAtFirst(order.seats);
  const count = startParcelCount(strictPreferences(ballots), standing, unit);
  const record = emptyRecord(order, arithmetic);
  const whole = rule.quota(BigInt(count.valid), BigInt(order.seats), unit);
  const pending = new Set<number>();
  for (;;) {
    const state = { rule, count, record, quota: (whole * count.unit) / unit, pending };
    const elected = electReached(state, pending);
    const move = elected === null ? openTie : isDecided(record, count) ? null : nextMove(state);
    if (move?.kind === 'exclusion') setExcluded(record, count, move.excluded);
    if (move === null || isOverWithout(move, state))
      return completeCount(record, count, decisionOf(state, elected ?? [], move));
    writeRound(record, count, decisionOf(state, elected ?? [], move));
    if (move.kind === 'open-tie') return waitingResult(record);
    if (move.kind === 'exclusion') transferPiles(count, move.excluded);
    else {
      pending.delete(move.from);
      const surplus = votesOf(count, move.from) - state.quota;
      const total = votesOf(count, move.from);
      transferSurplus(count, move.from, surplus, arithmetic.reweighing(surplus, total, count.unit));
    }
  }
}

/**
 * Elects whoever has enough votes, most votes first; of several who are not on a list made from the top only the first. Null
 * while the commission is awaited for that.
 */
function electReached(state: InclusiveState, pending: Set<number>): readonly number[] | null {
  const { rule, count, record, quota } = state;
  const reached = continuingOf(count).filter((one) => rule.isEnough(votesOf(count, one), quota));
  const chosen = record.order.placed ? withOneNewcomer(state, reached) : reached;
  if (chosen === null) return null;
  const elected = byVotes(count, chosen).flat();
  setElected(record, count, elected);
  for (const position of elected)
    if (rule.transfersZero || votesOf(count, position) > quota) pending.add(position);
  return elected;
}

function withOneNewcomer(
  { count, record }: InclusiveState,
  reached: readonly number[],
): readonly number[] | null {
  const newcomers = newcomersAmong(record.order, reached);
  const [most] = byVotes(count, newcomers);
  const newcomer = most ? oneOf(record, most, 'election') : undefined;
  if (newcomer === null) return null;
  return reached.filter((one) => one === newcomer || !newcomers.includes(one));
}

/** Whether an exclusion fills the last vacancies by a rule that then passes on nothing more. */
function isOverWithout(move: Move, state: InclusiveState): boolean {
  return (
    move.kind === 'exclusion' && !state.rule.passesOnLast && isDecided(state.record, state.count)
  );
}

function nextMove(state: InclusiveState): Move {
  const losers = state.rule.sureLosers?.(state) ?? [];
  if (losers.length > 0) return { kind: 'exclusion', excluded: losers };
  return state.pending.size > 0 ? largestSurplus(state) : lowestVote(state);
}

function largestSurplus({ count, record, pending }: InclusiveState): Move {
  const [largest = []] = byVotes(count, [...pending]);
  const from = oneOf(record, largest, 'surplus');
  return from === null ? openTie : { kind: 'surplus', from };
}

function lowestVote({ rule, count, record }: InclusiveState): Move {
  const [lowest = []] = excludable(record, count);
  const rules = rule.exclusionTies?.(record.order.ties) ?? record.order.ties;
  const excluded = oneOf(record, lowest, 'exclusion', rules);
  return excluded === null ? openTie : { kind: 'exclusion', excluded: [excluded] };
}

function decisionOf(
  { rule, count, quota }: InclusiveState,
  elected: readonly number[],
  move: Move | null,
): RoundDecision {
  const decision = { elected, excluded: [], quota: rule.quotaText(quota, count.unit) };
  switch (move?.kind) {
    case undefined:
    case 'open-tie':
      return decision;
    case 'surplus':
      return { ...decision, transfer: { from: [move.from], kind: 'surplus' } };
    case 'exclusion':
      return {
        ...decision,
        excluded: move.excluded,
        transfer: { from: move.excluded, kind: 'exclusion' },
      };
  }
}
