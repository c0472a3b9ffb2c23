import { resultOfSums, sumOfMarks } from '../tally/sums.js';
import type { AdditiveMethod } from '../tally/tally.js';

/**
 * Rating vote (approval with at most so many marks): every marked candidate receives one vote, most votes first. The
 * members of the party and the delegates of its conferences vote this way (Nur Otan 2020).
 */
export const rating: AdditiveMethod = {
  name: 'rating',
  forms: ['rating'],
  sums: sumOfMarks,
  result: (ballots, order) => resultOfSums(sumOfMarks(ballots), order),
};
