import { resultOfSums, sumOfMarks } from '../tally/sums.js';
import type { AdditiveMethod } from '../tally/tally.js';

/** Single choice (plurality; with several seats the single non-transferable vote): one mark, most votes first. */
export const singleChoice: AdditiveMethod = {
  name: 'plurality',
  forms: ['single'],
  sums: sumOfMarks,
  result: (ballots, order) => resultOfSums(sumOfMarks(ballots), order),
};
