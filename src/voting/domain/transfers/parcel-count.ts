import {
  byValue,
  everyBallot,
  firstPlaces,
  sortPapers,
  type Parcel,
  type SortedPapers,
} from './parcels.js';
import type { Preferences } from '../ballots/preferences.js';
import type { Reweighing } from './vote-arithmetic.js';

/**
 * A count in progress whose ballots lie in parcels with the candidates. Changed in place, transfer by transfer; at every moment
 * the votes held, the non-transferable ones and those lost by truncation are together the valid votes.
 */
export interface ParcelCount {
  readonly preferences: Preferences;
  readonly places: Uint32Array;
  /** By position: 1 for a candidate who is neither elected nor excluded. */
  readonly continues: Uint8Array;
  readonly piles: Parcel[][];
  /** By position, in units. */
  readonly votes: bigint[];
  /** How many ballots there are. */
  readonly valid: number;
  /** How many units one vote has. */
  unit: bigint;
  nonTransferable: bigint;
  lost: bigint;
}

/** Sorts all ballots by first preference among those who stand; each is worth one vote of so many units. */
export function startParcelCount(
  preferences: Preferences,
  standing: readonly number[],
  unit: bigint,
): ParcelCount {
  const { candidates, counts } = preferences;
  const continues = new Uint8Array(candidates);
  for (const position of standing) continues[position] = 1;
  const count: ParcelCount = {
    preferences,
    places: firstPlaces(preferences),
    continues,
    piles: Array.from({ length: candidates }, () => []),
    votes: Array.from({ length: candidates }, () => 0n),
    valid: counts.reduce((sum, one) => sum + one, 0),
    unit,
    nonTransferable: 0n,
    lost: 0n,
  };
  moveOn(count, [everyBallot(preferences)], unit);
  return count;
}

/** Who continues, by rising position. */
export function continuingOf({ continues }: ParcelCount): number[] {
  return [...continues.keys()].filter((position) => continues[position] === 1);
}

/** The votes of a candidate, in units. */
export function votesOf({ votes }: ParcelCount, position: number): bigint {
  return votes[position] ?? 0n;
}

/** Passes on all papers of excluded candidates, each at the value it has. */
export function transferPiles(count: ParcelCount, from: readonly number[]): void {
  for (const value of valuesOf(count, from)) transferBatch(count, from, value);
}

/** The different values of the papers of these candidates, the highest first. */
export function valuesOf({ piles }: ParcelCount, from: readonly number[]): readonly bigint[] {
  const values = from.flatMap((position) => (piles[position] ?? []).map(({ value }) => value));
  return [...new Set(values)].sort((a, b) => (a < b ? 1 : -1));
}

/** Passes on the papers of one value, all together, of excluded candidates. */
export function transferBatch(count: ParcelCount, from: readonly number[], value: bigint): void {
  const heaps: Uint32Array[] = [];
  for (const position of from) {
    const pile = count.piles[position] ?? [];
    const batch = pile.filter((parcel) => parcel.value === value);
    const papers = batch.reduce((sum, parcel) => sum + parcel.papers, 0);
    count.piles[position] = pile.filter((parcel) => parcel.value !== value);
    count.votes[position] = votesOf(count, position) - BigInt(papers) * value;
    heaps.push(...batch.map(({ ballots }) => ballots));
  }
  moveOn(count, heaps, value);
}

/**
 * Passes on all papers of an elected candidate at reduced values, so that the surplus goes on and the rest stays. What the
 * truncation of the values withholds is lost.
 */
export function transferSurplus(
  count: ParcelCount,
  from: number,
  surplus: bigint,
  reweighing: Reweighing,
): void {
  const stays = votesOf(count, from) - surplus;
  const parcels = count.piles[from] ?? [];
  count.piles[from] = [];
  rescale(count, reweighing.rescale);
  let passed = 0n;
  for (const [value, group] of byValue(parcels)) {
    const heaps = group.map(({ ballots }) => ballots);
    passed += moveOn(count, heaps, reweighing.valueOf(value));
  }
  count.votes[from] = stays * reweighing.rescale;
  count.lost += surplus * reweighing.rescale - passed;
}

/**
 * Passes on the transferable papers of the last parcel an elected candidate received, at a value found from their number and
 * the value they have. What they do not take of the surplus is not transferable.
 */
export function transferLastParcel(
  count: ParcelCount,
  from: number,
  surplus: bigint,
  valueOf: (papers: bigint, value: bigint) => bigint,
): void {
  const last = count.piles[from]?.at(-1);
  const sorted = sorting(count, last ? [last.ballots] : []);
  const papers = [...sorted.parcels.values()].reduce((sum, parcel) => sum + parcel.papers, 0);
  const passed = credit(count, sorted, valueOf(BigInt(papers), last?.value ?? 0n));
  count.piles[from] = [];
  count.votes[from] = votesOf(count, from) - surplus;
  count.nonTransferable += surplus - passed;
}

/** Passes on heaps of ballots worth `value` each; says how much that was together. */
function moveOn(count: ParcelCount, heaps: readonly Uint32Array[], value: bigint): bigint {
  const sorted = sorting(count, heaps);
  const ended = BigInt(sorted.nonTransferable) * value;
  count.nonTransferable += ended;
  return ended + credit(count, sorted, value);
}

function sorting(count: ParcelCount, heaps: readonly Uint32Array[]): SortedPapers {
  return sortPapers(count.preferences, count.places, heaps, count.continues);
}

/** Gives sorted papers to their candidates; says how much that was together. */
function credit(count: ParcelCount, { parcels }: SortedPapers, value: bigint): bigint {
  let passed = 0n;
  for (const [position, { ballots, papers }] of parcels) {
    const votes = BigInt(papers) * value;
    count.piles[position]?.push({ value, ballots, papers });
    count.votes[position] = votesOf(count, position) + votes;
    passed += votes;
  }
  return passed;
}

/** Makes the unit so many times smaller. */
function rescale(count: ParcelCount, factor: bigint): void {
  if (factor === 1n) return;
  count.unit *= factor;
  count.nonTransferable *= factor;
  count.lost *= factor;
  for (const [position, parcels] of count.piles.entries()) {
    count.votes[position] = votesOf(count, position) * factor;
    count.piles[position] = parcels.map((parcel) => ({ ...parcel, value: parcel.value * factor }));
  }
}
