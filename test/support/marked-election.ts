import type { Ballot, BallotForm } from '../../src/voting/domain/ballots/ballot.js';
import { addBallot, ballotFolder } from '../../src/voting/domain/ballots/folded-ballots.js';
import {
  tallyBallots,
  type CountingMethod,
  type Tally,
} from '../../src/voting/domain/tally/tally.js';
import type { TieStep } from '../../src/voting/domain/ties/tie-policy.js';

/** An election on any form of ballot: what so many voters wrote. */
export interface MarkedElection {
  readonly form: BallotForm;
  readonly seats: number;
  readonly ballots: readonly (readonly [count: number, ballot: Ballot])[];
  readonly withdrawn?: readonly number[];
}

/** Counts an election whose candidates have the ids `C0`, `C1` …; without a policy every tie is left open. */
export function countMarked(
  method: CountingMethod,
  { form, seats, ballots, withdrawn = [] }: MarkedElection,
  policy: readonly TieStep[] = [],
): Tally {
  const folder = ballotFolder();
  for (const [count, ballot] of ballots) addBallot(folder, ballot, count);
  return tallyBallots(method, folder.finish(form.candidates), {
    form,
    seats,
    withdrawn: new Set(withdrawn),
    ties: {
      contenders: Array.from({ length: form.candidates }, (_, position) => ({
        id: `C${position}`,
        birthDate: null,
        groups: [],
        earlierStages: [],
      })),
      policy,
      lot: { seed: '', draw: () => [] },
      decisions: [],
    },
  });
}

/** Marks one after the other: `marks([2, 5], [0, 3])` writes 5 beside candidate 2 and 3 beside candidate 0. */
export function marks(...pairs: readonly (readonly [candidate: number, value: number])[]): Ballot {
  return pairs.map(([candidate, value]) => ({ candidate, value }));
}

/** The ballots of an election one by one, without what withdrawn candidates got and without those that are empty then. */
export function eachBallot({ ballots, withdrawn = [] }: MarkedElection): readonly Ballot[] {
  return ballots.flatMap(([count, ballot]) => {
    const left = ballot.filter(({ candidate }) => !withdrawn.includes(candidate));
    return left.length > 0 ? Array.from({ length: count }, () => left) : [];
  });
}

/** Those who stand, by rising position. */
export function standing({ form, withdrawn = [] }: MarkedElection): readonly number[] {
  return Array.from({ length: form.candidates }, (_, position) => position).filter(
    (position) => !withdrawn.includes(position),
  );
}
