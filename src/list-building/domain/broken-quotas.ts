import { amountOf } from './amount.js';
import type { Quota } from './list-input.js';
import { countsFor } from './membership.js';
import { windowsOf, type Window } from './window.js';

/** How a finished list stands to a quota: its first window that is broken, or else its widest one. */
export interface QuotaStanding {
  readonly quota: string;
  readonly kept: boolean;
  readonly from: number;
  readonly to: number;
  readonly members: number;
  /** The people on these places. */
  readonly people: number;
  readonly atLeast: number;
  readonly atMost: number;
}

/** A place of a finished list; null is a number left empty by somebody who left after filing. */
export type FinishedPlace = { readonly groups: readonly string[] } | null;

/**
 * How a finished list stands to each of its quotas. Where numbers are empty nobody moves up, and the people who stay are
 * what a share is taken of: 35 of 119 are 29 % (Kyrgyzstan 2020, 24.kg/english/165503).
 */
export function quotaStandings(
  list: readonly FinishedPlace[],
  quotas: readonly Quota[],
): QuotaStanding[] {
  const windows = windowsOf(quotas, list.length);
  return quotas.flatMap((quota, index) => {
    const own = windows
      .filter((window) => window.quota === index)
      .map((window) => standing(list, quota, window));
    const widest = [...own].sort((a, b) => b.to - b.from - (a.to - a.from))[0];
    const shown = own.find(({ kept }) => !kept) ?? widest;
    return shown ? [shown] : [];
  });
}

/** The quotas that a finished list breaks. */
export function brokenQuotas(
  list: readonly FinishedPlace[],
  quotas: readonly Quota[],
): QuotaStanding[] {
  return quotaStandings(list, quotas).filter(({ kept }) => !kept);
}

function standing(
  list: readonly FinishedPlace[],
  quota: Quota,
  { from, to, lo, hi }: Window,
): QuotaStanding {
  const people = list.slice(from - 1, to).flatMap((person) => (person ? [person] : []));
  const members = people.filter(({ groups }) => countsFor(groups, quota)).length;
  const full = people.length === to - from + 1;
  const atLeast =
    full || !quota.atLeast || 'count' in quota.atLeast
      ? lo
      : amountOf(quota.atLeast, people.length);
  const atMost = full || !quota.atMost ? hi : Math.min(hi, amountOf(quota.atMost, people.length));
  const kept = members >= atLeast && members <= atMost;
  return { quota: quota.id, kept, from, to, members, people: people.length, atLeast, atMost };
}
