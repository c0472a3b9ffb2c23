import type { FoldedBallots } from '../ballots/folded-ballots.js';
import {
  continuingOf,
  startParcelCount,
  transferBatch,
  transferLastParcel,
  valuesOf,
  votesOf,
  type ParcelCount,
} from '../transfers/parcel-count.js';
import { firstChoiceFault, strictPreferences } from '../ballots/preferences.js';
import { standingOf } from '../tally/ranking.js';
import type { CountingMethod, CountOrder, MethodResult } from '../tally/tally.js';
import type { TieStep } from '../ties/tie-policy.js';
import {
  askPolicy,
  byVotes,
  completeCount,
  electedSoFar,
  emptyRecord,
  excludable,
  hasNewcomer,
  isDecided,
  newcomersAmong,
  oneOf,
  setElected,
  setExcluded,
  vacanciesOf,
  waitingResult,
  writeRound,
  type RoundDecision,
  type TransferRecord,
} from '../transfers/transfer-record.js';
import { fixedDecimals } from '../transfers/vote-arithmetic.js';

/** 5.2.3, 5.2.5, 5.6.2: the first stage, or the earliest point after the transfer of a batch, at which they had unequal votes. */
const earliestDifference: TieStep = {
  kind: 'earlier-round',
  direction: 'forwards',
  many: 'narrow',
};

/**
 * The single transferable vote of the Electoral Reform Society, 3rd edition 1997 (Newland and Britton, «How to conduct an
 * election by the Single Transferable Vote», sections 5 and 6). Each batch of papers makes a round, so one stage of the rules
 * that excludes candidates with papers of several values is several rounds with a transfer from the same candidates. What the
 * rules call non-transferable difference is in `nonTransferable`, as on their result sheet; nothing else is lost.
 */
export const stvErs97: CountingMethod = {
  name: 'stv-ers97',
  forms: ['ranking'],
  // 5.2.3, 5.2.5: after that a lot, which here the commission orders unless the policy of the count names its own lot.
  defaultTies: [earliestDifference, { kind: 'ask' }],
  fault: firstChoiceFault,
  result: countErs97,
};

const arithmetic = fixedDecimals(2, 'quotient');

/** Where a count stands. */
interface Ers97State {
  readonly count: ParcelCount;
  readonly record: TransferRecord;
  /** The elected with a surplus that was not transferred yet. */
  readonly pending: Set<number>;
  /** In hundredths. */
  quota: bigint;
  /** The exclusion in progress: from whom, and the values of the batches still to come. */
  exclusion: { readonly from: readonly number[]; values: readonly bigint[] };
}

type Move =
  | { readonly kind: 'surplus'; readonly from: number }
  | { readonly kind: 'exclusion'; readonly excluded: readonly number[] }
  | { readonly kind: 'batch' }
  | { readonly kind: 'open-tie' };

function countErs97(ballots: FoldedBallots, order: CountOrder): MethodResult {
  const standing = standingOf(order.form.candidates, order.withdrawn);
  const unit = arithmetic.unitAtFirst(order.seats);
  const state: Ers97State = {
    count: startParcelCount(strictPreferences(ballots), standing, unit),
    record: emptyRecord(order, arithmetic),
    pending: new Set(),
    quota: 0n,
    exclusion: { from: [], values: [] },
  };
  for (;;) {
    const result = nextPoint(state);
    if (result) return result;
  }
}

/** Elects, decides and transfers one batch; answers the result when the count ends. */
function nextPoint(state: Ers97State): MethodResult | null {
  const { count, record } = state;
  // 5.4.8: until somebody is elected, the quota follows the papers that became non-transferable.
  if (electedSoFar(record) === 0) state.quota = quotaOf(count, record.order.seats);
  const decision = {
    quota: arithmetic.text(state.quota, count.unit),
    elected: deemElected(state),
    excluded: [],
  };
  if (isDecided(record, count)) return completeCount(record, count, decision);
  const move = nextMove(state);
  switch (move.kind) {
    case 'open-tie':
      writeRound(record, count, decision);
      return waitingResult(record);
    case 'surplus':
      writeRound(record, count, { ...decision, transfer: { from: [move.from], kind: 'surplus' } });
      passSurplus(state, move.from);
      return null;
    case 'exclusion':
      setExcluded(record, count, move.excluded);
      // 5.5.1: an exclusion that leaves as many as there are places ends the count.
      if (isDecided(record, count))
        return completeCount(record, count, { ...decision, excluded: move.excluded });
      state.exclusion = { from: move.excluded, values: valuesOf(count, move.excluded) };
      passBatch(state, { ...decision, excluded: move.excluded });
      return null;
    case 'batch':
      passBatch(state, decision);
      return null;
  }
}

/** 5.1.6: the votes divided by one more than the places, to two decimals; if that is not exact, 0.01 more. */
function quotaOf({ valid, unit, nonTransferable }: ParcelCount, seats: number): bigint {
  const votes = BigInt(valid) * unit - nonTransferable;
  const parts = BigInt(seats + 1);
  return (votes + parts - 1n) / parts;
}

/** 5.1.7, 5.3.13, 5.4.9: in descending order of votes, up to the number of places. */
function deemElected(state: Ers97State): readonly number[] {
  const { count, record, pending } = state;
  const elected: number[] = [];
  while (vacanciesOf(record) > 0 && !hasNewcomer(record)) {
    const [most = []] = byVotes(count, continuingOf(count));
    const [first] = most;
    if (first === undefined || !isEnough(votesOf(count, first), state)) break;
    const chosen = chosenAmong(record, most);
    setElected(record, count, chosen);
    elected.push(...chosen);
    for (const position of chosen)
      if (votesOf(count, position) > state.quota) pending.add(position);
    if (chosen.length < most.length) break;
  }
  return elected;
}

/**
 * The quota, or the total active vote divided by one more than the places not yet filled. Who has no votes has enough only
 * when nothing is active any more; 5.6.2 or the filling of the last places then says the same without it.
 */
function isEnough(votes: bigint, state: Ers97State): boolean {
  if (votes === 0n) return false;
  if (votes >= state.quota) return true;
  return votes * BigInt(vacanciesOf(state.record) + 1) >= activeVote(state);
}

/** 5.6.1: the valid votes without the non-transferable ones and without the quotas (or votes, if less) of the elected. */
function activeVote({ count, record, quota }: Ers97State): bigint {
  const kept = record.elected.flat().map((position) => votesOf(count, position));
  return kept.reduce(
    (active, votes) => active - (votes < quota ? votes : quota),
    BigInt(count.valid) * count.unit - count.nonTransferable,
  );
}

/** All of them if there are places enough; of those who are not on a list made from the top, one. */
function chosenAmong(record: TransferRecord, equals: readonly number[]): readonly number[] {
  const { order } = record;
  if (!order.placed) return earliestAhead(record, equals, vacanciesOf(record));
  const newcomer = earliestAhead(record, newcomersAmong(order, equals), 1);
  return equals.filter((one) => order.placed?.has(one) === true || newcomer.includes(one));
}

/**
 * 5.6.2: of more equals than places, those who were ahead at the earliest point at which they differed. Those who never did
 * are not elected yet, and no lot is drawn.
 */
function earliestAhead(
  record: TransferRecord,
  tied: readonly number[],
  places: number,
): readonly number[] {
  if (tied.length <= places) return tied;
  const rules = { ...record.order.ties, policy: [earliestDifference], decisions: [] };
  const { classes } = askPolicy(record, { tied, at: 'election', wanted: 'order' }, rules);
  const report = record.ties.pop();
  if (report) record.ties.push({ ...report, awaited: [] });
  const chosen: number[] = [];
  for (const same of classes) {
    if (chosen.length + same.length > places) break;
    chosen.push(...same);
  }
  return chosen;
}

function nextMove(state: Ers97State): Move {
  const { count, record, pending, exclusion } = state;
  if (exclusion.values.length > 0) return { kind: 'batch' };
  const losers = excludedTogether(state);
  if (losers.length > 0) return { kind: 'exclusion', excluded: losers };
  if (pending.size > 0) {
    const [largest = []] = byVotes(count, [...pending]);
    const from = oneOf(record, largest, 'surplus');
    return from === null ? { kind: 'open-tie' } : { kind: 'surplus', from };
  }
  const [lowest = []] = excludable(record, count);
  const excluded = oneOf(record, lowest, 'exclusion');
  return excluded === null ? { kind: 'open-tie' } : { kind: 'exclusion', excluded: [excluded] };
}

/**
 * 5.2.5: as many candidates with the fewest votes as possible, provided that (a) enough are left for the places and (b) their
 * votes together with all surpluses do not exceed the vote of the candidate next above. Equals go together or not at all.
 * Nobody, where one alone could still change the order: then the largest surplus is due (5.2.2), or a tie is to be broken.
 */
function excludedTogether({ count, record, pending, quota }: Ers97State): readonly number[] {
  const rising = excludable(record, count).flat();
  const most = continuingOf(count).length - vacanciesOf(record);
  let together = [...pending].reduce((sum, one) => sum + votesOf(count, one) - quota, 0n);
  let excluded = 0;
  for (let size = 1; size <= most; size++) {
    const [highest, next] = [rising[size - 1] ?? 0, rising[size] ?? 0];
    together += votesOf(count, highest);
    const apart = votesOf(count, highest) < votesOf(count, next);
    if (apart && together <= votesOf(count, next)) excluded = size;
  }
  return rising.slice(0, excluded);
}

/**
 * 5.3.2, 5.3.7: the last batch received; the surplus divided by the number of transferable papers to two decimals, but never
 * more than their present value.
 */
function passSurplus({ count, pending, quota }: Ers97State, from: number): void {
  const surplus = votesOf(count, from) - quota;
  pending.delete(from);
  transferLastParcel(count, from, surplus, (papers, value) =>
    papers * value > surplus ? surplus / papers : value,
  );
}

/** 5.4.2, 5.4.11: the papers of the excluded by descending transfer value, one batch at a time. */
function passBatch(state: Ers97State, decision: RoundDecision): void {
  const { count, record } = state;
  const { from, values } = state.exclusion;
  writeRound(record, count, { ...decision, transfer: { from, kind: 'exclusion' } });
  const [highest, ...others] = values;
  if (highest !== undefined) transferBatch(count, from, highest);
  state.exclusion = { from, values: others };
}
