import { continuingOf, votesOf } from '../transfers/parcel-count.js';
import { earliestFirst } from '../ties/predetermined-order.js';
import type { CountingMethod } from '../tally/tally.js';
import { fixedDecimals } from '../transfers/vote-arithmetic.js';
import { excludable, vacanciesOf } from '../transfers/transfer-record.js';
import { weightedInclusive, type InclusiveState } from '../transfers/weighted-inclusive.js';

/** Whether sure losers are defeated one by one or together (B.2). */
export const prfDefeats = ['single', 'batch'] as const;

/**
 * The WIGM reference rule of the Proportional Representation Foundation (prfound.org, «Reference WIGM Rule»). Its step B.2,
 * which defeats sure losers together, is optional there and here.
 */
export function stvPrfWigm(defeat: (typeof prfDefeats)[number]): CountingMethod {
  return weightedInclusive({
    name: 'stv-prf-wigm',
    // D.1: a predetermined order.
    defaultTies: [{ kind: 'stated-order' }],
    // D.4: every multiplication and every division is truncated to four decimal places.
    arithmetic: fixedDecimals(4, 'product-and-quotient'),
    // A.1: ballots / (seats + 1), plus 0.0001.
    quota: (valid, seats, unit) => (valid * unit) / (seats + 1n) + 1n,
    quotaText: (quota, unit) => fixedDecimals(4, 'quotient').text(quota, unit),
    // B.1: greater than or equal.
    isEnough: (votes, quota) => votes >= quota,
    // B.3: the largest surplus, possibly zero.
    transfersZero: true,
    // B.4: the count is tested for completion before the ballots of the defeated are transferred.
    passesOnLast: false,
    ...(defeat === 'batch' ? { sureLosers } : {}),
    exclusionTies: earliestFirst,
  });
}

/**
 * B.2: the largest set of candidates such that (a) enough others are left for the seats, (b) nobody with as few votes or fewer
 * is left out, and (c) its votes and all surpluses together stay below the lowest vote of the others.
 */
function sureLosers(state: InclusiveState): readonly number[] {
  const { count, record, quota, pending } = state;
  const rising = excludable(record, count).flat();
  const most = continuingOf(count).length - vacanciesOf(record);
  let together = [...pending].reduce((sum, one) => sum + votesOf(count, one) - quota, 0n);
  let losers = 0;
  for (let size = 1; size <= most; size++) {
    const [highest, next] = [rising[size - 1] ?? 0, rising[size] ?? 0];
    together += votesOf(count, highest);
    // Who has as many votes as the next one makes the sum at least as large, so (c) implies (b).
    if (together < votesOf(count, next)) losers = size;
  }
  return rising.slice(0, losers);
}
