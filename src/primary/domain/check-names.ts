import { fault, type RuleSetFault } from './rule-set-fault.js';
import type { BodyRule, DocumentRule, RuleSet, SlotColumn } from './rule-set.js';
import { quotasOf } from './slot-template.js';
import type { Territory } from './territory.js';

/** Parts that name something the rule set or the territory tree does not have, or use one name for two things. */
export function checkNames(rules: RuleSet, territories: readonly Territory[]): RuleSetFault[] {
  return [
    ...duplicates(rules.documents, 'documents'),
    ...duplicates(rules.groups, 'groups'),
    ...duplicates(rules.bodies, 'bodies'),
    ...rules.documents.flatMap((document, index) =>
      checkDocument(document, `documents[${index}].of`, rules),
    ),
    ...checkGroups(rules),
    ...rules.bodies.flatMap((body, index) => {
      const at = `bodies[${index}]`;
      return [
        ...duplicates(body.path, `${at}.path`),
        ...duplicates(body.quotas, `${at}.quotas`),
        ...duplicates(body.slots?.columns ?? [], `${at}.slots.columns`),
        ...checkQuotaNames(body, at),
        ...checkGroupNames(body, at, rules),
        ...checkTerritories(body, at, territories),
        ...checkAge(body, at, rules),
      ];
    }),
  ];
}

function duplicates(items: readonly { readonly id: string }[], at: string): RuleSetFault[] {
  return items.flatMap(({ id }, index) =>
    items.findIndex((other) => other.id === id) < index
      ? [fault(`${at}[${index}].id`, 'duplicate-id', { name: id })]
      : [],
  );
}

function checkDocument(document: DocumentRule, at: string, rules: RuleSet): RuleSetFault[] {
  const { required, of } = document;
  if (required === 'always') return [];
  if (of === undefined) return [fault(at, 'document-of-missing', { required })];
  if (required === 'for-group') return unknownGroup(of, at, rules);
  return rules.nomination.some((route) => route === of)
    ? []
    : [fault(at, 'unknown-route', { name: of })];
}

function checkGroups({ groups, documents }: RuleSet): RuleSetFault[] {
  return groups.flatMap((group, index) =>
    group.kind === 'certificate' && !documents.some(({ id }) => id === group.document)
      ? [fault(`groups[${index}].document`, 'unknown-document', { name: group.document })]
      : [],
  );
}

function checkGroupNames(body: BodyRule, at: string, rules: RuleSet): RuleSetFault[] {
  return [
    ...body.path.flatMap((stage, s) =>
      stage.ties.flatMap((tie, t) =>
        tie.kind === 'group'
          ? unknownGroup(tie.group, `${at}.path[${s}].ties[${t}].group`, rules)
          : [],
      ),
    ),
    ...body.quotas.flatMap((quota, q) =>
      quota.group.flatMap((group, g) =>
        unknownGroup(group, `${at}.quotas[${q}].group[${g}]`, rules),
      ),
    ),
    ...(body.slots?.columns ?? []).flatMap((column, c) => {
      const [field, names] = groupsOfColumn(column);
      return names.flatMap((group, g) =>
        unknownGroup(group, `${at}.slots.columns[${c}].${field}[${g}]`, rules),
      );
    }),
    ...(body.succession?.vacancy.kind === 'same-group'
      ? body.succession.vacancy.groups.flatMap((group, g) =>
          unknownGroup(group, `${at}.succession.vacancy.groups[${g}]`, rules),
        )
      : []),
    ...checkRenewal(body, `${at}.renewal.group`, rules),
  ];
}

function groupsOfColumn(column: SlotColumn): [field: string, groups: readonly string[]] {
  switch (column.filledBy) {
    case 'group':
      return ['everyGroup', column.everyGroup];
    case 'merit':
      return ['closedTo', column.closedTo ?? []];
    case 'leadership':
      return ['places', []];
  }
}

/** The template makes quotas of its own, which must not be called what a quota of the body is called. */
function checkQuotaNames(body: BodyRule, at: string): RuleSetFault[] {
  const made = new Set(quotasOf({ ...body, quotas: [] }).map(({ id }) => id));
  return body.quotas.flatMap(({ id }, index) =>
    made.has(id) ? [fault(`${at}.quotas[${index}].id`, 'duplicate-id', { name: id })] : [],
  );
}

function checkRenewal(body: BodyRule, at: string, rules: RuleSet): RuleSetFault[] {
  const group = rules.groups.find(({ id }) => id === body.renewal.group);
  if (!group) return unknownGroup(body.renewal.group, at, rules);
  return group.kind === 'newcomer'
    ? []
    : [fault(at, 'renewal-group-not-newcomer', { name: group.id })];
}

function unknownGroup(name: string, at: string, { groups }: RuleSet): RuleSetFault[] {
  if (groups.some(({ id }) => id === name)) return [];
  return [fault(at, 'unknown-group', { name, known: groups.map(({ id }) => id).join(', ') })];
}

function checkTerritories(
  body: BodyRule,
  at: string,
  territories: readonly Territory[],
): RuleSetFault[] {
  const known = new Map<string, Territory>(territories.map((t) => [t.code, t]));
  const within = (body.within ?? []).flatMap((code, index) =>
    known.has(code) ? [] : [fault(`${at}.within[${index}]`, 'unknown-territory', { code })],
  );
  const seats = Object.keys(body.seats.byTerritory ?? {}).flatMap((code) => {
    const path = `${at}.seats.byTerritory.${code}`;
    const level = known.get(code)?.level;
    if (level === undefined) return [fault(path, 'unknown-territory', { code })];
    return level === body.level
      ? []
      : [fault(path, 'territory-of-other-level', { code, level, wanted: body.level })];
  });
  return [...within, ...seats];
}

function checkAge(body: BodyRule, at: string, { eligibility }: RuleSet): RuleSetFault[] {
  return eligibility.minimumAge[body.level] === undefined
    ? [fault(`eligibility.minimumAge.${body.level}`, 'minimum-age-missing', { body: at })]
    : [];
}
