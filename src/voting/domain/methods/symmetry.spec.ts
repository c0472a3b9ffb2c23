import fc from 'fast-check';
import { smallElections, type RandomBallots } from '../../../../test/naive/marked-elections.js';
import {
  countMarked,
  eachBallot,
  marks,
  type MarkedElection,
} from '../../../../test/support/marked-election.js';
import type { Ballot } from '../ballots/ballot.js';
import type { FoldedBallots } from '../ballots/folded-ballots.js';
import type { CountingMethod, Tally } from '../tally/tally.js';
import { methodOf } from './catalogue.js';

const methods: readonly (readonly [string, Readonly<Record<string, string>>, RandomBallots])[] = [
  ['approval', {}, 'approval'],
  ['cumulative', {}, 'cumulative'],
  ['score', { by: 'sum' }, 'score'],
  ['score', { by: 'mean' }, 'score'],
  ['majority-judgment', {}, 'score'],
  ['borda', { tail: 'average' }, 'equal-ranking'],
  ['borda', { tail: 'modified' }, 'equal-ranking'],
  ['dowdall', {}, 'equal-ranking'],
  ['desborda', { variant: '2' }, 'ranking'],
  ['list-phragmen', {}, 'approval'],
  ['list-pav', {}, 'approval'],
  ['list-place-cumulative', {}, 'ranking'],
];

function methodNamed(name: string, options: Readonly<Record<string, string>>): CountingMethod {
  const found = methodOf(name, options);
  if (!found.ok) throw new Error(name);
  return found.value;
}

describe.each(methods)('%s %o', (name, options, ballots) => {
  const method = methodNamed(name, options);

  it('does not depend on the order of the ballots', () => {
    fc.assert(
      fc.property(smallElections(ballots), (election) => {
        const reversed = { ...election, ballots: [...election.ballots].reverse() };
        expect(countMarked(method, reversed)).toEqual(countMarked(method, election));
      }),
    );
  });

  it('does not depend on the numbers of the candidates', () => {
    fc.assert(
      fc.property(smallElections(ballots), (election) => {
        const mirror = (position: number): number => election.form.candidates - 1 - position;
        const other = countMarked(method, mirrored(election, mirror));
        expect(outcomeOf(other, mirror)).toEqual(
          outcomeOf(countMarked(method, election), (position) => position),
        );
      }),
    );
  });

  it('gives the same for ballots that are not folded', () => {
    fc.assert(
      fc.property(smallElections(ballots), (election) => {
        const { form, seats, withdrawn = [] } = election;
        const folded = countMarked(method, election);
        const single = method.result(unfolded(eachBallot(election), form.candidates), {
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
            policy: [],
            lot: { seed: '', draw: () => [] },
            decisions: [],
          },
        });
        expect(single.ranking).toEqual(folded.ranking);
        expect(single.rounds).toEqual(folded.rounds);
        expect(single.working).toEqual(folded.working);
      }),
    );
  });

  it('ranks everybody who stands once', () => {
    fc.assert(
      fc.property(smallElections(ballots), (election) => {
        const ranked = countMarked(method, election).ranking.flatMap((rank) => rank.candidates);
        const standing = Array.from({ length: election.form.candidates }, (_, at) => at).filter(
          (at) => !election.withdrawn?.includes(at),
        );
        expect([...ranked].sort((a, b) => a - b)).toEqual(standing);
      }),
    );
  });

  it('keeps the first when one more voter names nobody else', () => {
    fc.assert(
      fc.property(smallElections(ballots), (small) => {
        const election = { ...small, withdrawn: [] };
        const [first] = countMarked(method, election).ranking[0]?.candidates ?? [];
        // 4 is the highest score, so it lowers no mean.
        const alone: Ballot = marks([first ?? 0, ballots === 'score' ? 4 : 1]);
        const more = { ...election, ballots: [...election.ballots, [1, alone] as const] };
        expect(countMarked(method, more).ranking[0]?.candidates).toContain(first);
      }),
    );
  });
});

function mirrored(election: MarkedElection, mirror: (position: number) => number): MarkedElection {
  return {
    ...election,
    ballots: election.ballots.map(([count, ballot]) => [
      count,
      ballot.map(({ candidate, value }) => ({ candidate: mirror(candidate), value })),
    ]),
    withdrawn: election.withdrawn?.map(mirror) ?? [],
  };
}

/** Who is where and with what, by the position the candidate would have had. */
function outcomeOf(tally: Tally, original: (position: number) => number): unknown {
  const positions = tally.rounds[0]?.votes.map((_, at) => original(at)) ?? [];
  return {
    elected: tally.elected.map(original).sort(),
    ranking: tally.ranking.map(({ candidates }) => candidates.map(original).sort()),
    votes: tally.rounds.map(({ votes }) => positions.map((at) => votes[at])),
  };
}

/** The layout of ballots with every voter alone. */
function unfolded(ballots: readonly Ballot[], candidates: number): FoldedBallots {
  const sorted = ballots.map((ballot) =>
    [...ballot].sort((a, b) => a.value - b.value || a.candidate - b.candidate),
  );
  const starts = [0];
  for (const ballot of sorted) starts.push((starts.at(-1) ?? 0) + ballot.length);
  return {
    candidates,
    distinct: sorted.length,
    counts: new Float64Array(sorted.length).fill(1),
    starts: Uint32Array.from(starts),
    marked: Uint16Array.from(sorted.flat().map(({ candidate }) => candidate)),
    values: Uint16Array.from(sorted.flat().map(({ value }) => value)),
  };
}
