import { shareOf } from '../../kernel/exact.js';
import { readShare, type ContestPlan } from './contest.js';
import type { Amount, QuotaRule } from './rule-set.js';

/** A stretch of the list with the number of people a quota wants on it. */
export interface QuotaWindow {
  readonly from: number;
  readonly to: number;
  readonly floor: number;
  readonly ceiling: number;
}

/** Where on the list of a contest a quota wants how many. */
export function windowsOf(
  quota: QuotaRule,
  contest: Pick<ContestPlan, 'places' | 'seats'>,
): QuotaWindow[] {
  // A gap has no amount of its own: one member in every run of `most` + 1 places.
  const least = quota.scope.kind === 'gap' ? { count: 1 } : quota.atLeast;
  const { length } = quota.scope as { length?: number };
  return spansOf(quota, contest).map(({ from, to }) => {
    const size = to - from + 1;
    const floor = least ? people(least, size) : 0;
    const ceiling = quota.atMost ? people(quota.atMost, size) : size;
    if (length === undefined || size === length) return { from, to, floor, ceiling };
    // A shorter last run: a count is lowered by the missing places, and floor and ceiling change places where they cross.
    const lowered = least && 'count' in least ? Math.max(0, floor - (length - size)) : floor;
    const [low, high] = [lowered, Math.min(size, ceiling)];
    return { from, to, floor: Math.min(low, high), ceiling: Math.max(low, high) };
  });
}

function spansOf(
  quota: QuotaRule,
  { places, seats }: Pick<ContestPlan, 'places' | 'seats'>,
): { from: number; to: number }[] {
  const { scope } = quota;
  switch (scope.kind) {
    case 'list':
      return [{ from: 1, to: places }];
    case 'top':
      return [{ from: 1, to: scope.places === 'seats' ? seats : scope.places }];
    case 'prefix':
      return positions(scope.from, places).map((to) => ({ from: 1, to }));
    case 'stretch':
      return positions(1, Math.ceil(places / scope.length))
        .map((run) => ({
          from: (run - 1) * scope.length + 1,
          to: Math.min(run * scope.length, places),
        }))
        .filter(({ from, to }) => to - from + 1 === scope.length || scope.lastRun !== 'free');
    case 'place':
      return [{ from: scope.place, to: scope.place }];
    case 'every':
      return positions(scope.from, places)
        .filter((place) => (place - scope.from) % scope.step === 0)
        .map((place) => ({ from: place, to: place }));
    case 'window':
      return [{ from: scope.from, to: scope.to }];
    case 'gap':
      return positions(scope.from ?? 1, places - scope.most).map((from) => ({
        from,
        to: from + scope.most,
      }));
  }
}

function people(amount: Amount, size: number): number {
  return 'count' in amount ? amount.count : shareOf(readShare(amount.share), size, amount.round);
}

function positions(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
