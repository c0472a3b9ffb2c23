import { contestsOfBody, type ContestPlan } from './contest.js';
import { windowsOf, type QuotaWindow } from './quota-windows.js';
import { fault, type RuleSetFault } from './rule-set-fault.js';
import type { BodyRule, GroupRule, QuotaRule, Sex } from './rule-set.js';
import { balanceConflict, type WomenOn } from './sex-balance.js';
import { quotasOf } from './slot-template.js';
import type { Territory } from './territory.js';

/** Quotas that no list of this body can obey, whoever stands. The supply of candidates is another matter. */
export function checkQuotas(
  body: BodyRule,
  at: string,
  groups: readonly GroupRule[],
  territories: readonly Territory[],
): RuleSetFault[] {
  const contests = contestsOfBody(body, territories);
  const single = body.quotas.flatMap((quota, index) => {
    const here = `${at}.quotas[${index}]`;
    const form = checkForm(quota, here);
    return form.length > 0 ? form : firstOfEach(contests, (c) => checkFit(quota, here, c));
  });
  const pairs = firstOfEach(contests, (contest) => checkSexes(body, at, groups, contest));
  return [
    ...single,
    ...checkPriorities(body, at),
    ...pairs,
    ...(single.length + pairs.length > 0
      ? []
      : firstOfEach(ofEachLength(contests), (c) => checkBalance(body, at, groups, c))),
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
  const floorsFor = (sex: Sex): (QuotaWindow & { quota: QuotaRule; index: number })[] =>
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

/** All hard quotas for women and for men at once, those of reserved places among them: some order must keep them. */
function checkBalance(
  body: BodyRule,
  at: string,
  groups: readonly GroupRule[],
  contest: ContestPlan,
): RuleSetFault[] {
  const { places, territory } = contest;
  const women = quotasOf(body)
    .filter((quota) => isHard(quota) && quota.usedUpByElected !== true)
    .flatMap((quota) => womenOf(quota, groups, contest))
    .filter(({ to }) => to <= places);
  const quotas = balanceConflict(places, women);
  return quotas
    ? [fault(`${at}.quotas`, 'quotas-no-order', { quotas: quotas.join(', '), places, territory })]
    : [];
}

/** What a quota for one sex says about women: at least two men of five are at most three women. */
function womenOf(quota: QuotaRule, groups: readonly GroupRule[], contest: ContestPlan): WomenOn[] {
  const windows = windowsOf(quota, contest).map((window) => ({ ...window, quota: quota.id }));
  if (countsOnly(quota, 'female', groups)) return windows;
  if (!countsOnly(quota, 'male', groups)) return [];
  return windows.map((window) => {
    const size = window.to - window.from + 1;
    return { ...window, floor: size - window.ceiling, ceiling: size - window.floor };
  });
}

/** One contest for each length of list and number of seats: the others say the same. */
function ofEachLength(contests: readonly ContestPlan[]): ContestPlan[] {
  const lengths = new Map(contests.map((one) => [`${one.places} ${one.seats}`, one]));
  return [...lengths.values()];
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

function isHard({ strength }: QuotaRule): boolean {
  return strength === undefined || strength === 'hard';
}

function countsOnly(quota: QuotaRule, sex: Sex, groups: readonly GroupRule[]): boolean {
  return quota.group.every((id) =>
    groups.some((group) => group.id === id && group.kind === 'sex' && group.sex === sex),
  );
}

function span({ from, to }: QuotaWindow): { from: number; to: number } {
  return { from, to };
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
