import fc from 'fast-check';
import { plainMarks } from '../../src/voting/domain/ballots/ballot.js';
import type { MarkedElection } from './marked-election.js';

/** An approval election in which every voter approves of all candidates of one party and of nobody else. */
export interface PartyLists {
  readonly ballots: MarkedElection;
  readonly seats: number;
  /** How many voters each party has. */
  readonly sizes: readonly number[];
  readonly partyOf: (candidate: number) => number;
}

/** Two to four parties, each with as many candidates as there are seats. */
export const partyLists: fc.Arbitrary<PartyLists> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 4 }),
    seats: fc.integer({ min: 1, max: 8 }),
  })
  .map(({ sizes, seats }) => {
    const candidates = sizes.length * seats;
    return {
      sizes,
      seats,
      partyOf: (candidate) => Math.floor(candidate / seats),
      ballots: {
        form: { kind: 'rating', candidates, marks: candidates },
        seats,
        ballots: sizes.map((size, party) => [
          size,
          plainMarks(Array.from({ length: seats }, (_, at) => party * seats + at)),
        ]),
      },
    };
  });

/** Seats by the highest averages of D'Hondt; an equal average goes to the earlier party. */
export function seatsByHighestAverages(sizes: readonly number[], seats: number): number[] {
  const won = sizes.map(() => 0);
  for (let seat = 0; seat < seats; seat++) {
    const beats = (a: number, b: number): boolean =>
      sizes[a]! * (won[b]! + 1) > sizes[b]! * (won[a]! + 1);
    const best = sizes.map((_, party) => party).reduce((so, one) => (beats(one, so) ? one : so));
    won[best] = won[best]! + 1;
  }
  return won;
}

/** How many of these each party has. */
export function countByParty({ partyOf, sizes }: PartyLists, elected: readonly number[]): number[] {
  return sizes.map((_, party) => elected.filter((one) => partyOf(one) === party).length);
}
