import { amountOf } from './amount.js';
import type { Quota } from './list-input.js';
import { countsFor } from './pool.js';
import { windowsOf, type Window } from './window.js';

/** A window of a quota that a list does not keep. */
export interface BrokenQuota {
  readonly quota: string;
  readonly from: number;
  readonly to: number;
  readonly members: number;
  readonly atLeast: number;
  readonly atMost: number;
}

/**
 * The quotas that a finished list breaks, each with its first broken window. A null is a number left empty by somebody who
 * left after filing: nobody moves up, and the people who stay are what a share is taken of.
 */
export function brokenQuotas(
  list: readonly ({ readonly groups: readonly string[] } | null)[],
  quotas: readonly Quota[],
): BrokenQuota[] {
  return quotas.flatMap((quota, index) => {
    const broken = windowsOf(quotas, list.length)
      .filter((window) => window.quota === index)
      .map((window) => standing(list, quota, window))
      .find(({ members, atLeast, atMost }) => members < atLeast || members > atMost);
    return broken ? [broken] : [];
  });
}

function standing(
  list: readonly ({ readonly groups: readonly string[] } | null)[],
  quota: Quota,
  { from, to, lo, hi }: Window,
): BrokenQuota {
  const people = list.slice(from - 1, to).flatMap((person) => (person ? [person] : []));
  const members = people.filter(({ groups }) => countsFor(groups, quota)).length;
  const full = people.length === to - from + 1;
  return {
    quota: quota.id,
    from,
    to,
    members,
    atLeast:
      full || !quota.atLeast || 'count' in quota.atLeast
        ? lo
        : amountOf(quota.atLeast, people.length),
    atMost: full ? hi : Math.min(hi, quota.atMost ? amountOf(quota.atMost, people.length) : hi),
  };
}
