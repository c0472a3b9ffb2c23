import type { Quota } from './list-input.js';

/** Whether somebody in these groups counts for the quota: a member of any of its groups, once. */
export function countsFor(groups: readonly string[], quota: Quota): boolean {
  return quota.group.some((group) => groups.includes(group));
}
