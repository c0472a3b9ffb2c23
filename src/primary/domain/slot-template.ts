import { accept, refuse, type Result } from '../../kernel/result.js';
import type { BodyRule, MeritColumn, QuotaRule, ReservedColumn, SlotTemplate } from './rule-set.js';

/** A quota of a list. One that keeps a place of a template for a group says what decides whether it lapses. */
export interface ListQuota extends QuotaRule {
  readonly reservation?: Reservation;
}

/** What decides whether a reserved place of a template lapses, and what happens then. */
export interface Reservation {
  readonly column: string;
  readonly place: number;
  readonly everyGroup: readonly string[];
  readonly usedUpByElected: boolean;
  readonly whenUsedUp: ReservedColumn['whenUsedUp'];
  /** The places above it that go by votes, in ascending order. */
  readonly votedAbove: readonly VotedPlace[];
}

/** A place that goes by votes, and the groups that do not stand there. */
export interface VotedPlace {
  readonly place: number;
  readonly closedTo: readonly string[];
}

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

/** The quotas a list of this body obeys: its own, and those its template makes by reserving and by closing places. */
export function quotasOf(body: BodyRule): ListQuota[] {
  const { slots } = body;
  if (!slots) return [...body.quotas];
  return [
    ...body.quotas,
    ...slots.columns.flatMap((column) => {
      switch (column.filledBy) {
        case 'merit':
          return closedPlaces(column);
        case 'group':
          return reservedPlaces(column, slots);
        case 'leadership':
          return [];
      }
    }),
  ];
}

/** The places the template leaves to the leadership, in ascending order; empty where there is no template. */
export function leadershipPlaces({ slots }: Pick<BodyRule, 'slots'>): number[] {
  return (slots?.columns ?? [])
    .filter(({ filledBy }) => filledBy === 'leadership')
    .flatMap(({ places }) => placesIn(places))
    .toSorted((a, b) => a - b);
}

/** One quota for each place and group: who stands there belongs to all of them. */
function reservedPlaces(column: ReservedColumn, slots: SlotTemplate): ListQuota[] {
  const { id, name, everyGroup, usedUpByElected, whenUsedUp } = column;
  return placesIn(column.places).flatMap((place) => {
    const votedAbove = votedPlaces(slots, place);
    return everyGroup.map((group) => ({
      id: `${id}-${place}-${group}`,
      name,
      group: [group],
      scope: { kind: 'place', place },
      atLeast: { count: 1 },
      usedUpByElected,
      reservation: { column: id, place, everyGroup, usedUpByElected, whenUsedUp, votedAbove },
    }));
  });
}

/** One quota for each run of places and group that has a column of its own: none of it stands there. */
function closedPlaces({ id, name, places, closedTo = [] }: MeritColumn): ListQuota[] {
  return runsOf(placesIn(places)).flatMap(({ from, to }) =>
    closedTo.map((group) => ({
      id: `${id}-${from}-${to}-without-${group}`,
      name,
      group: [group],
      scope: { kind: 'window', from, to },
      atMost: { count: 0 },
    })),
  );
}

/** The places above `place` that belong to no group and not to the leadership: they go by votes. */
function votedPlaces({ columns }: SlotTemplate, place: number): VotedPlace[] {
  const owners = new Map(
    columns.flatMap((column) => placesIn(column.places).map((one) => [one, column] as const)),
  );
  return Array.from({ length: place - 1 }, (_, index) => index + 1).flatMap((above) => {
    const owner = owners.get(above);
    if (owner && owner.filledBy !== 'merit') return [];
    return [{ place: above, closedTo: owner?.closedTo ?? [] }];
  });
}

function runsOf(places: readonly number[]): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (last?.to === place - 1) last.to = place;
    else runs.push({ from: place, to: place });
  }
  return runs;
}

function placesIn(text: string): number[] {
  const parsed = parsePlaces(text);
  return parsed.ok ? parsed.value : [];
}
