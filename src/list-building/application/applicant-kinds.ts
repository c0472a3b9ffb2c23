import type { GroupRule, QuotaRule } from '../../primary/index.js';
import type { ApplicantKind } from '../domain/missing-applications.js';

/**
 * The kinds of people who could still apply, as far as the quotas tell people apart: nobody in particular, one kind for each
 * group, one for each two groups that a person can be in at once. Whoever is under 29 is under 35 as well.
 */
export function applicantKinds(
  quotas: readonly QuotaRule[],
  rules: readonly GroupRule[],
): { mixed: ApplicantKind[]; alone: ApplicantKind[] } {
  const counted = [...new Set(quotas.flatMap(({ group }) => group))];
  const kind = (...groups: readonly string[]): ApplicantKind => ({
    id: groups.join('+'),
    groups: counted.filter((other) =>
      groups.some((group) => group === other || implies(group, other, rules)),
    ),
  });
  const single = counted.map((group) => kind(group));
  const pairs = counted.flatMap((one, index) =>
    counted
      .slice(index + 1)
      .filter((other) => together(one, other, rules))
      .map((other) => kind(one, other)),
  );
  return {
    mixed: [...single, { id: '', groups: [] }],
    alone: [{ id: '', groups: [] }, ...single, ...pairs],
  };
}

/** Whether everybody in a group is in the other: younger than 29 is younger than 35, if the ages count on the same day. */
function implies(group: string, other: string, rules: readonly GroupRule[]): boolean {
  const [one, two] = [group, other].map((id) => rules.find((rule) => rule.id === id));
  return one?.kind === 'age' && two?.kind === 'age' && one.on === two.on && one.under <= two.under;
}

/** Two groups that say more together than one of them, and can meet in one person. */
function together(group: string, other: string, rules: readonly GroupRule[]): boolean {
  if (implies(group, other, rules) || implies(other, group, rules)) return false;
  const [one, two] = [group, other].map((id) => rules.find((rule) => rule.id === id));
  return !(one?.kind === 'sex' && two?.kind === 'sex');
}
