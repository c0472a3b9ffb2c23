import { range } from '../support/seeded-numbers.js';

/** How many of a class may stand on the first `to` places. */
export interface PrefixBound {
  readonly class: number;
  readonly to: number;
  readonly lo: number;
  readonly hi: number;
}

/**
 * The best list when everybody is in exactly one class and the quotas are windows from place 1 on: a flow of one unit
 * from every place through its class to the end, in which the edge from one place of a class to its next carries as many
 * units as the class has members so far. `classes` names everybody's class in merit order.
 */
export function listByFlow(
  classes: readonly number[],
  places: number,
  bounds: readonly PrefixBound[],
): number[] | null {
  const order: number[] = [];
  if (!flowExists(classes, places, bounds, [])) return null;
  while (order.length < places) {
    const taken = order.map((person) => classes[person]!);
    const next = classes.findIndex(
      (own, person) =>
        !order.includes(person) && flowExists(classes, places, bounds, [...taken, own]),
    );
    order.push(next);
  }
  return order;
}

interface Edge {
  readonly to: string;
  room: number;
  readonly back: Edge;
}

/** Whether every place can send its unit; the first places send theirs through the classes named. */
function flowExists(
  classes: readonly number[],
  places: number,
  bounds: readonly PrefixBound[],
  first: readonly number[],
): boolean {
  const edges = new Map<string, Edge[]>();
  let demanded = 0;
  const join = (from: string, to: string, room: number) => {
    const edge = { to, room } as { to: string; room: number; back: Edge };
    const back = { to: from, room: 0, back: edge };
    edge.back = back;
    edges.set(from, [...(edges.get(from) ?? []), edge]);
    edges.set(to, [...(edges.get(to) ?? []), back]);
  };
  // An edge that must carry `least` gives these units to the outer source and sink and keeps the room above them.
  const carry = (from: string, to: string, least: number, most: number) => {
    join(from, to, most - least);
    if (least === 0) return;
    demanded += least;
    join('outer source', to, least);
    join(from, 'outer sink', least);
  };
  const distinct = [...new Set([...classes, ...bounds.map((bound) => bound.class)])];
  for (const place of range(1, places)) {
    carry('source', `place ${place}`, 1, 1);
    for (const own of distinct) {
      const fits = first[place - 1] === undefined || first[place - 1] === own;
      if (fits) join(`place ${place}`, `${own} at ${place}`, 1);
    }
  }
  for (const own of distinct) {
    const supply = classes.filter((one) => one === own).length;
    for (const place of range(1, places)) {
      const here = bounds.filter((bound) => bound.class === own && bound.to === place);
      const least = Math.max(0, ...here.map(({ lo }) => lo));
      const most = Math.min(supply, places, ...here.map(({ hi }) => hi));
      if (least > most) return false;
      carry(`${own} at ${place}`, place < places ? `${own} at ${place + 1}` : 'sink', least, most);
    }
  }
  join('sink', 'source', places);
  let sent = 0;
  while (sent < demanded && augment(edges, 'outer source', new Set())) sent++;
  return sent === demanded;
}

/** Sends one more unit from a node to the outer sink, by any path with room. */
function augment(edges: ReadonlyMap<string, Edge[]>, node: string, seen: Set<string>): boolean {
  if (node === 'outer sink') return true;
  seen.add(node);
  for (const edge of edges.get(node) ?? []) {
    if (edge.room === 0 || seen.has(edge.to) || !augment(edges, edge.to, seen)) continue;
    edge.room--;
    edge.back.room++;
    return true;
  }
  return false;
}
