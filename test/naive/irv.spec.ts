import fc from 'fast-check';
import {
  instantRunOff,
  runOffEliminations,
  runOffSeveral,
  runOffStops,
} from '../../src/voting/domain/methods/irv.js';
import type { Tally } from '../../src/voting/domain/tally/tally.js';
import type { TieStep } from '../../src/voting/domain/ties/tie-policy.js';
import { countRankings, type RankedElection } from '../support/ranked-election.js';
import { naiveRunOff, type NaiveRound } from './irv.js';
import { smallElections } from './small-elections.js';

const policy: readonly TieStep[] = [
  { kind: 'earlier-round', direction: 'backwards', many: 'narrow' },
  { kind: 'stated-order' },
];
const stated: readonly TieStep[] = [{ kind: 'stated-order' }];

const variants = runOffEliminations.flatMap((elimination) =>
  runOffStops.flatMap((stop) => runOffSeveral.map((several) => ({ elimination, stop, several }))),
);
const [plain] = variants;

function rising(positions: readonly number[]): number[] {
  return [...positions].sort((a, b) => a - b);
}

function roundsOf({ rounds }: Tally): NaiveRound[] {
  return rounds.map(({ votes, nonTransferable, elected, excluded }) => ({
    votes: votes.map(Number),
    nonTransferable: Number(nonTransferable),
    elected: rising(elected),
    excluded: rising(excluded),
  }));
}

describe.each(variants)('irv, $elimination, $stop, $several', (options) => {
  const method = instantRunOff(options);

  it('agrees with a count paper by paper', () => {
    fc.assert(
      fc.property(smallElections, (election) => {
        const naive = naiveRunOff(options, election).map((round) => ({
          ...round,
          elected: rising(round.elected),
          excluded: rising(round.excluded),
        }));
        expect(roundsOf(countRankings(method, election, policy))).toEqual(naive);
      }),
      { numRuns: 1500 },
    );
  });

  it('does not depend on the order or the folding of the ballots', () => {
    fc.assert(
      fc.property(smallElections, (election) => {
        const unfolded = election.ballots.flatMap(([count, ...ranking]) =>
          Array.from({ length: count }, () => [1, ...ranking] as const),
        );
        const other: RankedElection = { ...election, ballots: unfolded.reverse() };
        expect(countRankings(method, other, policy)).toEqual(
          countRankings(method, election, policy),
        );
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
        const other = countRankings(method, mirrored, policy, { statedOrder });
        const tally = countRankings(method, election, policy);
        expect(rising(other.elected.map(mirror))).toEqual(rising(tally.elected));
        expect(other.rounds.map(({ votes }) => [...votes].reverse())).toEqual(
          tally.rounds.map(({ votes }) => votes),
        );
      }),
    );
  });

  it('accounts for every ballot in every round', () => {
    fc.assert(
      fc.property(smallElections, (election) => {
        const tally = countRankings(method, election, policy);
        const sums = roundsOf(tally).map(({ votes, nonTransferable }) =>
          votes.reduce((sum, one) => sum + one, nonTransferable),
        );
        expect(new Set([...sums, tally.valid]).size).toBe(1);
      }),
    );
  });

  it('fills the seats and ranks everybody once', () => {
    fc.assert(
      fc.property(smallElections, (election) => {
        const tally = countRankings(method, election, policy);
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

describe('the options of irv', () => {
  const winnersBy = (options: typeof plain, election: RankedElection): number[] =>
    rising(countRankings(instantRunOff(options!), election, stated).elected);

  it('elect the same in batches as one by one', () => {
    fc.assert(
      fc.property(smallElections, fc.constantFrom(...variants), (election, options) => {
        const [single, batch] = runOffEliminations;
        expect(winnersBy({ ...options, elimination: batch }, election)).toEqual(
          winnersBy({ ...options, elimination: single }, election),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('elect the same whether or not the count goes on after a majority', () => {
    fc.assert(
      fc.property(smallElections, fc.constantFrom(...variants), (election, options) => {
        const [majority, two] = runOffStops;
        expect(winnersBy({ ...options, stop: two }, election)).toEqual(
          winnersBy({ ...options, stop: majority }, election),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('compare the last two by the preferences of all voters', () => {
    fc.assert(
      fc.property(smallElections, (election) => {
        fc.pre(election.candidates - (election.withdrawn?.length ?? 0) >= 2);
        const method = instantRunOff({ ...plain!, stop: 'two' });
        const tally = countRankings(method, { ...election, seats: 1 }, stated);
        const [winner, second] = tally.ranking.flatMap(({ candidates }) => candidates);
        const preferring = (one: number, other: number): number =>
          election.ballots.reduce((sum, [count, ...ranking]) => {
            const first = ranking.find((name) => name === one || name === other);
            return first === one ? sum + count : sum;
          }, 0);
        const last = roundsOf(tally).at(-1)!.votes;
        expect([last[winner!], last[second!]]).toEqual([
          preferring(winner!, second!),
          preferring(second!, winner!),
        ]);
      }),
    );
  });
});
