import { compareFractions, fraction, parseFraction, shareOf } from '../../../kernel/exact.js';
import { defined } from '../../../kernel/assert.js';
import type { RoundedShare } from '../rounds/cut.js';
import type { TieDecision } from './tie-policy.js';

/** How one member of the commission wants the tied candidates ordered. */
export interface TieVote {
  readonly tie: string;
  readonly member: string;
  readonly order: readonly string[];
}

/** What makes a decision of the commission: how many it has, how many must take part, what share must be exceeded. */
export interface CommissionQuorum {
  readonly members: number;
  readonly quorum: RoundedShare;
  readonly majority: string;
}

/** The name of a tie: who is in it, whatever the order. */
export function tieOf(candidates: readonly string[]): string {
  return [...candidates].sort((a, b) => (a < b ? -1 : 1)).join(',');
}

/** How many members must take part in a decision of the commission. */
export function membersNeeded({ members, quorum }: CommissionQuorum): number {
  return Math.max(1, shareOf(share(quorum.share), members, quorum.round));
}

/**
 * The ties the commission has decided: enough members voted on them, and more than the stated share of these for the same
 * order. A tie short of that is not decided yet.
 */
export function decidedTies(
  votes: readonly TieVote[],
  commission: CommissionQuorum,
): readonly TieDecision[] {
  const ties = Map.groupBy(votes, ({ tie }) => tie);
  return [...ties.values()].flatMap((cast) => {
    if (cast.length < membersNeeded(commission)) return [];
    const orders = Map.groupBy(cast, ({ order }) => order.join(','));
    const carried = [...orders.values()].find(
      ({ length }) =>
        compareFractions(fraction(length, cast.length), share(commission.majority)) > 0,
    );
    return carried?.[0] ? [{ order: carried[0].order }] : [];
  });
}

function share(text: string): ReturnType<typeof fraction> {
  const parsed = parseFraction(text);
  return defined(parsed.ok ? parsed.value : null, `the fraction ${text} of a checked rule set`);
}
