import type { RankedBallot, RankedElection } from '../support/preference-lines.js';

/** How many voters prefer `a` to `b`, looked up on one ballot after the other. */
export type Preferring = (a: number, b: number) => number;

export function naivePreferring(election: RankedElection, unranked: 'last' | 'apart'): Preferring {
  const placeOn = ({ ranks }: RankedBallot, candidate: number): number => {
    const index = ranks.findIndex((rank) => rank.includes(candidate));
    return index === -1 ? Infinity : index;
  };
  const preferring = (a: number, b: number): number =>
    election.ballots
      .filter((ballot) => {
        const isSilent = placeOn(ballot, a) === Infinity || placeOn(ballot, b) === Infinity;
        if (unranked === 'apart' && isSilent) return false;
        return placeOn(ballot, a) < placeOn(ballot, b);
      })
      .reduce((sum, { count }) => sum + count, 0);
  return remembered(election.candidates.length, preferring);
}

/** The same answers, each worked out once. */
export function remembered<T>(
  candidates: number,
  answer: (a: number, b: number) => T,
): (a: number, b: number) => T {
  const table = Array.from({ length: candidates }, (_, a) =>
    Array.from({ length: candidates }, (__, b) => answer(a, b)),
  );
  return (a, b) => table[a]![b]!;
}

/** Ranks by how long the longest chain of candidates above one another is that ends at a candidate. */
export function naiveLayers(
  standing: readonly number[],
  isAbove: (a: number, b: number) => boolean,
): number[][] {
  const depthOf = (one: number): number =>
    Math.max(
      0,
      ...standing.filter((other) => isAbove(other, one)).map((other) => 1 + depthOf(other)),
    );
  return groupedBy(standing, depthOf);
}

/** Candidates with the same figure together, the lowest figure first. */
export function groupedBy(
  standing: readonly number[],
  figureOf: (candidate: number) => number,
): number[][] {
  const figures = [...new Set(standing.map(figureOf))].sort((a, b) => a - b);
  return figures.map((figure) => standing.filter((one) => figureOf(one) === figure));
}
