import fc from 'fast-check';
import { naiveCopeland } from '../../../../test/naive/copeland.js';
import { bestOrders, naiveKemeny } from '../../../../test/naive/kemeny.js';
import { naiveMinimax } from '../../../../test/naive/minimax.js';
import { naivePreferring, type Preferring } from '../../../../test/naive/pairwise.js';
import { allDiffer, naiveRankedPairs, stacks } from '../../../../test/naive/ranked-pairs.js';
import { naivePath, naiveSchulze } from '../../../../test/naive/schulze.js';
import {
  countRanked,
  rankingInWords,
  type RankedBallot,
  type RankedElection,
} from '../../../../test/support/preference-lines.js';
import { strengthMeasures } from '../pairwise/majorities.js';
import { unrankedRules } from '../pairwise/pairwise.js';
import type { CountingMethod } from '../tally/tally.js';
import { copeland } from './copeland.js';
import { kemeny } from './kemeny.js';
import { minimax, minimaxRules } from './minimax.js';
import { rankedPairs } from './ranked-pairs.js';
import { schulze, schulzeRules } from './schulze.js';

/** A method beside its second implementation, which shares no code with it. */
interface Pair {
  readonly name: string;
  readonly unranked: 'last' | 'apart';
  readonly method: CountingMethod;
  readonly naive: (preferring: Preferring, standing: readonly number[]) => number[][];
}

const pairs: readonly Pair[] = unrankedRules.flatMap((unranked) => [
  ...schulzeRules.map((variant) => ({
    name: `schulze ${variant} ${unranked}`,
    unranked,
    method: schulze({ variant, unranked }),
    naive: (preferring: Preferring, standing: readonly number[]) =>
      naiveSchulze(preferring, standing, variant),
  })),
  ...strengthMeasures.map((variant) => ({
    name: `ranked-pairs ${variant} ${unranked}`,
    unranked,
    method: rankedPairs({ variant, unranked }),
    naive: (preferring: Preferring, standing: readonly number[]) =>
      naiveRankedPairs(preferring, standing, variant),
  })),
  ...minimaxRules.map((variant) => ({
    name: `minimax ${variant} ${unranked}`,
    unranked,
    method: minimax({ variant, unranked }),
    naive: (preferring: Preferring, standing: readonly number[]) =>
      naiveMinimax(preferring, standing, variant),
  })),
  {
    name: `copeland ${unranked}`,
    unranked,
    method: copeland({ unranked }),
    naive: naiveCopeland,
  },
  { name: `kemeny ${unranked}`, unranked, method: kemeny({ unranked }), naive: naiveKemeny },
]);

const letters = ['A', 'B', 'C', 'D', 'E'];

/** A ballot of so many candidates: some of them, in classes. */
function ballotOf(candidates: number): fc.Arbitrary<RankedBallot> {
  const positions = Array.from({ length: candidates }, (_, position) => position);
  return fc
    .record({
      count: fc.integer({ min: 1, max: 4 }),
      ranked: fc.shuffledSubarray(positions, { minLength: 1 }),
      cuts: fc.array(fc.integer({ min: 0, max: 3 }), {
        minLength: candidates,
        maxLength: candidates,
      }),
    })
    .map(({ count, ranked, cuts }) => {
      const ranks: number[][] = [];
      ranked.forEach((candidate, index) => {
        // One mark in four shares the rank of the one before it.
        const last = ranks.at(-1);
        if (last && cuts[index] === 0) last.push(candidate);
        else ranks.push([candidate]);
      });
      return { count, ranks };
    });
}

function electionsOf(
  most: number,
  ballot: (candidates: number) => fc.Arbitrary<RankedBallot> = ballotOf,
): fc.Arbitrary<RankedElection> {
  return fc
    .integer({ min: 1, max: most })
    .chain((candidates) =>
      fc
        .array(ballot(candidates), { minLength: 1, maxLength: 9 })
        .map((ballots) => ({ candidates: letters.slice(0, candidates), ballots })),
    );
}

/** Every candidate on a rank of its own. */
function completeBallotOf(candidates: number): fc.Arbitrary<RankedBallot> {
  const positions = Array.from({ length: candidates }, (_, position) => position);
  return fc
    .record({
      count: fc.integer({ min: 1, max: 4 }),
      order: fc.shuffledSubarray(positions, { minLength: candidates }),
    })
    .map(({ count, order }) => ({ count, ranks: order.map((one) => [one]) }));
}

const elections = electionsOf(5);

/** The ranking as it stands before any tie policy: no seats, so that no tie concerns one. */
function rankingBy(method: CountingMethod, election: RankedElection): string {
  return rankingInWords(countRanked(method, election, { seats: 0 }).ranking, election.candidates);
}

function standingIn({ candidates }: RankedElection): number[] {
  return candidates.map((_, position) => position);
}

function firstOf(method: CountingMethod, election: RankedElection): readonly number[] {
  return countRanked(method, election, { seats: 0 }).ranking[0]?.candidates ?? [];
}

describe.each(pairs)('$name', ({ method, naive, unranked }) => {
  it('agrees with a naive count of small elections with equal ranks', () => {
    fc.assert(
      fc.property(elections, (election) => {
        const ranks = naive(naivePreferring(election, unranked), standingIn(election));
        expect(rankingBy(method, election)).toBe(
          rankingInWords(
            ranks.map((candidates) => ({ candidates })),
            election.candidates,
          ),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('depends neither on the order of the ballots nor on that of the candidates', () => {
    fc.assert(
      fc.property(elections, (election) => {
        const last = election.candidates.length - 1;
        const reversed = {
          candidates: [...election.candidates].reverse(),
          ballots: [...election.ballots].reverse().map(({ count, ranks }) => ({
            count,
            ranks: ranks.map((rank) => rank.map((position) => last - position)),
          })),
        };
        expect(rankingBy(method, reversed)).toBe(rankingBy(method, election));
      }),
      { numRuns: 300 },
    );
  });

  it('counts without a withdrawn candidate as if nobody had ranked it', () => {
    fc.assert(
      fc.property(electionsOf(4), fc.nat({ max: 3 }), (election, drawn) => {
        const gone = drawn % election.candidates.length;
        const ballots = election.ballots
          .map(({ count, ranks }) => ({
            count,
            ranks: ranks
              .map((rank) => rank.filter((one) => one !== gone))
              .filter(({ length }) => length > 0),
          }))
          .filter(({ ranks }) => ranks.length > 0);
        const standing = standingIn(election).filter((one) => one !== gone);
        const { ranking } = countRanked(method, election, { seats: 0, withdrawn: new Set([gone]) });
        const preferring = naivePreferring({ ...election, ballots }, unranked);
        expect(rankingInWords(ranking, election.candidates)).toBe(
          rankingInWords(
            naive(preferring, standing).map((candidates) => ({ candidates })),
            election.candidates,
          ),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('a Condorcet winner', () => {
  const winners = pairs.filter(({ name }) => !name.startsWith('minimax opposition'));
  const winnerOf = (election: RankedElection, unranked: 'last' | 'apart'): number | undefined => {
    const preferring = naivePreferring(election, unranked);
    const standing = standingIn(election);
    return standing.find((one) =>
      standing.every((other) => other === one || preferring(one, other) > preferring(other, one)),
    );
  };

  it.each(winners)('is alone on the first rank by $name', ({ method, unranked }) => {
    fc.assert(
      fc.property(elections, (election) => {
        const winner = winnerOf(election, unranked);
        fc.pre(winner !== undefined);
        expect(firstOf(method, election)).toEqual([winner]);
        expect(countRanked(method, election).elected).toEqual([winner]);
      }),
      { numRuns: 300 },
    );
  });

  it('is first by minimax opposition where every ballot ranks everybody apart', () => {
    fc.assert(
      fc.property(electionsOf(5, completeBallotOf), (election) => {
        const winner = winnerOf(election, 'last');
        fc.pre(winner !== undefined);
        const method = minimax({ variant: 'opposition', unranked: 'last' });
        expect(firstOf(method, election)).toEqual([winner]);
      }),
      { numRuns: 300 },
    );
  });
});

/** The election with a second candidate beside `original` on every ballot that ranks it, in either order or equal. */
function withClone(
  { candidates, ballots }: RankedElection,
  original: number,
  beside: readonly number[],
): RankedElection {
  const clone = candidates.length;
  return {
    candidates: [...candidates, 'clone'],
    ballots: ballots.map(({ count, ranks }, index) => ({
      count,
      ranks: ranks.flatMap((rank) => {
        if (!rank.includes(original)) return [rank];
        if (rank.length > 1 || beside[index] === 0) return [[...rank, clone]];
        return beside[index] === 1 ? [[original], [clone]] : [[clone], [original]];
      }),
    })),
  };
}

describe('independence of clones', () => {
  const independent = pairs.filter(({ name }) => /^(schulze|ranked-pairs)/.test(name));
  const beside = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 9, maxLength: 9 });

  it.each(independent)('holds for the first rank of $name', ({ method }) => {
    fc.assert(
      fc.property(electionsOf(4), fc.nat({ max: 3 }), beside, (election, drawn, orders) => {
        const original = drawn % election.candidates.length;
        const clone = election.candidates.length;
        const first = firstOf(method, withClone(election, original, orders));
        const merged = new Set(first.map((one) => (one === clone ? original : one)));
        expect([...merged].sort()).toEqual([...firstOf(method, election)].sort());
      }),
      { numRuns: 1000 },
    );
  });
});

/** The election with `candidate` one class higher on one ballot, or added after the last class where it was not ranked. */
function withRaised(election: RankedElection, candidate: number, drawn: number): RankedElection {
  const raised = drawn % election.ballots.length;
  return {
    ...election,
    ballots: election.ballots.map((ballot, index) => {
      if (index !== raised) return ballot;
      const { count, ranks } = ballot;
      const at = ranks.findIndex((rank) => rank.includes(candidate));
      const without = ranks.map((rank) => rank.filter((one) => one !== candidate));
      const to = at === -1 ? ranks.length : at;
      const alone = [...without.slice(0, to), [candidate], ...without.slice(to)];
      const beside = without.map((rank, place) => (place === at - 1 ? [...rank, candidate] : rank));
      const higher = at > 0 && ranks[at]?.length === 1 ? beside : alone;
      return { count, ranks: higher.filter(({ length }) => length > 0) };
    }),
  };
}

describe('monotonicity', () => {
  const monotonic = pairs.filter(
    ({ name, unranked }) => unranked === 'last' && /^(schulze|minimax|copeland)/.test(name),
  );

  it.each(monotonic)('keeps a winner by $name who is ranked higher', ({ method }) => {
    fc.assert(
      fc.property(elections, fc.nat(), fc.nat(), (election, which, drawn) => {
        const first = firstOf(method, election);
        const winner = first[which % first.length] ?? 0;
        expect(firstOf(method, withRaised(election, winner, drawn))).toContain(winner);
      }),
      { numRuns: 1000 },
    );
  });

  // Among equal majorities, a stronger one may free those it was set aside with.
  it.each(strengthMeasures)('keeps a winner by ranked pairs, %s, without equals', (variant) => {
    const method = rankedPairs({ variant, unranked: 'last' });
    const standsClear = (election: RankedElection): boolean =>
      allDiffer(naivePreferring(election, 'last'), standingIn(election), variant);
    fc.assert(
      fc.property(elections, fc.nat(), (election, drawn) => {
        const first = firstOf(method, election);
        const raised = withRaised(election, first[0] ?? 0, drawn);
        fc.pre(standsClear(election) && standsClear(raised));
        expect(firstOf(method, raised)).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });

  // Tied candidates may be tied with others afterwards: who shares the first rank need not be first in a best ranking.
  it('keeps the only winner by kemeny who is ranked higher', () => {
    const method = kemeny({ unranked: 'last' });
    fc.assert(
      fc.property(elections, fc.nat(), (election, drawn) => {
        const first = firstOf(method, election);
        fc.pre(first.length === 1);
        expect(firstOf(method, withRaised(election, first[0] ?? 0, drawn))).toEqual(first);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the working', () => {
  it.each(schulzeRules)('of schulze %s shows the strongest paths there are', (variant) => {
    fc.assert(
      fc.property(elections, (election) => {
        const { working } = countRanked(schulze({ variant, unranked: 'last' }), election);
        const path = naivePath(naivePreferring(election, 'last'), standingIn(election), variant);
        const table = (part: 0 | 1): number[][] =>
          standingIn(election).map((a) =>
            standingIn(election).map((b) => Math.abs(path(a, b)[part])),
          );
        expect(working).toMatchObject({
          strongestPaths: table(0),
          ...(variant === 'winning-against' ? { pathOpposition: table(1) } : {}),
        });
      }),
      { numRuns: 500 },
    );
  });

  it('of kemeny says how many rankings are best and how well they agree', () => {
    fc.assert(
      fc.property(elections, (election) => {
        const { working } = countRanked(kemeny({ unranked: 'last' }), election);
        const best = bestOrders(naivePreferring(election, 'last'), standingIn(election));
        expect(working).toMatchObject({
          best: { agreement: best.agreement, rankings: String(best.orders.length) },
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe('ranked pairs without equal majorities', () => {
  it.each(strengthMeasures)('by %s gives the only stack there is', (variant) => {
    fc.assert(
      fc.property(electionsOf(5), (election) => {
        const preferring = naivePreferring(election, 'last');
        const standing = standingIn(election);
        fc.pre(allDiffer(preferring, standing, variant));
        const { ranking } = countRanked(rankedPairs({ variant, unranked: 'last' }), election);
        expect([ranking.flatMap(({ candidates }) => candidates)]).toEqual(
          stacks(preferring, standing, variant),
        );
      }),
      { numRuns: 300 },
    );
  });
});
