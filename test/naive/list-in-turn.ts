import type { Ballot } from '../../src/voting/domain/ballots/ballot.js';
import { eachBallot, standing, type MarkedElection } from '../support/marked-election.js';
import {
  dividedBy,
  exact,
  minus,
  order,
  plus,
  sumOf,
  type ExactNumber,
} from '../../src/verifier/counting/exact-number.js';

/** One place of a list: who took it and with what. Ties go to the lowest position. */
export interface NaivePlace {
  readonly candidate: number;
  readonly votes: ExactNumber;
}

/** Phragmén, voter by voter: everybody bears a load of their own. */
export function naivePhragmen(election: MarkedElection): readonly NaivePlace[] {
  const voters = eachBallot(election).map((ballot) => ({ ballot, load: exact(0) }));
  const supporters = (candidate: number): typeof voters =>
    voters.filter(({ ballot }) => names(ballot, candidate));
  return inTurn(
    election,
    (candidate) => {
      const theirs = supporters(candidate);
      const before = sumOf(theirs.map(({ load }) => load));
      return dividedBy(exact(theirs.length), plus(exact(1), before));
    },
    (candidate, votes) => {
      for (const voter of supporters(candidate)) voter.load = dividedBy(exact(1), votes);
    },
  );
}

/** Sequential PAV by the score of whole lists: each place to whoever adds most to it. */
export function naivePav(election: MarkedElection): readonly NaivePlace[] {
  const list: number[] = [];
  const scoreOf = (members: readonly number[]): ExactNumber =>
    sumOf(
      eachBallot(election).flatMap((ballot) =>
        members.filter((one) => names(ballot, one)).map((_, at) => exact(1, at + 1)),
      ),
    );
  return inTurn(
    election,
    (candidate) => minus(scoreOf([...list, candidate]), scoreOf(list)),
    (candidate) => list.push(candidate),
  );
}

/** Votes for places: for place k the numbers 1 to k beside the name are looked for on every ballot. */
export function naivePlaces(election: MarkedElection): readonly NaivePlace[] {
  let place = 1;
  return inTurn(
    election,
    (candidate) =>
      exact(
        eachBallot(election).filter((ballot) =>
          ballot.some((mark) => mark.candidate === candidate && mark.value <= place),
        ).length,
      ),
    () => (place += 1),
  );
}

function names(ballot: Ballot, candidate: number): boolean {
  return ballot.some((mark) => mark.candidate === candidate);
}

function inTurn(
  election: MarkedElection,
  votesOf: (candidate: number) => ExactNumber,
  take: (candidate: number, votes: ExactNumber) => unknown,
): readonly NaivePlace[] {
  const places: NaivePlace[] = [];
  let left = standing(election);
  while (places.length < election.seats && left.length > 0) {
    const offers = left.map((candidate) => ({ candidate, votes: votesOf(candidate) }));
    const best = offers.reduce((so, one) => (order(one.votes, so.votes) > 0 ? one : so));
    places.push(best);
    take(best.candidate, best.votes);
    left = left.filter((one) => one !== best.candidate);
  }
  return places;
}
