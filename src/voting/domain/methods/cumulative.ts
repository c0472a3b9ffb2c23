import { resultOfSums, sumOfMarks } from '../tally/sums.js';
import type { AdditiveMethod } from '../tally/tally.js';

/** Cumulative vote: each voter gives away a number of votes, several to one candidate if the form allows; most votes first. */
export const cumulative: AdditiveMethod = {
  name: 'cumulative',
  forms: ['cumulative'],
  sums: sumOfMarks,
  result: (ballots, order) => resultOfSums(sumOfMarks(ballots), order),
};
