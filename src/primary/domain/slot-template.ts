import { accept, refuse, type Result } from '../../kernel/result.js';
import type { BodyRule, QuotaRule, SlotColumn } from './rule-set.js';

/** Reads `2-13, 15, 17-18` as places in ascending order, and refuses what is not such a list. */
export function parsePlaces(text: string): Result<number[], { kind: 'not-places' }> {
  const places: number[] = [];
  for (const part of text.split(',')) {
    const range = /^\s*([1-9]\d{0,3})(?:\s*-\s*([1-9]\d{0,3}))?\s*$/.exec(part);
    if (!range) return refuse({ kind: 'not-places' });
    const from = Number(range[1]);
    const to = Number(range[2] ?? range[1]);
    if (to < from) return refuse({ kind: 'not-places' });
    for (let place = from; place <= to; place++) places.push(place);
  }
  return accept(places.toSorted((a, b) => a - b));
}

/** The quotas a list of this body obeys: its own and one for each group of each place its template reserves. */
export function quotasOf(body: BodyRule): QuotaRule[] {
  return [...body.quotas, ...(body.slots?.columns ?? []).flatMap(quotasOfColumn)];
}

/** The places the template leaves to the leadership, in ascending order; empty where there is no template. */
export function leadershipPlaces(body: BodyRule): number[] {
  return (body.slots?.columns ?? [])
    .filter(({ filledBy }) => filledBy === 'leadership')
    .flatMap(({ places }) => placesIn(places))
    .toSorted((a, b) => a - b);
}

function quotasOfColumn(column: SlotColumn): QuotaRule[] {
  if (column.filledBy !== 'group') return [];
  return placesIn(column.places).flatMap((place) =>
    column.everyGroup.map((group) => ({
      id: `${column.id}-${place}-${group}`,
      name: column.name,
      group: [group],
      scope: { kind: 'place', place },
      atLeast: { count: 1 },
      usedUpByElected: column.usedUpByElected,
    })),
  );
}

function placesIn(text: string): number[] {
  const parsed = parsePlaces(text);
  return parsed.ok ? parsed.value : [];
}
