import { checkCalendar, checkDebates, checkLadder } from './check-season.js';
import { checkNames } from './check-names.js';
import { checkPath } from './check-path.js';
import { checkQuotas } from './check-quotas.js';
import { checkShares } from './check-shares.js';
import { checkSlots } from './check-slots.js';
import type { RuleSetFault } from './rule-set-fault.js';
import type { RuleSet } from './rule-set.js';
import type { Territory } from './territory.js';

/**
 * Everything in a well-formed rule set that cannot hold: parts that name nothing, amounts nobody can reach, a path that
 * leads nowhere. All at once, in the order of the document's subjects; empty when the rules can be run.
 */
export function checkRuleSet(rules: RuleSet, territories: readonly Territory[]): RuleSetFault[] {
  return [
    ...checkCalendar(rules.calendar),
    ...checkNames(rules, territories),
    ...checkDebates(rules.debates),
    ...checkLadder(rules.appeals),
    ...checkShares(rules),
    ...rules.bodies.flatMap((body, index) => {
      const at = `bodies[${index}]`;
      return [
        ...checkPath(body, at, territories),
        ...checkQuotas(body, at, rules.groups, territories),
        ...checkSlots(body, at, territories),
      ];
    }),
  ];
}
