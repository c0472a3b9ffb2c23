import type { AdditiveMethod } from '../tally.js';
import { rating } from './rating.js';
import { singleChoice } from './single-choice.js';

/** The method by which a kind of ballot is counted. */
export function methodOfBallot(kind: 'single' | 'rating'): AdditiveMethod {
  switch (kind) {
    case 'single':
      return singleChoice;
    case 'rating':
      return rating;
  }
}
