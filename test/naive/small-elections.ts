import fc from 'fast-check';
import type { RankedElection } from '../support/ranked-election.js';

/** Small elections with many ties, ballots of every length, and sometimes somebody who withdrew. */
export const smallElections: fc.Arbitrary<RankedElection> = fc
  .record({
    candidates: fc.integer({ min: 1, max: 7 }),
    seats: fc.integer({ min: 1, max: 4 }),
    most: fc.constantFrom(1, 3, 60),
    withdrawal: fc.option(fc.nat({ max: 6 }), { freq: 8 }),
  })
  .chain(({ candidates, seats, most, withdrawal }) =>
    fc
      .array(
        fc.tuple(
          fc.integer({ min: 1, max: most }),
          fc.uniqueArray(fc.nat({ max: candidates - 1 }), { minLength: 1, maxLength: candidates }),
        ),
        { maxLength: 12 },
      )
      .map((ballots) => ({
        candidates,
        seats,
        ballots: ballots.map(([count, ranking]) => [count, ...ranking] as const),
        withdrawn: withdrawal !== null && withdrawal < candidates ? [withdrawal] : [],
      })),
  );
