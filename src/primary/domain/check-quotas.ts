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
    ...firstOfEach(contests, (contest) => checkSexes(body, at, groups, contest)),
    ...firstOfEach(contests, (contest) => checkCap(body, at, contest)),
  ];
}

function checkForm(quota: QuotaRule, at: string): RuleSetFault[] {
  const { scope } = quota;
  const faults: RuleSetFault[] = [];
  if (scope.kind !== 'gap' && quota.atLeast === undefined && quota.atMost === undefined) {
    faults.push(fault(at, 'quota-without-amount'));
  }
  if (scope.kind === 'window' && scope.to < scope.from) {
    const values = { from: scope.from, to: scope.to };
    faults.push(fault(`${at}.scope`, 'quota-window-reversed', values));
  }
  // Likud and Kadima, 2008: two courts answered the question in two ways (domain.md 3.3).
  if (scope.kind === 'place' && quota.usedUpByElected === undefined) {
    faults.push(fault(`${at}.usedUpByElected`, 'used-up-not-answered'));
  }
  return faults;
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
      return scope.from;
    case 'stretch':
      return scope.length;
    case 'place':
      return scope.place;
    case 'window':
      return scope.to;
    case 'list':
    case 'gap':
      return 1;
  }
}

function windowsOf(quota: QuotaRule, contest: ContestPlan): Window[] {
  return spansOf(quota, contest).map(({ from, to }) => {
    const size = to - from + 1;
    return {
      from,
      to,
      floor: quota.atLeast ? people(quota.atLeast, size) : 0,
      ceiling: quota.atMost ? people(quota.atMost, size) : size,
    };
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
      return positions(1, Math.ceil(places / scope.length)).map((run) => ({
        from: (run - 1) * scope.length + 1,
        to: Math.min(run * scope.length, places),
      }));
    case 'place':
      return [{ from: scope.place, to: scope.place }];
    case 'window':
      return [{ from: scope.from, to: scope.to }];
    // A gap has no amount of its own: one member in every run of `most` + 1 places.
    case 'gap':
      return [];
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
