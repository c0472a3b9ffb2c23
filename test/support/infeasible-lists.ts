import type { ListDocument, QuotaDocument } from './list-document.js';
import { raisedFloors } from './raised-floors.js';
import { seededNumbers } from './seeded-numbers.js';
import { tightGroups, tightList } from './tight-lists.js';

/**
 * Why no list exists. `shortage`: more members are asked for than the pool has. `partition`: the floors of the parts of
 * one partition add up to one more than a prefix has places. `raised`: one floor that hugged the hidden list of a tight
 * document is raised by the fewest people that leave no list (`raised-floors.ts`, found with HiGHS).
 */
export type InfeasibleKind = 'shortage' | 'partition' | 'raised';

export interface InfeasibleDocument {
  readonly kind: InfeasibleKind;
  readonly document: ListDocument;
}

/** A document of so many places for which no list exists. Which kind it is follows from the seed. */
export function infeasibleList(places: number, seed: number): InfeasibleDocument {
  const by = raisedFloors[`${places}/${seed}`];
  if (by !== undefined) return { kind: 'raised', document: withRaisedFloor(places, seed, by) };
  return seed % 3 === 0
    ? { kind: 'shortage', document: withShortage(places, seed) }
    : { kind: 'partition', document: withCrowdedPrefix(places, seed) };
}

/** The tight list of this seed with one of its floors raised by so many people. */
export function withRaisedFloor(places: number, seed: number, by: number): ListDocument {
  const { document } = tightList(places, seed);
  const floors = document.quotas.filter(({ atLeast }) => atLeast && 'count' in atLeast);
  const raised = seededNumbers(seed + places).one(floors);
  const quotas = document.quotas.map((quota) => {
    if (quota !== raised || !quota.atLeast || !('count' in quota.atLeast)) return quota;
    const count = quota.atLeast.count + by;
    const { atMost } = quota;
    return {
      ...quota,
      atLeast: { count },
      // A ceiling of the same quota gives way, so that the others have to say no.
      ...(atMost && 'count' in atMost && { atMost: { count: Math.max(count, atMost.count) } }),
    };
  });
  return { ...document, quotas };
}

function withShortage(places: number, seed: number): ListDocument {
  const { document } = tightList(places, seed);
  const sizes = tightGroups
    .map((group) => ({
      group,
      size: document.candidates.filter(({ groups }) => groups.includes(group)).length,
    }))
    .sort((a, b) => a.size - b.size);
  const { group, size } = sizes[0]!;
  return withQuotas(
    document,
    [{ id: 'short', group: [group], scope: { kind: 'list' }, atLeast: { count: size + 1 } }],
    seed,
  );
}

function withCrowdedPrefix(places: number, seed: number): ListDocument {
  const { document, hidden } = tightList(places, seed);
  const numbers = seededNumbers(seed);
  const partition = numbers.happens(70) ? 'region-' : 'age-';
  const parts = tightGroups.filter((group) => group.startsWith(partition));
  const to = numbers.between(Math.ceil(places / 3), places - 1);
  const groupsOf = new Map(document.candidates.map(({ id, groups }) => [id, groups]));
  const crowded = numbers.one(parts);
  const floors = parts.map((group) => ({
    id: `${group} crowds ${to}`,
    group: [group],
    scope: { kind: 'top', places: to },
    atLeast: {
      count:
        hidden.slice(0, to).filter((id) => groupsOf.get(id)?.includes(group)).length +
        (group === crowded ? 1 : 0),
    },
  }));
  return withQuotas(document, floors, seed);
}

/** The new quotas stand somewhere among the others. */
function withQuotas(
  document: ListDocument,
  added: readonly QuotaDocument[],
  seed: number,
): ListDocument {
  const numbers = seededNumbers(seed + 1);
  const quotas = [...document.quotas];
  for (const quota of added) quotas.splice(numbers.between(0, quotas.length), 0, quota);
  return { ...document, quotas };
}
