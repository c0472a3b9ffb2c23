import { firstBeginning, groupStanding, open, type Beginning } from './beginning.js';
import { countingAllows } from './counting.js';
import type { Rules } from './completion.js';
import type { Shortage } from './list-outcome.js';
import { typeCounts, type Pool } from './pool.js';
import type { Window } from './window.js';

/** What the pool is short of: people for the places, members of a quota's group, or people outside it. */
export function shortagesOf({ pool, windows }: Rules): Shortage[] {
  const start = firstBeginning(pool);
  const openPlaces = start.slots.filter((type) => type === open).length;
  const people = start.supply.reduce((sum, left) => sum + left, 0);
  const given = pool.input.places - openPlaces;
  const ofPeople: Shortage[] =
    people < openPlaces
      ? [{ quota: null, of: 'people', needs: pool.input.places, has: people + given }]
      : [];
  return [
    ...ofPeople,
    ...pool.input.quotas.flatMap(({ id }, quota) => {
      const own = windows.filter((window) => window.quota === quota);
      return own.length === 0 ? [] : shortagesOfQuota(pool, start, quota, id, own);
    }),
  ];
}

function shortagesOfQuota(
  pool: Pool,
  start: Beginning,
  quota: number,
  id: string,
  windows: readonly Window[],
): Shortage[] {
  const placed = start.slots.filter((type) => type !== open);
  const openPlaces = start.slots.length - placed.length;
  const members = placed.filter((type) => typeCounts(pool, type, quota)).length;
  const others = placed.length - members;
  const { membersLeft, othersLeft } = groupStanding(pool, start, quota);
  const possible = Array.from({ length: openPlaces + 1 }, (_, count) => count).filter((count) =>
    windowsAllow(pool, start, quota, windows, count),
  );
  const [least, most] = [possible[0], possible.at(-1)];
  if (least === undefined || most === undefined) return [];
  const shortage = (of: 'members' | 'others', needs: number, has: number): Shortage[] =>
    needs > has ? [{ quota: id, of, needs, has }] : [];
  return [
    ...shortage('members', least + members, membersLeft + members),
    ...shortage('others', openPlaces - most + others, othersLeft + others),
  ];
}

/** Whether exactly `count` more members could stand on the open places, were there people enough of both sorts. */
function windowsAllow(
  pool: Pool,
  start: Beginning,
  quota: number,
  windows: readonly Window[],
  count: number,
): boolean {
  const [member, other] = [0, 1];
  const slots = start.slots.map((type) =>
    type === open ? open : typeCounts(pool, type, quota) ? member : other,
  );
  const supply = [count, slots.filter((slot) => slot === open).length - count];
  const own = windows.map((window) => ({ ...window, quota: 0 }));
  return countingAllows(
    { ...pool, counts: [[true], [false]] },
    { slots, supply, least: supply },
    0,
    own,
  );
}
