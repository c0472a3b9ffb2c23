import { unreachable } from '../../kernel/assert.js';
import { amountOf } from './amount.js';
import type { Amount, Quota } from './list-input.js';

/** Between `lo` and `hi` members of the group of quota number `quota` stand on places `from … to`, both included. */
export interface Window {
  readonly quota: number;
  readonly from: number;
  readonly to: number;
  readonly lo: number;
  readonly hi: number;
}

/** The windows a list of `places` places must keep to obey the quotas. Windows that forbid nothing are left out. */
export function windowsOf(quotas: readonly Quota[], places: number): Window[] {
  return quotas
    .flatMap((quota, index) => quotaWindows(quota, index, quotas, places))
    .filter(({ from, to, lo, hi }) => lo > 0 || hi < to - from + 1);
}

/** The window eased by `by`: as many fewer required and as many more allowed. */
export function easeWindow(window: Window, by: number): Window {
  const size = window.to - window.from + 1;
  return { ...window, lo: Math.max(0, window.lo - by), hi: Math.min(size, window.hi + by) };
}

function quotaWindows(
  quota: Quota,
  index: number,
  quotas: readonly Quota[],
  places: number,
): Window[] {
  const { scope } = quota;
  const window = (from: number, to: number): Window => ({
    quota: index,
    from,
    to,
    lo: quota.atLeast ? amountOf(quota.atLeast, to - from + 1) : 0,
    hi: quota.atMost ? amountOf(quota.atMost, to - from + 1) : to - from + 1,
  });
  switch (scope.kind) {
    case 'list':
      return [window(1, places)];
    case 'top':
      return [window(1, scope.places)];
    case 'prefix':
      return span(scope.from, places).map((last) => window(1, last));
    case 'stretch':
      return span(1, places)
        .filter((first) => (first - 1) % scope.length === 0)
        .flatMap((first) => {
          const last = first + scope.length - 1;
          if (last <= places) return [window(first, last)];
          return scope.lastRun === 'free' ? [] : [shortRun(quota, index, first, places)];
        });
    case 'gap':
      // "Never more than `most` places between two members" = a member in every run of `most` + 1.
      return span(scope.from, places - scope.most).map((first) => ({
        quota: index,
        from: first,
        to: first + scope.most,
        lo: 1,
        hi: scope.most + 1,
      }));
    case 'place':
      return [reservedPlace(quota, index, quotas, scope.place)];
    case 'every':
      return span(scope.from, places)
        .filter((place) => (place - scope.from) % scope.step === 0)
        .map((place) => ({ ...window(place, place), ...atPlace(quota) }));
    case 'window':
      return [window(scope.from, scope.to)];
    default:
      return unreachable(scope);
  }
}

/** The last stretch of fewer places than the others; see `LastRun`. A count is lowered by the places that are missing. */
function shortRun(quota: Quota, index: number, from: number, to: number): Window {
  const size = to - from + 1;
  const missing = quota.scope.kind === 'stretch' ? quota.scope.length - size : 0;
  const amount = (of: Amount, lowered: number) =>
    'count' in of ? Math.min(size, Math.max(0, of.count - lowered)) : amountOf(of, size);
  const floor = quota.atLeast ? amount(quota.atLeast, missing) : 0;
  const ceiling = quota.atMost ? amount(quota.atMost, 0) : size;
  return {
    quota: index,
    from,
    to,
    lo: Math.min(floor, ceiling),
    hi: Math.max(floor, ceiling),
  };
}

/**
 * A place reserved for a group. Where a member elected higher up uses the reservation up, the window begins at place 1,
 * and the j-th place reserved for the same group in this way asks for j members: one person uses up one reservation.
 */
function reservedPlace(
  quota: Quota,
  index: number,
  quotas: readonly Quota[],
  place: number,
): Window {
  const { lo, hi } = atPlace(quota);
  if (!quota.usedUpByElected || lo === 0) return { quota: index, from: place, to: place, lo, hi };
  const sameGroup = quotas.filter(
    (other) =>
      other.scope.kind === 'place' &&
      other.usedUpByElected &&
      sameUnion(other, quota) &&
      (other.scope.place < place || (other.scope.place === place && other === quota)),
  );
  return { quota: index, from: 1, to: place, lo: sameGroup.length, hi: place };
}

function atPlace(quota: Quota): { lo: number; hi: number } {
  if (!quota.atLeast && !quota.atMost) return { lo: 1, hi: 1 };
  return {
    lo: quota.atLeast ? amountOf(quota.atLeast, 1) : 0,
    hi: quota.atMost ? amountOf(quota.atMost, 1) : 1,
  };
}

function sameUnion(a: Quota, b: Quota): boolean {
  return a.group.every((id) => b.group.includes(id)) && b.group.every((id) => a.group.includes(id));
}

function span(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);
}
