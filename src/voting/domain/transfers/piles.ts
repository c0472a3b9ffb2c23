import type { Preferences } from '../ballots/preferences.js';

/**
 * Ballots in piles by candidate, each whole in one pile: what a run-off moves about. A pile is a chain through `next` that
 * begins at `tops`, so that moving a pile touches its own ballots only. Changed in place, move by move; the votes in the
 * piles and the non-transferable ones are together all ballots at every moment.
 */
export interface Piles {
  readonly preferences: Preferences;
  /** By position: 1 for a candidate who is in the race. */
  readonly continues: Uint8Array;
  /** By position: whole numbers. */
  readonly votes: Float64Array;
  /** How many ballots name nobody who is in the race any more. */
  nonTransferable: number;
  /** By position: the first ballot of the pile, -1 where there is none. */
  readonly tops: Int32Array;
  /** By ballot: the next one of the same pile, -1 at its end. */
  readonly next: Int32Array;
  /** By ballot: which of its marks it counts for. */
  readonly places: Uint32Array;
}

/** Piles by first preference among those who stand. */
export function stackPiles(preferences: Preferences, standing: readonly number[]): Piles {
  const { candidates, distinct, starts } = preferences;
  const continues = new Uint8Array(candidates);
  for (const position of standing) continues[position] = 1;
  const piles: Piles = {
    preferences,
    continues,
    votes: new Float64Array(candidates),
    nonTransferable: 0,
    tops: new Int32Array(candidates).fill(-1),
    next: new Int32Array(distinct),
    places: starts.slice(0, distinct),
  };
  for (let ballot = 0; ballot < distinct; ballot++) layDown(piles, ballot);
  return piles;
}

/** Takes these candidates out of the race together and moves their ballots to the next preference still in it. */
export function moveOn(piles: Piles, from: readonly number[]): void {
  const { continues, votes, tops, next } = piles;
  for (const position of from) continues[position] = 0;
  for (const position of from) {
    let ballot = tops[position] ?? -1;
    tops[position] = -1;
    votes[position] = 0;
    while (ballot !== -1) {
      const following = next[ballot]!;
      layDown(piles, ballot);
      ballot = following;
    }
  }
}

/** Who is in the race, by rising position. */
export function racersOf({ continues }: Piles): number[] {
  return [...continues.keys()].filter((position) => continues[position] === 1);
}

function layDown(piles: Piles, ballot: number): void {
  const { preferences, continues, votes, tops, next, places } = piles;
  const { starts, marked, counts } = preferences;
  const end = starts[ballot + 1]!;
  for (let place = places[ballot]!; place < end; place++) {
    const candidate = marked[place]!;
    if (continues[candidate] !== 1) continue;
    places[ballot] = place;
    votes[candidate] = votes[candidate]! + counts[ballot]!;
    next[ballot] = tops[candidate]!;
    tops[candidate] = ballot;
    return;
  }
  piles.nonTransferable += counts[ballot]!;
}
