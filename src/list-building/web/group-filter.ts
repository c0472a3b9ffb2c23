import type { Translate } from '../../platform/web/index.js';
import type { GroupRule } from '../../primary/index.js';
import { countsFor } from '../domain/membership.js';
import type { ListInput } from '../domain/list-input.js';
import { namesOf } from './list-sentences.js';
import { groupKey } from './quota-gauge.js';

/** The groups a reader may filter by: those that a quota counts, each with the people the document names in it. */
export interface CountedGroup {
  readonly key: string;
  readonly name: string;
  readonly members: ReadonlySet<string>;
}

export function countedGroups(
  { candidates, quotas }: ListInput,
  rules: readonly GroupRule[],
  t: Translate,
): CountedGroup[] {
  const names = new Map(quotas.map(({ id, name }) => [id, name]));
  return [...Map.groupBy(quotas, groupKey)].map(([key, same]) => ({
    key,
    name:
      groupName(key, rules, t) ??
      namesOf(
        same.map(({ id }) => id),
        names,
        t,
      ),
    members: new Set(
      candidates
        .filter(({ groups }) => same.slice(0, 1).some((quota) => countsFor(groups, quota)))
        .map(({ id }) => id),
    ),
  }));
}

/** What the rules call the groups of a union, "Women + Under 29"; null where they do not name every one. */
function groupName(key: string, rules: readonly GroupRule[], t: Translate): string | null {
  const names = key.split('+').map((id) => rules.find((rule) => rule.id === id)?.name[t.language]);
  return names.every((name) => name !== undefined) ? names.join(' + ') : null;
}
