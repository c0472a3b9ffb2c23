import type { FoldedBallots } from '../ballots/folded-ballots.js';
import { standingOf } from '../tally/ranking.js';
import type { CountOrder, Working } from '../tally/tally.js';

/**
 * What a ballot says about a candidate it does not rank: below every ranked one, or nothing at all. Two candidates whom a
 * ballot ranks equal, or does not rank, are not compared by it.
 */
export const unrankedRules = ['last', 'apart'] as const;

/** One of them. */
export type UnrankedRule = (typeof unrankedRules)[number];

/**
 * How many voters prefer each candidate to each other one, laid out flat: `preferred[a * candidates + b]` prefer `a` to `b`.
 * The candidates who left the race have zeros.
 */
export interface PairwiseMatrix {
  readonly candidates: number;
  /** The positions of those who stand, rising. */
  readonly standing: readonly number[];
  readonly preferred: Float64Array;
}

/** Compares every two candidates on every ballot. */
export function pairwiseMatrix(
  ballots: FoldedBallots,
  unranked: UnrankedRule,
  { withdrawn }: Pick<CountOrder, 'withdrawn'>,
): PairwiseMatrix {
  const { candidates } = ballots;
  const standing = standingOf(candidates, withdrawn);
  const seen = rankedPairs(ballots);
  if (unranked === 'apart') return { candidates, standing, preferred: seen.above };
  const preferred = new Float64Array(candidates * candidates);
  for (const a of standing)
    for (const b of standing) {
      if (a === b) continue;
      // Who ranks `a` prefers it to `b`, unless `b` is above or beside it.
      const notBelow = seen.above[b * candidates + a]! + seen.level[a * candidates + b]!;
      preferred[a * candidates + b] = seen.appearances[a]! - notBelow;
    }
  return { candidates, standing, preferred };
}

/** How many voters prefer `a` to `b`. */
export function preferring(matrix: PairwiseMatrix, a: number, b: number): number {
  return matrix.preferred[a * matrix.candidates + b]!;
}

/** The matrix as the working shows it. */
export function pairwiseWorking({
  candidates,
  preferred,
}: PairwiseMatrix): Extract<Working, { readonly kind: 'pairwise' }> {
  return { kind: 'pairwise', preferred: rowsOf(preferred, candidates) };
}

/** A flat square table as rows. */
export function rowsOf(flat: ArrayLike<number>, size: number): readonly (readonly number[])[] {
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => flat[row * size + column]!),
  );
}

interface RankedPairCounts {
  /** How many ballots rank each candidate. */
  readonly appearances: Float64Array;
  /** How many rank both, the row above the column. */
  readonly above: Float64Array;
  /** How many rank both on one rank. */
  readonly level: Float64Array;
}

/** Only pairs that a ballot ranks: most ballots name a few of many candidates, and the rest follows from the appearances. */
function rankedPairs(ballots: FoldedBallots): RankedPairCounts {
  const { candidates, distinct, counts, starts, marked, values } = ballots;
  const appearances = new Float64Array(candidates);
  const above = new Float64Array(candidates * candidates);
  const level = new Float64Array(candidates * candidates);
  for (let index = 0; index < distinct; index++) {
    const count = counts[index]!;
    const end = starts[index + 1]!;
    for (let at = starts[index]!; at < end; at++) {
      const candidate = marked[at]!;
      const row = candidate * candidates;
      appearances[candidate]! += count;
      // Those beside it come right behind it; everybody further on is below.
      let later = at + 1;
      for (; later < end && values[later] === values[at]; later++) {
        level[row + marked[later]!]! += count;
        level[marked[later]! * candidates + candidate]! += count;
      }
      for (; later < end; later++) above[row + marked[later]!]! += count;
    }
  }
  return { appearances, above, level };
}
