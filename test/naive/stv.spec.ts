import fc from 'fast-check';
import { methodOf } from '../../src/voting/domain/methods/catalogue.js';
import type { CountingMethod, Tally } from '../../src/voting/domain/tally/tally.js';
import type { TieStep } from '../../src/voting/domain/ties/tie-policy.js';
import { countRankings, type RankedElection } from '../support/ranked-election.js';
import { naiveErs97 } from './stv-ers97.js';
import { smallElections } from './small-elections.js';
import {
  naiveInclusive,
  naivePrfWigm,
  naiveScottish,
  naiveWigm,
  type NaiveRule,
  type NaiveStage,
} from './stv-inclusive.js';

const backwards: TieStep = { kind: 'earlier-round', direction: 'backwards', many: 'narrow' };
const forwards: TieStep = { kind: 'earlier-round', direction: 'forwards', many: 'narrow' };
const stated: TieStep = { kind: 'stated-order' };

interface NaiveCount {
  readonly stages: readonly NaiveStage[];
  readonly elected: readonly number[];
}

interface RuleCase {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  readonly naive: (election: RankedElection) => NaiveCount;
  readonly decimals: number;
  readonly policy: readonly TieStep[];
}

const rules: readonly RuleCase[] = [
  inclusive('stv-scottish', naiveScottish, [backwards, stated]),
  inclusive('stv-wigm', naiveWigm, [backwards, stated]),
  inclusive('stv-prf-wigm', naivePrfWigm, [stated]),
  {
    ...inclusive('stv-prf-wigm', { ...naivePrfWigm, batches: true }, [stated]),
    options: { defeat: 'batch' },
  },
  { name: 'stv-ers97', options: {}, naive: naiveErs97, decimals: 2, policy: [forwards, stated] },
];

function inclusive(name: string, rule: NaiveRule, policy: readonly TieStep[]): RuleCase {
  const { decimals } = rule;
  return { name, options: {}, naive: (one) => naiveInclusive(rule, one), decimals, policy };
}

function methodNamed(name: string, options: Readonly<Record<string, string>>): CountingMethod {
  const found = methodOf(name, options);
  if (!found.ok) throw new Error(name);
  return found.value;
}

function stagesOf({ rounds }: Tally, decimals: number): NaiveStage[] {
  const padded = (text = ''): string => (text === '0' ? `0.${'0'.repeat(decimals)}` : text);
  return rounds.map(({ votes, nonTransferable, roundingLoss, elected, excluded }) => ({
    votes,
    nonTransferable: padded(nonTransferable),
    lost: padded(roundingLoss),
    elected: [...elected].sort((a, b) => a - b),
    excluded: [...excluded].sort((a, b) => a - b),
  }));
}

function rising(positions: readonly number[]): number[] {
  return [...positions].sort((a, b) => a - b);
}

describe.each(rules)('$name $options', ({ name, options, naive, decimals, policy }) => {
  const method = methodNamed(name, options);

  it('agrees with a count paper by paper', () => {
    fc.assert(
      fc.property(smallElections, (election) => {
        const tally = countRankings(method, election, policy);
        const second = naive(election);
        expect(stagesOf(tally, decimals)).toEqual(second.stages);
        expect(rising(tally.elected)).toEqual(rising(second.elected));
      }),
      { numRuns: 2000 },
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

  it('fills the seats and ranks everybody once', () => {
    fc.assert(
      fc.property(smallElections, (election) => {
        const tally = countRankings(method, election, policy);
        const standing = election.candidates - (election.withdrawn?.length ?? 0);
        expect(tally.elected).toHaveLength(Math.min(election.seats, standing));
        const ranked = tally.ranking.flatMap(({ candidates }) => candidates);
        expect(new Set(ranked).size).toBe(standing);
        expect(ranked).toHaveLength(standing);
        expect(new Set(ranked.slice(0, tally.elected.length))).toEqual(new Set(tally.elected));
      }),
    );
  });

  it('elects the majority of first preferences to a single seat', () => {
    fc.assert(
      fc.property(smallElections, fc.nat({ max: 6 }), (election, at) => {
        const favourite = at % election.candidates;
        const others = election.ballots.reduce((sum, [count]) => sum + count, 0);
        const ballots = [...election.ballots, [others + 1, favourite] as const];
        const single: RankedElection = { ...election, seats: 1, ballots, withdrawn: [] };
        expect(countRankings(method, single, policy).elected).toEqual([favourite]);
      }),
    );
  });

  it('stops and waits where the policy has no other way', () => {
    const tied: RankedElection = {
      candidates: 3,
      seats: 1,
      ballots: [
        [2, 0],
        [2, 1],
        [2, 2],
      ],
    };
    expect(countRankings(method, tied, [{ kind: 'ask' }])).toMatchObject({
      elected: [],
      awaited: [['C0', 'C1', 'C2']],
      ranking: [{ rank: 1, candidates: [0, 1, 2] }],
      ties: [{ at: 'exclusion', round: 1, resolvedBy: null }],
    });
  });
});

// ERS97 elects with exactly half of the votes, a run-off only with more.
describe.each(rules.filter(({ name }) => name !== 'stv-ers97'))(
  'a single seat by $name $options',
  ({ name, options }) => {
    it('goes to whom a run-off elects', () => {
      fc.assert(
        fc.property(smallElections, (election) => {
          const single: RankedElection = { ...election, seats: 1 };
          const positions = Array.from({ length: election.candidates }, (_, at) => at);
          // The reference rule excludes the earliest of equals, a run-off the last.
          const statedOrder = name === 'stv-prf-wigm' ? [...positions].reverse() : positions;
          const tally = countRankings(methodNamed(name, options), single, [stated]);
          const runOff = countRankings(methodNamed('irv', {}), single, [stated], { statedOrder });
          expect(tally.elected).toEqual(runOff.elected);
        }),
        { numRuns: 500 },
      );
    });
  },
);
