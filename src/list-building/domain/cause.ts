import { defined } from '../../kernel/assert.js';
import { groupStanding, open, withPlace, type Beginning } from './beginning.js';
import { complete, countingPasses, rulesOfQuotas, type Rules } from './completion.js';
import type { Cause, Certificate } from './list-outcome.js';
import type { Skip } from './place-by-place.js';
import { typeCounts } from './pool.js';
import type { Window } from './window.js';

/** A smallest set of quotas, by position, under which a beginning cannot be completed. */
export type QuotaSet = readonly number[];

/**
 * The quotas that kept a type from a place: a single one where one alone does it, otherwise a set from which none can be
 * left out. `previous` is the answer for the place before, kept where it still holds so that neighbours read alike.
 */
export function causeOfSkip(rules: Rules, skip: Skip, previous: QuotaSet | null): QuotaSet {
  const after = withPlace(skip.beginning, skip.place, skip.type);
  const singles = quotasIn(rules).filter((quota) => alone(rules, after, [quota]));
  if (singles.length === 0) return smallestSet(rules, after, previous);
  // The plainest counting first: a window that is full or must be filled, then a supply that runs out.
  const plainness = (quota: number) => {
    const { kind } = certificateOf(rules, skip, [quota]);
    return kind === 'together' ? 2 : kind === 'supply' ? 1 : 0;
  };
  const plainest = Math.min(...singles.map(plainness));
  const plain = singles.filter((quota) => plainness(quota) === plainest);
  const [before] = previous ?? [];
  return [before !== undefined && plain.includes(before) ? before : defined(plain[0], 'a cause')];
}

/** A smallest set of quotas that leaves no completion of the beginning, which is known to have none. */
export function smallestSet(
  rules: Rules,
  beginning: Beginning,
  previous: QuotaSet | null = null,
): QuotaSet {
  const quotas = quotasIn(rules);
  const single = quotas.find((quota) => alone(rules, beginning, [quota]));
  if (single !== undefined) return [single];
  const counted = rules.byGroup
    .map((windows) => [...new Set(windows.map(({ quota }) => quota))])
    .find((set) => set.length > 1 && alone(rules, beginning, set));
  if (counted) return filter(counted, (set) => alone(rules, beginning, set));
  const impossible = (set: QuotaSet) =>
    complete(rulesOfQuotas(rules, set), beginning).kind === 'none';
  if (previous && previous.length > 1 && impossible(previous)) return previous;
  return filter(quotas, impossible);
}

/** The counting behind a cause, where one window says it all. */
export function certificateOf(rules: Rules, skip: Skip, set: QuotaSet): Certificate {
  const quotas = set.map((quota) => quotaId(rules, quota));
  const [only] = set;
  if (set.length !== 1 || only === undefined) return { kind: 'together', quotas };
  const windows = rules.windows.filter(({ quota }) => quota === only);
  const after = withPlace(skip.beginning, skip.place, skip.type);
  for (const window of windows) {
    const said =
      floorSaid(rules, skip, window) ??
      ceilingSaid(rules, skip, window) ??
      supplySaid(rules, after, window);
    if (said) return said;
  }
  return { kind: 'together', quotas };
}

/** The cause as it is published. */
export function publishedCause(rules: Rules, skip: Skip, set: QuotaSet): Cause {
  return {
    quotas: set.map((quota) => quotaId(rules, quota)),
    certificate: certificateOf(rules, skip, set),
  };
}

/** What everybody calls a quota. */
export function quotaId(rules: Rules, quota: number): string {
  return defined(rules.pool.input.quotas[quota], 'the quota of a window').id;
}

function quotasIn({ windows }: Rules): number[] {
  return [...new Set(windows.map(({ quota }) => quota))];
}

function alone(rules: Rules, beginning: Beginning, set: QuotaSet): boolean {
  return !countingPasses(rulesOfQuotas(rules, set), beginning);
}

/** Deletion filter: leaves out one quota after the other for as long as the rest is still impossible. */
function filter(quotas: QuotaSet, impossible: (set: QuotaSet) => boolean): QuotaSet {
  let kept = quotas;
  for (const quota of quotas) {
    const without = kept.filter((other) => other !== quota);
    if (impossible(without)) kept = without;
  }
  return kept;
}

function floorSaid(rules: Rules, { beginning, place, type }: Skip, window: Window) {
  const { from, to, lo, quota } = window;
  if (place < from || place > to || typeCounts(rules.pool, type, quota)) return null;
  const present = members(rules, beginning, window);
  const remaining = openIn(beginning, from, to);
  if (present + remaining.length - 1 >= lo) return null;
  return {
    kind: 'floor',
    quota: quotaId(rules, quota),
    from,
    to,
    required: lo,
    present,
    remaining,
  } as const;
}

function ceilingSaid(rules: Rules, { beginning, place, type }: Skip, window: Window) {
  const { from, to, hi, quota } = window;
  if (place < from || place > to || !typeCounts(rules.pool, type, quota)) return null;
  const present = members(rules, beginning, window);
  if (present < hi) return null;
  return { kind: 'ceiling', quota: quotaId(rules, quota), from, to, allowed: hi, present } as const;
}

function supplySaid(rules: Rules, after: Beginning, window: Window) {
  const { from, to, lo, quota } = window;
  const present = members(rules, after, window);
  const left = groupStanding(rules.pool, after, quota).membersLeft;
  if (present + left >= lo) return null;
  return {
    kind: 'supply',
    quota: quotaId(rules, quota),
    from,
    to,
    required: lo,
    present,
    left,
  } as const;
}

function members(rules: Rules, { slots }: Beginning, { from, to, quota }: Window): number {
  return slots
    .slice(from - 1, to)
    .filter((type) => type !== open && typeCounts(rules.pool, type, quota)).length;
}

function openIn({ slots }: Beginning, from: number, to: number): number[] {
  return slots.flatMap((type, index) =>
    type === open && index + 1 >= from && index + 1 <= to ? [index + 1] : [],
  );
}
