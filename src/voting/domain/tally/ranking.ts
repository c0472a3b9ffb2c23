import { assert } from '../../../kernel/assert.js';

/** One place of the ranking with everybody whom the method puts on it; two on rank 1 make the next rank 3. */
export interface Rank {
  readonly rank: number;
  readonly candidates: readonly number[];
}

/** The positions of those who stand, rising. */
export function standingOf(candidates: number, withdrawn: ReadonlySet<number>): number[] {
  return Array.from({ length: candidates }, (_, position) => position).filter(
    (position) => !withdrawn.has(position),
  );
}

/** Ranks in the order of `compare` (best first). Equal candidates share a rank, in the order of their positions. */
export function rankBy(
  candidates: readonly number[],
  compare: (a: number, b: number) => number,
): readonly Rank[] {
  const ranks: { rank: number; candidates: number[] }[] = [];
  [...candidates]
    .sort((a, b) => compare(a, b) || a - b)
    .forEach((position, index) => {
      const last = ranks.at(-1);
      const leader = last?.candidates[0];
      if (last && leader !== undefined && compare(leader, position) === 0)
        last.candidates.push(position);
      else ranks.push({ rank: index + 1, candidates: [position] });
    });
  return ranks;
}

/** Ranks from classes of candidates, best first. */
export function ranksOf(classes: readonly (readonly number[])[]): readonly Rank[] {
  let rank = 1;
  return classes.map((candidates) => {
    const here = { rank, candidates };
    rank += candidates.length;
    return here;
  });
}

/**
 * Ranks from a strict partial order: the first rank has those above whom nobody is, the next those above whom nobody is any
 * more when the first are taken away, and so on. Candidates of one rank are not above one another.
 */
export function rankByLayers(
  candidates: readonly number[],
  isAbove: (a: number, b: number) => boolean,
): readonly Rank[] {
  const layers: (readonly number[])[] = [];
  let left = candidates;
  while (left.length > 0) {
    const unbeaten = left.filter((one) => !left.some((other) => isAbove(other, one)));
    assert(unbeaten.length > 0, 'an order has no cycles');
    layers.push(unbeaten);
    left = left.filter((one) => !unbeaten.includes(one));
  }
  return ranksOf(layers);
}
