import { eachBallot, type MarkedElection } from '../support/marked-election.js';
import {
  dividedBy,
  exact,
  sumOf,
  type ExactNumber,
} from '../../src/verifier/counting/exact-number.js';

/** Everything written beside each name, added up voter by voter: cumulative votes and scores by sum. */
export function naiveSums(election: MarkedElection): readonly ExactNumber[] {
  return written(election).map((values) => sumOf(values.map((value) => exact(value))));
}

/** The mean of what is written beside each name; 0 where nothing is. */
export function naiveMeans(election: MarkedElection): readonly ExactNumber[] {
  return written(election).map((values) =>
    values.length === 0
      ? exact(0)
      : dividedBy(sumOf(values.map((value) => exact(value))), exact(values.length)),
  );
}

function written(election: MarkedElection): readonly (readonly number[])[] {
  return Array.from({ length: election.form.candidates }, (_, candidate) =>
    eachBallot(election).flatMap((ballot) =>
      ballot.filter((mark) => mark.candidate === candidate).map(({ value }) => value),
    ),
  );
}
