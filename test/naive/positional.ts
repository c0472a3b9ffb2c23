import type { Ballot } from '../../src/voting/domain/ballots/ballot.js';
import { eachBallot, standing, type MarkedElection } from '../support/marked-election.js';
import {
  dividedBy,
  exact,
  plus,
  sumOf,
  type ExactNumber,
} from '../../src/verifier/counting/exact-number.js';

/** What the places of one ballot are worth, and what those who are not on it get. */
interface Scale {
  readonly places: readonly ExactNumber[];
  readonly unranked: ExactNumber | 'share-what-is-left';
}

/** Borda by writing the points of every place of every ballot out. */
export function naiveBorda(
  election: MarkedElection,
  tail: 'average' | 'zero' | 'last' | 'modified',
  lowest: number,
): readonly ExactNumber[] {
  const candidates = standing(election).length;
  return naivePoints(election, (ballot) => {
    const counted = tail === 'modified' ? ballot.length : candidates;
    const places = Array.from({ length: counted }, (_, at) => exact(lowest + counted - 1 - at));
    const unranked = tail === 'last' ? exact(lowest) : exact(0);
    return { places, unranked: tail === 'average' ? 'share-what-is-left' : unranked };
  });
}

/** 1, 1/2, 1/3 … written out. */
export function naiveDowdall(election: MarkedElection): readonly ExactNumber[] {
  return naivePoints(election, (ballot) => ({
    places: ballot.map((_, at) => exact(1, at + 1)),
    unranked: exact(0),
  }));
}

/** So many points for the first choice, one less for each other, never less than one. */
export function naiveDesborda(election: MarkedElection, first: number): readonly ExactNumber[] {
  return naivePoints(election, (ballot) => ({
    places: ballot.map((_, at) => exact(first - at > 1 ? first - at : 1)),
    unranked: exact(0),
  }));
}

function naivePoints(
  election: MarkedElection,
  scaleOf: (ballot: Ballot) => Scale,
): readonly ExactNumber[] {
  const points = Array.from({ length: election.form.candidates }, () => exact(0));
  const give = (candidates: readonly number[], worth: readonly ExactNumber[]): void => {
    for (const candidate of candidates)
      points[candidate] = plus(points[candidate]!, dividedBy(sumOf(worth), exact(worth.length)));
  };
  for (const ballot of eachBallot(election)) {
    const { places, unranked } = scaleOf(ballot);
    let taken = 0;
    for (const rank of [...new Set(ballot.map(({ value }) => value))].sort((a, b) => a - b)) {
      const here = ballot.filter(({ value }) => value === rank).map(({ candidate }) => candidate);
      give(here, places.slice(taken, taken + here.length));
      taken += here.length;
    }
    const left = standing(election).filter(
      (one) => !ballot.some(({ candidate }) => candidate === one),
    );
    give(left, unranked === 'share-what-is-left' ? places.slice(taken) : [unranked]);
  }
  return points;
}
