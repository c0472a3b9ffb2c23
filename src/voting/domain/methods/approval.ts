import { resultOfSums, sumOfMarks } from '../tally/sums.js';
import type { AdditiveMethod } from '../tally/tally.js';

/** Approval: every marked candidate receives one vote, most votes first; as many marks as the form allows. */
export const approval: AdditiveMethod = {
  name: 'approval',
  forms: ['rating'],
  sums: sumOfMarks,
  result: (ballots, order) => resultOfSums(sumOfMarks(ballots), order),
};
