import { defined } from '../../kernel/assert.js';
import type { ListInput, Quota } from './list-input.js';

/**
 * The candidates as the search sees them. Two candidates who count for exactly the same quotas are interchangeable for
 * the question whether a list can still be completed, so the search asks about types of candidates only.
 */
export interface Pool {
  readonly input: ListInput;
  /** For every type and every quota: whether a member of the type counts. */
  readonly counts: readonly (readonly boolean[])[];
  /** The type of every candidate, by position in the merit order. */
  readonly typeOf: readonly number[];
  /** Positions of the candidates who may take a place that nobody was given, best first. */
  readonly free: readonly number[];
  /** The position of the person given each place, by place − 1; null where the place is open. */
  readonly given: readonly (number | null)[];
}

/** Sorts the candidates into types and sets the given places apart. Barred people and outsiders are not in the pool. */
export function poolOf(input: ListInput): Pool {
  const counts: boolean[][] = [];
  const typeByKey = new Map<string, number>();
  const typeOf = input.candidates.map(({ groups }) => {
    const row = input.quotas.map((quota) => countsFor(groups, quota));
    const key = row.map((counted) => (counted ? '1' : '0')).join('');
    const type = typeByKey.get(key) ?? counts.length;
    if (type === counts.length) {
      counts.push(row);
      typeByKey.set(key, type);
    }
    return type;
  });
  const position = new Map(input.candidates.map(({ id }, index) => [id, index]));
  const given = Array.from({ length: input.places }, (): number | null => null);
  for (const { place, candidate } of input.fixed) {
    given[place - 1] = defined(position.get(candidate), `candidate ${candidate}`);
  }
  const away = new Set([...input.barred, ...input.fixed.map(({ candidate }) => candidate)]);
  const free = input.candidates.flatMap(({ id, outsider }, index) =>
    outsider || away.has(id) ? [] : [index],
  );
  return { input, counts, typeOf, free, given };
}

/** Whether somebody in these groups counts for the quota: a member of any of its groups, once. */
export function countsFor(groups: readonly string[], quota: Quota): boolean {
  return quota.group.some((group) => groups.includes(group));
}

/** The type of the candidate at a position of the merit order. */
export function typeAt(pool: Pool, position: number): number {
  return defined(pool.typeOf[position], 'the type of a candidate');
}

/** Whether a type counts for a quota. */
export function typeCounts(pool: Pool, type: number, quota: number): boolean {
  return pool.counts[type]?.[quota] === true;
}
