import { createHash } from 'node:crypto';
import type { ListQuota, QuotaRule, Reservation } from '../../primary/index.js';
import { defined } from '../../kernel/assert.js';
import type { FixedPlace, ListInput, Quota } from '../domain/list-input.js';
import { statementGroup, statementQuotas, type Statement } from '../domain/succession.js';
import { readListInput } from '../domain/read-list-input.js';
import { settleReservations } from '../domain/reserved-block.js';

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
  readonly quotas: readonly ListQuota[];
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
  const rules = settledQuotas(facts);
  const quotas = [...rules.flatMap((quota) => quotaOf(quota, facts) ?? []), ...said.map(plain)];
  const groupsOfOne = new Set(said.flatMap(({ group }) => group));
  const unions = [...new Map(rules.map(({ group }) => [unionOf(group), group])).entries()];
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

/** The quotas once it is known who got in on votes: reservations that were used up are gone, and their block has moved up. */
function settledQuotas({ quotas, people, fixed, barred }: ListFacts): QuotaRule[] {
  const reservations = quotas.flatMap(({ reservation }) => reservation ?? []);
  if (reservations.length === 0) return [...quotas];
  const away = new Set([...barred, ...fixed.map(({ candidate }) => candidate)]);
  const { kept } = settleReservations(
    [...new Map(reservations.map((one) => [keyOf(one), one])).values()],
    people.filter(({ id, outsider }) => !outsider && !away.has(id)),
    fixed.map(({ place }) => place),
  );
  const placeNow = new Map(kept.map(({ reserved, place }) => [keyOf(reserved), place]));
  return quotas.flatMap((quota): QuotaRule[] => {
    if (!quota.reservation) return [quota];
    const place = placeNow.get(keyOf(quota.reservation));
    // The id keeps the place it had in the template, so that a move can be followed.
    if (place === undefined) return [];
    return [{ ...quota, scope: { kind: 'place', place }, usedUpByElected: false }];
  });
}

function keyOf({ column, place }: Reservation): string {
  return `${column} ${place}`;
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
  const single = quota.scope.kind === 'place' || quota.scope.kind === 'every';
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
    ...(quota.scope.kind === 'place' && { usedUpByElected: quota.usedUpByElected ?? false }),
  };
}

function scopeOf(scope: QuotaRule['scope'], places: number, seats: number): object | null {
  switch (scope.kind) {
    case 'list':
    case 'stretch':
      return scope;
    case 'gap':
      return (scope.from ?? 1) > places ? null : scope;
    case 'top':
      return {
        ...scope,
        places: Math.min(places, scope.places === 'seats' ? seats : scope.places),
      };
    case 'prefix':
    case 'every':
      return scope.from > places ? null : scope;
    case 'place':
      return scope.place > places ? null : scope;
    case 'window':
      return scope.from > places ? null : { ...scope, to: Math.min(places, scope.to) };
  }
}
