import type { FixedPlace } from './list-input.js';

/** Two people on a list who agreed that the giver's place is the taker's, and the taker's the giver's. */
export interface AgreedYield {
  readonly number: number;
  readonly giverId: string;
  readonly takerId: string;
  readonly giverPlace: number;
  readonly takerPlace: number;
}

/** A place somebody has by a yield, and who it came from. */
export interface YieldedPlace {
  readonly place: number;
  readonly candidate: string;
  readonly from: string;
}

export interface YieldBounds {
  readonly barred: readonly string[];
  readonly places: number;
  /** The places given by the leadership, which come first. */
  readonly fixed: readonly FixedPlace[];
  readonly accepts: (candidate: string, place: number) => boolean;
}

/**
 * The places that are kept because of yields, the newest first where two speak of one person or place. A yield lapses when
 * one of the two has left, when a place is given by the leadership or no longer on the list, or is not accepted any more.
 */
export function yieldsInForce(
  agreed: readonly AgreedYield[],
  { barred, places, fixed, accepts }: YieldBounds,
): YieldedPlace[] {
  const people = new Set([...barred, ...fixed.map(({ candidate }) => candidate)]);
  const taken = new Set(fixed.map(({ place }) => place));
  const kept: YieldedPlace[] = [];
  for (const act of [...agreed].sort((a, b) => b.number - a.number)) {
    const pair: YieldedPlace[] = [
      { place: act.giverPlace, candidate: act.takerId, from: act.giverId },
      { place: act.takerPlace, candidate: act.giverId, from: act.takerId },
    ];
    const stands = pair.every(
      ({ place, candidate }) =>
        place <= places && !people.has(candidate) && !taken.has(place) && accepts(candidate, place),
    );
    if (stands) kept.push(...pair);
    for (const { place, candidate } of pair) {
      people.add(candidate);
      if (stands) taken.add(place);
    }
  }
  return kept;
}

/** The order in which giver and taker have changed places; null where they no longer stand where they stood. */
export function exchanged(
  order: readonly string[],
  { giverId, takerId, giverPlace, takerPlace }: AgreedYield,
): string[] | null {
  if (order[giverPlace - 1] !== giverId || order[takerPlace - 1] !== takerId) return null;
  return order.map((candidate) => {
    if (candidate === giverId) return takerId;
    return candidate === takerId ? giverId : candidate;
  });
}
