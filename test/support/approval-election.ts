import { plainMarks } from '../../src/voting/domain/ballots/ballot.js';
import type { Tally } from '../../src/voting/domain/tally/tally.js';
import type { MarkedElection } from './marked-election.js';

/** Approval ballots written as `ABC`, with the number of voters who cast each. */
export function approvalElection(
  ballots: Readonly<Record<string, number>>,
  seats: number,
): MarkedElection {
  const names = [...new Set(Object.keys(ballots).flatMap((ballot) => Array.from(ballot)))].sort();
  return {
    form: { kind: 'rating', candidates: names.length, marks: names.length },
    seats,
    ballots: Object.entries(ballots).map(([ballot, count]) => [
      count,
      plainMarks(Array.from(ballot, (name) => names.indexOf(name))),
    ]),
  };
}

/** What each place was taken with. */
export function figuresOf({ rounds }: Tally): (string | undefined)[] {
  return rounds.map(({ elected, votes, exactVotes }) => (exactVotes ?? votes)[elected[0] ?? -1]);
}
