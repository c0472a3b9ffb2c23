import fc from 'fast-check';
import { bordaTails } from '../../src/voting/domain/methods/borda.js';
import { methodOf } from '../../src/voting/domain/methods/catalogue.js';
import type { CountingMethod, Tally } from '../../src/voting/domain/tally/tally.js';
import { countMarked, standing, type MarkedElection } from '../support/marked-election.js';
import { order, type ExactNumber } from '../../src/verifier/counting/exact-number.js';
import { naiveMajorityJudgment } from './majority-judgment.js';
import { smallElections, type RandomBallots } from './marked-elections.js';
import { naiveBorda, naiveDesborda, naiveDowdall } from './positional.js';
import { naiveMeans, naiveSums } from './score.js';

interface PointsCase {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  readonly ballots: RandomBallots;
  readonly naive: (election: MarkedElection) => readonly ExactNumber[];
}

const borda = bordaTails.flatMap((tail) =>
  [0, 1].map((lowest) => ({
    name: 'borda',
    options: { tail, lowest: String(lowest) },
    ballots: 'equal-ranking' as const,
    naive: (election: MarkedElection) => naiveBorda(election, tail, lowest),
  })),
);

const desborda = [
  ['1', () => 80],
  ['2', (seats: number) => Math.floor(1.3 * seats)],
  ['3', (seats: number) => Math.floor(1.3 * seats)],
  ['4', () => 32],
] as const;

const cases: readonly PointsCase[] = [
  { name: 'approval', options: {}, ballots: 'approval', naive: naiveSums },
  { name: 'cumulative', options: {}, ballots: 'cumulative', naive: naiveSums },
  { name: 'score', options: {}, ballots: 'score', naive: naiveSums },
  { name: 'score', options: { by: 'mean' }, ballots: 'score', naive: naiveMeans },
  ...borda,
  { name: 'dowdall', options: {}, ballots: 'equal-ranking', naive: naiveDowdall },
  ...desborda.map(([variant, first]) => ({
    name: 'desborda',
    options: { variant },
    ballots: 'ranking' as const,
    naive: (election: MarkedElection) => naiveDesborda(election, first(election.seats)),
  })),
];

function methodNamed(name: string, options: Readonly<Record<string, string>>): CountingMethod {
  const found = methodOf(name, options);
  if (!found.ok) throw new Error(name);
  return found.value;
}

/** The votes of the only round, exactly: `7/2` for the 3.5 of a count in halves. */
function votesOf({ rounds }: Tally): readonly string[] {
  const { votes, exactVotes } = rounds[0]!;
  return (exactVotes ?? votes).map((text) =>
    text.endsWith('.5') ? `${2 * Math.floor(Number(text)) + 1}/2` : text,
  );
}

function inWords({ over, under }: ExactNumber): string {
  return under === 1n ? `${over}` : `${over}/${under}`;
}

/** Ranks from votes by comparing each with each: the rank of a candidate is one more than how many have more. */
function ranksFrom(votes: readonly ExactNumber[], candidates: readonly number[]): number[] {
  return candidates.map(
    (one) => 1 + candidates.filter((other) => order(votes[other]!, votes[one]!) > 0).length,
  );
}

function ranksOf(tally: Tally, candidates: readonly number[]): (number | undefined)[] {
  return candidates.map(
    (one) => tally.ranking.find(({ candidates: here }) => here.includes(one))?.rank,
  );
}

describe.each(cases)('$name $options', ({ name, options, ballots, naive }) => {
  const method = methodNamed(name, options);

  it('agrees with a count voter by voter', () => {
    fc.assert(
      fc.property(smallElections(ballots), (election) => {
        const tally = countMarked(method, election);
        const votes = naive(election);
        expect(votesOf(tally)).toEqual(votes.map(inWords));
        const candidates = standing(election);
        expect(ranksOf(tally, candidates)).toEqual(ranksFrom(votes, candidates));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('majority-judgment', () => {
  it('agrees with taking medians away one at a time', () => {
    fc.assert(
      fc.property(smallElections('score'), (election) => {
        const tally = countMarked(methodNamed('majority-judgment', {}), election);
        expect(tally.ranking.map(({ candidates }) => candidates)).toEqual(
          naiveMajorityJudgment(election),
        );
      }),
      { numRuns: 5000 },
    );
  });
});
