import { ballotFault } from '../ballot.js';
import { countMarks, type CountingMethod } from '../tally.js';

/** Single choice (plurality; with several seats the single non-transferable vote): one mark, most votes first. */
export const singleChoice: CountingMethod = {
  name: 'plurality',
  fault: ballotFault,
  result: (ballots, form) => countMarks(singleChoice, ballots, form),
};
