import type { Displacement } from './list-outcome.js';

/** Measures a final order of merit ranks (list first, then reserve) against the merit order of the same people. */
export function displacementOf(finalOrder: readonly number[]): Displacement {
  const rank = new Map([...finalOrder].sort((a, b) => a - b).map((merit, index) => [merit, index]));
  const before = finalOrder.map((merit) => rank.get(merit) ?? 0);
  const moves = before.map((from, to) => to - from);
  return {
    footrule: moves.reduce((sum, move) => sum + Math.abs(move), 0),
    kendall: before.reduce(
      (pairs, from, to) => pairs + before.slice(to + 1).filter((other) => other < from).length,
      0,
    ),
    largestDrop: Math.max(0, ...moves),
  };
}
