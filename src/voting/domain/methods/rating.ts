import { ballotFault } from '../ballot.js';
import { countMarks, type CountingMethod } from '../tally.js';

/**
 * Rating vote (approval with at most so many marks): every marked candidate receives one vote, most votes first. The
 * members of the party and the delegates of its conferences vote this way (Nur Otan 2020).
 */
export const rating: CountingMethod = {
  name: 'rating',
  fault: ballotFault,
  result: (ballots, form) => countMarks(rating, ballots, form),
};
