import fc from 'fast-check';
import { stvPrfMeek } from '../../src/voting/domain/methods/stv-prf-meek.js';
import type { Tally } from '../../src/voting/domain/tally/tally.js';
import { countRankings, type RankedElection } from '../support/ranked-election.js';
import { smallElections } from './small-elections.js';
import { naiveMeek, type NaiveMeekRound } from './stv-prf-meek.js';

/** More candidates, seats and different ballots, so that ways through several elected candidates are common. */
const largerElections: fc.Arbitrary<RankedElection> = fc
  .record({ candidates: fc.integer({ min: 6, max: 10 }), seats: fc.integer({ min: 3, max: 6 }) })
  .chain(({ candidates, seats }) =>
    fc
      .array(
        fc.tuple(
          fc.integer({ min: 1, max: 1_000_000 }),
          fc.shuffledSubarray(
            Array.from({ length: candidates }, (_, position) => position),
            { minLength: 1 },
          ),
        ),
        { minLength: 20, maxLength: 60 },
      )
      .map((ballots) => ({
        candidates,
        seats,
        ballots: ballots.map(([count, ranking]) => [count, ...ranking] as const),
      })),
  );

function rising(positions: readonly number[]): number[] {
  return [...positions].sort((a, b) => a - b);
}

function withZeros(text = ''): string {
  return text === '0' ? '0.000000000' : text;
}

function roundsOf({ rounds }: Tally): NaiveMeekRound[] {
  return rounds.map(
    ({ votes, keepFactors = [], quota = '', nonTransferable, elected, excluded }) => ({
      votes,
      factors: keepFactors,
      quota,
      exhausted: withZeros(nonTransferable),
      elected: rising(elected),
      excluded,
    }),
  );
}

function billionths(text: string): bigint {
  return BigInt(withZeros(text).replace('.', ''));
}

describe('stv-prf-meek', () => {
  it('agrees with a count ballot by ballot, digit by digit', () => {
    fc.assert(
      fc.property(smallElections, (election) => {
        expect(roundsOf(countRankings(stvPrfMeek, election))).toEqual(naiveMeek(election));
      }),
      { numRuns: 3000 },
    );
  });

  it('agrees with it where there are many ways through many elected', () => {
    fc.assert(
      fc.property(largerElections, (election) => {
        expect(roundsOf(countRankings(stvPrfMeek, election))).toEqual(naiveMeek(election));
      }),
      { numRuns: 100 },
    );
  });

  it('loses nothing: held and exhausted votes are the valid ballots in every round', () => {
    fc.assert(
      fc.property(fc.oneof(smallElections, largerElections), (election) => {
        const tally = countRankings(stvPrfMeek, election);
        const sums = tally.rounds.map(({ votes, nonTransferable = '', roundingLoss = '' }) =>
          [...votes, nonTransferable, roundingLoss]
            .map(billionths)
            .reduce((sum, part) => sum + part, 0n),
        );
        const valid = BigInt(tally.valid) * 1_000_000_000n;
        expect(sums).toEqual(sums.map(() => valid));
      }),
    );
  });

  it('does not depend on the order or the folding of the ballots', () => {
    fc.assert(
      fc.property(smallElections, (election) => {
        const unfolded = election.ballots.flatMap(([count, ...ranking]) =>
          Array.from({ length: count }, () => [1, ...ranking] as const),
        );
        const other: RankedElection = { ...election, ballots: unfolded.reverse() };
        expect(countRankings(stvPrfMeek, other)).toEqual(countRankings(stvPrfMeek, election));
      }),
    );
  });

  it('does not depend on the numbers of the candidates', () => {
    fc.assert(
      fc.property(smallElections, (election) => {
        const mirror = (position: number): number => election.candidates - 1 - position;
        const mirrored: RankedElection = {
          ...election,
          ballots: election.ballots.map(([count, ...ranking]) => [count, ...ranking.map(mirror)]),
          withdrawn: election.withdrawn?.map(mirror) ?? [],
        };
        const statedOrder = Array.from({ length: election.candidates }, (_, at) => mirror(at));
        const other = countRankings(stvPrfMeek, mirrored, [{ kind: 'stated-order' }], {
          statedOrder,
        });
        const tally = countRankings(stvPrfMeek, election);
        expect(rising(other.elected.map(mirror))).toEqual(rising(tally.elected));
        expect(other.rounds.map(({ votes }) => [...votes].reverse())).toEqual(
          tally.rounds.map(({ votes }) => votes),
        );
      }),
    );
  });

  it('fills the seats and ranks everybody once', () => {
    fc.assert(
      fc.property(fc.oneof(smallElections, largerElections), (election) => {
        const tally = countRankings(stvPrfMeek, election);
        const standing = election.candidates - (election.withdrawn?.length ?? 0);
        const ranked = tally.ranking.flatMap(({ candidates }) => candidates);
        expect(tally.elected).toHaveLength(Math.min(election.seats, standing));
        expect(new Set(ranked).size).toBe(standing);
        expect(ranked).toHaveLength(standing);
        expect(new Set(ranked.slice(0, tally.elected.length))).toEqual(new Set(tally.elected));
      }),
    );
  });
});
