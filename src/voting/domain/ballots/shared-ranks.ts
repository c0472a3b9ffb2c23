import type { InvalidReason, BallotForm } from './ballot.js';
import type { FoldedBallots } from './folded-ballots.js';
import { foldedFault } from '../tally/tally.js';

/** Why the ballot does not rank strictly, or null when it does: the fault of the form, or a rank given to two. */
export function strictRankFault(
  ballots: FoldedBallots,
  index: number,
  form: BallotForm,
): InvalidReason | null {
  const { starts, values } = ballots;
  const fault = foldedFault(ballots, index, form);
  if (fault) return fault;
  for (let at = starts[index]! + 1; at < starts[index + 1]!; at++)
    if (values[at] === values[at - 1]) return 'shared-rank';
  return null;
}

/** How often candidates took the places from `first` (counted from 0) on, `length` of them together on equal ranks. */
export interface SharedPlaces {
  readonly first: number;
  readonly length: number;
  /** Voters, by position. */
  readonly counts: Float64Array;
}

/** All places taken on ranked ballots, equal ranks sharing the places they take together. A rank left out closes up. */
export function sharedPlaces(ballots: FoldedBallots): readonly SharedPlaces[] {
  const { candidates, distinct, counts, starts, marked } = ballots;
  const places = new Map<number, SharedPlaces>();
  const alone: SharedPlaces[] = [];
  const placesOf = (first: number, length: number): SharedPlaces => {
    const key = first * (candidates + 1) + length;
    const known = length === 1 ? alone[first] : places.get(key);
    if (known) return known;
    const fresh = { first, length, counts: new Float64Array(candidates) };
    if (length === 1) alone[first] = fresh;
    places.set(key, fresh);
    return fresh;
  };
  for (let index = 0; index < distinct; index++) {
    const start = starts[index]!;
    const end = starts[index + 1]!;
    for (let at = start; at < end;) {
      const next = endOfRank(ballots, at, end);
      const taken = placesOf(at - start, next - at).counts;
      for (; at < next; at++) taken[marked[at]!] = taken[marked[at]!]! + counts[index]!;
    }
  }
  return [...places.values()];
}

/** Where the marks with the rank of the mark at `at` end, on the ballot that ends at `end`. */
export function endOfRank({ values }: FoldedBallots, at: number, end: number): number {
  let next = at + 1;
  while (next < end && values[next] === values[at]) next += 1;
  return next;
}
