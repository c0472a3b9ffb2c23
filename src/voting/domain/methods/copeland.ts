import {
  pairwiseMatrix,
  pairwiseWorking,
  preferring,
  type UnrankedRule,
} from '../pairwise/pairwise.js';
import { rankBy } from '../tally/ranking.js';
import type { CountingMethod } from '../tally/tally.js';

/**
 * Copeland's rule (A. H. Copeland, "A reasonable social welfare function", 1951): one point for each candidate whom more
 * voters place below than above, half a point for each equal; most points first. Ranks as victories less defeats do.
 */
export function copeland({ unranked }: { readonly unranked: UnrankedRule }): CountingMethod {
  return {
    name: 'copeland',
    forms: ['ranking'],
    result(ballots, order) {
      const matrix = pairwiseMatrix(ballots, unranked, order);
      const { candidates, standing } = matrix;
      const halves = new Int32Array(candidates);
      for (const one of standing)
        for (const other of standing) {
          if (one === other) continue;
          const margin = preferring(matrix, one, other) - preferring(matrix, other, one);
          halves[one]! += 1 + Math.sign(margin);
        }
      const votes = Array.from(halves, (sum) => `${sum >> 1}.${sum % 2 === 0 ? 0 : 5}`);
      return {
        ranking: rankBy(standing, (a, b) => halves[b]! - halves[a]!),
        rounds: [{ number: 1, votes, elected: [], excluded: [] }],
        working: pairwiseWorking(matrix),
      };
    },
  };
}
