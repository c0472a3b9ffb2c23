import { createHash } from 'node:crypto';
import type { QuotaRule } from '../../primary/index.js';
import { defined } from '../../kernel/assert.js';
import type { FixedPlace, ListInput, Quota } from '../domain/list-input.js';
import { statementGroup, statementQuotas, type Statement } from '../domain/succession.js';
import { readListInput } from '../domain/read-list-input.js';

/** Somebody in the merit order, or somebody from outside it who was given a place. */
export interface ListPerson {
  readonly id: string;
  readonly name: string;
  /** Verified groups. */
  readonly groups: readonly string[];
  readonly outsider: boolean;
}

export interface ListFacts {
  readonly places: number;
  readonly seats: number;
  readonly objective: ListInput['objective'];
  readonly quotas: readonly QuotaRule[];
  /** In merit order; outsiders last. */
  readonly people: readonly ListPerson[];
  readonly fixed: readonly FixedPlace[];
  readonly barred: readonly string[];
  /** What places people said they accept; whoever said nothing accepts every place. */
  readonly statements?: readonly Statement[];
}

/** The document a list is built from: anyone can feed it to `irikteu list build`. */
export interface ListDocument {
  readonly text: string;
  readonly hash: string;
  readonly input: ListInput;
}

/**
 * Writes the document of a list. A person's groups are told only as far as a quota counts them: whoever counts as "woman
 * or under 29 or disabled" is not told apart further, so that publishing the document reveals no more than the list must.
 */
export function composeList(facts: ListFacts): ListDocument {
  const { people, statements = [] } = facts;
  const said = statements.flatMap((statement) =>
    statementQuotas(statement, nameIn(people, statement.candidate), facts.places),
  );
  const quotas = [
    ...facts.quotas.flatMap((quota) => quotaOf(quota, facts) ?? []),
    ...said.map(plain),
  ];
  const groupsOfOne = new Set(said.flatMap(({ group }) => group));
  const unions = [...new Map(facts.quotas.map(({ group }) => [unionOf(group), group])).entries()];
  const text = `${JSON.stringify(
    {
      places: facts.places,
      objective: facts.objective,
      candidates: people.map(({ id, name, groups, outsider }) => ({
        id,
        name,
        groups: [
          ...unions
            .filter(([, group]) => group.some((one) => groups.includes(one)))
            .map(([union]) => union),
          ...[statementGroup(id)].filter((group) => groupsOfOne.has(group)),
        ],
        ...(outsider && { outsider }),
      })),
      quotas,
      fixed: facts.fixed,
      barred: facts.barred,
    },
    null,
    2,
  )}\n`;
  return documentOf(text);
}

/** The same document with other given places. */
export function documentWithFixed(
  { text }: ListDocument,
  fixed: readonly FixedPlace[],
): ListDocument {
  const document = JSON.parse(text) as object;
  // A place that is only kept may have no reason of its own, and the format knows no empty text.
  const given = fixed.map(({ reason, ...rest }) => (reason === '' ? rest : { ...rest, reason }));
  return documentOf(`${JSON.stringify({ ...document, fixed: given }, null, 2)}\n`);
}

/** The document as it was kept. */
export function documentOf(text: string): ListDocument {
  const read = readListInput(JSON.parse(text));
  const input = defined(read.ok ? read.value : null, 'a document of ours that can be read');
  return { text, hash: createHash('sha256').update(text).digest('hex'), input };
}

function nameIn(people: readonly ListPerson[], candidate: string): string {
  return people.find(({ id }) => id === candidate)?.name ?? candidate;
}

/** A quota without what it does not say. */
function plain({ id, name, group, scope, atMost }: Quota): object {
  return { id, name, group, scope, atMost };
}

function unionOf(group: readonly string[]): string {
  return [...group].sort().join('+');
}

/** A quota of the rules as the document says it, fitted to a list that may be shorter than allowed; null: no longer on it. */
function quotaOf(quota: QuotaRule, { places, seats }: ListFacts): object | null {
  const scope = scopeOf(quota.scope, places, seats);
  if (!scope) return null;
  const single = quota.scope.kind === 'place';
  const amounts = (side: 'atLeast' | 'atMost') => {
    const amount = quota[side];
    if (!amount || quota.scope.kind === 'gap' || (single && 'share' in amount)) return {};
    return { [side]: amount };
  };
  return {
    id: quota.id,
    name: quota.name,
    group: [unionOf(quota.group)],
    scope,
    ...amounts('atLeast'),
    ...amounts('atMost'),
    ...(quota.strength !== undefined && { strength: quota.strength }),
    ...(single && { usedUpByElected: quota.usedUpByElected ?? false }),
  };
}

function scopeOf(scope: QuotaRule['scope'], places: number, seats: number): object | null {
  switch (scope.kind) {
    case 'list':
    case 'gap':
    case 'stretch':
      return scope;
    case 'top':
      return {
        ...scope,
        places: Math.min(places, scope.places === 'seats' ? seats : scope.places),
      };
    case 'prefix':
      return scope.from > places ? null : scope;
    case 'place':
      return scope.place > places ? null : scope;
    case 'window':
      return scope.from > places ? null : { ...scope, to: Math.min(places, scope.to) };
  }
}
