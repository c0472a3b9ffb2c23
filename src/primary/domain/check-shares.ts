import { compareFractions, fraction } from '../../kernel/exact.js';
import { readShare } from './contest.js';
import { fault, type RuleSetFault } from './rule-set-fault.js';
import type { Amount, BodyRule, RuleSet } from './rule-set.js';

const one = fraction(1);

/** Shares of people that are more than all of them, and majorities that no vote can pass. */
export function checkShares({ commissions, bodies }: RuleSet): RuleSetFault[] {
  return [
    ...checkAmount(commissions.quorum, 'commissions.quorum'),
    ...checkAmount(commissions.signatures, 'commissions.signatures'),
    ...checkMajority(commissions.majority),
    ...bodies.flatMap((body, index) => checkBody(body, `bodies[${index}]`)),
  ];
}

/** "More than this share" must leave room for more. */
function checkMajority(majority: string): RuleSetFault[] {
  return compareFractions(readShare(majority), one) < 0
    ? []
    : [fault('commissions.majority', 'majority-unreachable', { share: majority })];
}

function checkBody(body: BodyRule, at: string): RuleSetFault[] {
  return [
    ...(compareFractions(readShare(body.list.factor), one) < 0
      ? [fault(`${at}.list.factor`, 'list-shorter-than-seats', { factor: body.list.factor })]
      : []),
    ...body.path.flatMap((stage, s) => [
      ...checkAmount(stage.quorum, `${at}.path[${s}].quorum`),
      ...(stage.cut.kind === 'share' ? checkAmount(stage.cut, `${at}.path[${s}].cut`) : []),
    ]),
    ...body.quotas.flatMap((quota, q) => [
      ...checkAmount(quota.atLeast, `${at}.quotas[${q}].atLeast`),
      ...checkAmount(quota.atMost, `${at}.quotas[${q}].atMost`),
    ]),
    ...checkAmount(body.renewal.listTarget, `${at}.renewal.listTarget`),
    ...checkAmount(body.renewal.seatTarget, `${at}.renewal.seatTarget`),
    ...checkAmount(body.centralQuota.cap, `${at}.centralQuota.cap`),
  ];
}

function checkAmount(amount: Amount | { share: string } | undefined, at: string): RuleSetFault[] {
  if (amount === undefined || 'count' in amount) return [];
  return compareFractions(readShare(amount.share), one) > 0
    ? [fault(`${at}.share`, 'share-above-one', { share: amount.share })]
    : [];
}
