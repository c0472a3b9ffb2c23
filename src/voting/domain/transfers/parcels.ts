import type { Preferences } from '../ballots/preferences.js';

/** Ballots that came to a candidate together and are worth the same: what the transferable vote moves about. */
export interface Parcel {
  /** What each paper is worth, in units. */
  readonly value: bigint;
  /** Indexes of the different ballots. */
  readonly ballots: Uint32Array;
  /** How many papers they are together. */
  readonly papers: number;
}

/** Papers sorted by their next available preference. */
export interface SortedPapers {
  /** By candidate; only those who receive something. */
  readonly parcels: ReadonlyMap<number, Omit<Parcel, 'value'>>;
  /** How many papers name nobody who continues. */
  readonly nonTransferable: number;
}

/** Where each ballot lies: the index, in the preferences, of the mark it counts for. */
export type BallotPlaces = Uint32Array;

const nobody = 0xffff;

/** The places of ballots that were not sorted yet: each at its first preference. */
export function firstPlaces({ starts, distinct }: Preferences): BallotPlaces {
  return starts.slice(0, distinct);
}

/** All ballots as one heap. */
export function everyBallot({ distinct }: Preferences): Uint32Array {
  return Uint32Array.from({ length: distinct }, (_, index) => index);
}

/**
 * Sorts ballots by the next preference, from where each lies, for a candidate who continues, and moves them there. Ballots
 * without such a preference stay where they are and are counted.
 */
export function sortPapers(
  preferences: Preferences,
  places: BallotPlaces,
  heaps: readonly Uint32Array[],
  continues: Uint8Array,
): SortedPapers {
  const { candidates, counts } = preferences;
  const ballots = joined(heaps);
  const next = nextPreferences(preferences, places, ballots, continues);
  const lengths = new Uint32Array(candidates);
  const papers = new Float64Array(candidates);
  let nonTransferable = 0;
  for (let at = 0; at < ballots.length; at++) {
    const candidate = next[at]!;
    const count = counts[ballots[at]!]!;
    if (candidate === nobody) nonTransferable += count;
    else {
      lengths[candidate] = lengths[candidate]! + 1;
      papers[candidate] = papers[candidate]! + count;
    }
  }
  const sorted = inHeaps(ballots, next, lengths);
  const parcels = new Map(
    sorted.flatMap((heap, candidate) =>
      heap.length > 0 ? [[candidate, { ballots: heap, papers: papers[candidate] ?? 0 }]] : [],
    ),
  );
  return { parcels, nonTransferable };
}

/** Parcels of one value together, in the order in which the values first appear. */
export function byValue(parcels: readonly Parcel[]): ReadonlyMap<bigint, readonly Parcel[]> {
  const groups = new Map<bigint, Parcel[]>();
  for (const parcel of parcels) {
    const group = groups.get(parcel.value);
    if (group) group.push(parcel);
    else groups.set(parcel.value, [parcel]);
  }
  return groups;
}

/** For each ballot the candidate who gets it, or `nobody`. */
function nextPreferences(
  { starts, marked }: Preferences,
  places: BallotPlaces,
  ballots: Uint32Array,
  continues: Uint8Array,
): Uint16Array {
  const next = new Uint16Array(ballots.length).fill(nobody);
  for (let at = 0; at < ballots.length; at++) {
    const ballot = ballots[at]!;
    const end = starts[ballot + 1]!;
    for (let place = places[ballot]!; place < end; place++) {
      const candidate = marked[place]!;
      if (continues[candidate] !== 1) continue;
      next[at] = candidate;
      places[ballot] = place;
      break;
    }
  }
  return next;
}

function inHeaps(ballots: Uint32Array, next: Uint16Array, lengths: Uint32Array): Uint32Array[] {
  const heaps = Array.from(lengths, (length) => new Uint32Array(length));
  const filled = new Uint32Array(lengths.length);
  for (let at = 0; at < ballots.length; at++) {
    const candidate = next[at]!;
    if (candidate === nobody) continue;
    const heap = heaps[candidate]!;
    heap[filled[candidate]!] = ballots[at]!;
    filled[candidate] = filled[candidate]! + 1;
  }
  return heaps;
}

function joined(heaps: readonly Uint32Array[]): Uint32Array {
  const [first] = heaps;
  if (heaps.length === 1 && first) return first;
  const all = new Uint32Array(heaps.reduce((sum, heap) => sum + heap.length, 0));
  let filled = 0;
  for (const heap of heaps) {
    all.set(heap, filled);
    filled += heap.length;
  }
  return all;
}
