import fc from 'fast-check';
import type { Ballot, BallotForm } from '../../src/voting/domain/ballots/ballot.js';
import type { MarkedElection } from '../support/marked-election.js';

/** The kinds of random ballots that the methods need. */
export type RandomBallots = 'approval' | 'score' | 'cumulative' | 'ranking' | 'equal-ranking';

/** Small random elections with valid ballots, up to six candidates of whom some may have withdrawn, up to ten voters. */
export function smallElections(kind: RandomBallots): fc.Arbitrary<MarkedElection> {
  return fc
    .record({ candidates: fc.integer({ min: 1, max: 6 }), seats: fc.integer({ min: 1, max: 5 }) })
    .chain(({ candidates, seats }) =>
      fc.record({
        form: fc.constant(formOf(kind, candidates)),
        seats: fc.constant(seats),
        ballots: fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), ballots(kind, candidates)), {
          maxLength: 10,
        }),
        withdrawn: fc.oneof(
          { weight: 3, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.uniqueArray(positions(candidates), { maxLength: 2 }) },
        ),
      }),
    );
}

const highest = 4;

function formOf(kind: RandomBallots, candidates: number): BallotForm {
  switch (kind) {
    case 'approval':
      return { kind: 'rating', candidates, marks: candidates };
    case 'score':
      return { kind: 'score', candidates, highest };
    case 'cumulative':
      return { kind: 'cumulative', candidates, votes: candidates * highest, mostForOne: highest };
    case 'ranking':
    case 'equal-ranking':
      return {
        kind: 'ranking',
        candidates,
        ranks: candidates + 1,
        equalRanks: kind === 'equal-ranking',
      };
  }
}

function ballots(kind: RandomBallots, candidates: number): fc.Arbitrary<Ballot> {
  const marked = fc.uniqueArray(positions(candidates), { minLength: 1, maxLength: candidates });
  const value = fc.integer({
    min: kind === 'score' ? 0 : 1,
    max: kind === 'approval' ? 1 : kind === 'equal-ranking' ? candidates + 1 : highest,
  });
  // Strict ranks: rising, a number left out now and then.
  const strict = fc.uniqueArray(fc.integer({ min: 1, max: candidates + 1 }), {
    minLength: candidates,
    maxLength: candidates,
  });
  const values =
    kind === 'ranking' ? strict : fc.array(value, { minLength: candidates, maxLength: candidates });
  return fc
    .tuple(marked, values)
    .map(([names, written]) =>
      names.map((candidate, index) => ({ candidate, value: written[index] ?? 1 })),
    );
}

function positions(candidates: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: candidates - 1 });
}
