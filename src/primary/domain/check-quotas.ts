import { shareOf } from '../../kernel/exact.js';
import { contestsOfBody, readShare, type ContestPlan } from './contest.js';
import { fault, type RuleSetFault } from './rule-set-fault.js';
import type { Amount, BodyRule, GroupRule, QuotaRule, Sex } from './rule-set.js';
import type { Territory } from './territory.js';

/** A stretch of the list with the number of people a quota wants on it. */
interface Window {
  readonly from: number;
  readonly to: number;
  readonly floor: number;
  readonly ceiling: number;
}

/** Quotas that no list of this body can obey, whoever stands. The supply of candidates is another matter. */
export function checkQuotas(
  body: BodyRule,
  at: string,
  groups: readonly GroupRule[],
  territories: readonly Territory[],
): RuleSetFault[] {
  const contests = contestsOfBody(body, territories);
  return [
    ...body.quotas.flatMap((quota, index) => {
      const here = `${at}.quotas[${index}]`;
      const form = checkForm(quota, here);
      return form.length > 0 ? form : firstOfEach(contests, (c) => checkFit(quota, here, c));
    }),
    ...checkPriorities(body, at),
    ...firstOfEach(contests, (contest) => checkSexes(body, at, groups, contest)),
    ...firstOfEach(contests, (contest) => checkCap(body, at, contest)),
  ];
}

function checkForm(quota: QuotaRule, at: string): RuleSetFault[] {
  const { scope } = quota;
  const faults = checkAmounts(quota, at);
  if (scope.kind === 'window' && scope.to < scope.from) {
    const values = { from: scope.from, to: scope.to };
    faults.push(fault(`${at}.scope`, 'quota-window-reversed', values));
  }
  // Likud and Kadima, 2008: two courts answered the question in two ways.
  if (scope.kind === 'place' && quota.usedUpByElected === undefined) {
    faults.push(fault(`${at}.usedUpByElected`, 'used-up-not-answered'));
  }
  if (scope.kind !== 'place' && quota.usedUpByElected !== undefined) {
    faults.push(fault(`${at}.usedUpByElected`, 'used-up-not-asked'));
  }
  return faults;
}

/** Amounts as the scope takes them: a gap none, a single place a count, all others one at least. */
function checkAmounts(quota: QuotaRule, at: string): RuleSetFault[] {
  const { kind } = quota.scope;
  const given = (['atLeast', 'atMost'] as const).filter((side) => quota[side] !== undefined);
  if (kind === 'gap') return given.map((side) => fault(`${at}.${side}`, 'quota-amount-in-gap'));
  if (given.length === 0) return [fault(at, 'quota-without-amount')];
  if (kind !== 'place' && kind !== 'every') return [];
  return given
    .filter((side) => 'share' in (quota[side] ?? {}))
    .map((side) => fault(`${at}.${side}`, 'quota-share-of-one-place'));
}

/** Soft quotas give way one after the other, so no two of a body have the same priority. */
function checkPriorities({ quotas }: BodyRule, at: string): RuleSetFault[] {
  const priorities = quotas.map(({ strength }) =>
    typeof strength === 'object' ? strength.soft : null,
  );
  return priorities.flatMap((priority, index) =>
    priority !== null && priorities.indexOf(priority) < index
      ? [fault(`${at}.quotas[${index}].strength.soft`, 'same-priority', { priority })]
      : [],
  );
}

function checkFit(quota: QuotaRule, at: string, contest: ContestPlan): RuleSetFault[] {
  const { places, territory } = contest;
  const last = lastPlace(quota, contest);
  if (last > places) {
    return [fault(`${at}.scope`, 'quota-beyond-list', { territory, last, places })];
  }
  const windows = windowsOf(quota, contest);
  const above = windows.find(({ from, to, floor }) => floor > to - from + 1);
  if (above) {
    const values = { ...span(above), floor: above.floor, territory };
    return [fault(`${at}.atLeast`, 'quota-above-window', values)];
  }
  const crossed = windows.find(({ floor, ceiling }) => floor > ceiling);
  if (!crossed) return [];
  const values = { ...span(crossed), floor: crossed.floor, ceiling: crossed.ceiling, territory };
  return [fault(`${at}.atMost`, 'quota-floor-above-ceiling', values)];
}

/** Floors for women and for men on the same places that ask for more people than there are places. */
function checkSexes(
  body: BodyRule,
  at: string,
  groups: readonly GroupRule[],
  contest: ContestPlan,
): RuleSetFault[] {
  const floorsFor = (sex: Sex): (Window & { quota: QuotaRule; index: number })[] =>
    body.quotas.flatMap((quota, index) =>
      isHard(quota) && countsOnly(quota, sex, groups)
        ? windowsOf(quota, contest).map((window) => ({ ...window, quota, index }))
        : [],
    );
  const men = floorsFor('male');
  for (const her of floorsFor('female')) {
    const clash = men.find(
      (his) =>
        her.from === his.from && her.to === his.to && her.floor + his.floor > her.to - her.from + 1,
    );
    if (clash) {
      const values = {
        ...span(her),
        territory: contest.territory,
        sum: her.floor + clash.floor,
        size: her.to - her.from + 1,
        first: her.quota.id,
        second: clash.quota.id,
      };
      return [fault(`${at}.quotas[${clash.index}]`, 'quotas-cannot-hold-together', values)];
    }
  }
  return [];
}

function checkCap(body: BodyRule, at: string, { places, territory }: ContestPlan): RuleSetFault[] {
  const { cap } = body.centralQuota;
  return 'count' in cap && cap.count > places
    ? [
        fault(`${at}.centralQuota.cap.count`, 'cap-above-list', {
          territory,
          cap: cap.count,
          places,
        }),
      ]
    : [];
}

function lastPlace({ scope }: QuotaRule, { seats }: ContestPlan): number {
  switch (scope.kind) {
    case 'top':
      return scope.places === 'seats' ? seats : scope.places;
    case 'prefix':
    case 'every':
      return scope.from;
    case 'gap':
      return scope.from ?? 1;
    case 'stretch':
      return scope.length;
    case 'place':
      return scope.place;
    case 'window':
      return scope.to;
    case 'list':
      return 1;
  }
}

function windowsOf(quota: QuotaRule, contest: ContestPlan): Window[] {
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

function spansOf(quota: QuotaRule, { places, seats }: ContestPlan): { from: number; to: number }[] {
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

function isHard({ strength }: QuotaRule): boolean {
  return strength === undefined || strength === 'hard';
}

function countsOnly(quota: QuotaRule, sex: Sex, groups: readonly GroupRule[]): boolean {
  return quota.group.every((id) =>
    groups.some((group) => group.id === id && group.kind === 'sex' && group.sex === sex),
  );
}

function span({ from, to }: Window): { from: number; to: number } {
  return { from, to };
}

function positions(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

function firstOfEach(
  contests: readonly ContestPlan[],
  check: (contest: ContestPlan) => RuleSetFault[],
): RuleSetFault[] {
  for (const contest of contests) {
    const faults = check(contest);
    if (faults.length > 0) return faults;
  }
  return [];
}
