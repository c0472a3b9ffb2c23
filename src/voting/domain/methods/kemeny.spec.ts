import {
  countRanked,
  rankingInWords,
  readPreferences,
  type RankedElection,
} from '../../../../test/support/preference-lines.js';
import { countRefusal, type Tally } from '../tally/tally.js';
import type { TieRules, TieStep } from '../ties/tie-policy.js';
import { kemeny } from './kemeny.js';

const method = kemeny({ unranked: 'last' });

function ties(
  election: RankedElection,
  policy: readonly TieStep[],
  decisions: readonly (readonly string[])[] = [],
): TieRules {
  return {
    contenders: election.candidates.map((id) => ({
      id,
      birthDate: null,
      groups: [],
      earlierStages: [],
    })),
    policy,
    lot: { seed: '', draw: () => [] },
    decisions: decisions.map((order) => ({ order })),
  };
}

function inWords({ ranking }: Tally, { candidates }: RankedElection): string {
  return rankingInWords(ranking, candidates);
}

describe('kemeny', () => {
  it('ranks the 60 voters of Condorcet', () => {
    // Condorcet 1785, as worked out by H. P. Young, "Condorcet's theory of voting", American Political Science Review 82, 1988.
    const election = readPreferences(
      'A > B > C * 23\n B > C > A * 17\n B > A > C * 2\n C > A > B * 10\n C > B > A * 8',
    );
    const tally = countRanked(method, election);
    expect(inWords(tally, election)).toBe('B > C > A');
    expect(tally.working).toMatchObject({
      preferred: [
        [0, 33, 25],
        [27, 0, 42],
        [35, 18, 0],
      ],
      best: { agreement: 104, rankings: '1' },
    });
    expect(tally).toMatchObject({ rounds: [], elected: [1], ties: [], awaited: [] });
  });

  const cycle = readPreferences('A > B > C\n B > C > A\n C > A > B');

  it('reports that three rankings are equally good, and waits', () => {
    const tally = countRanked(method, cycle);
    expect(tally).toMatchObject({
      elected: [],
      ranking: [{ rank: 1, candidates: [0, 1, 2] }],
      awaited: [['A', 'B', 'C']],
      ties: [{ candidates: ['A', 'B', 'C'], at: 'election', round: 1, resolvedBy: null }],
      working: { best: { agreement: 5, rankings: '3' } },
    });
  });

  it('continues after the tie with the best ranking that begins as decided', () => {
    const decided = countRanked(method, cycle, {
      seats: 3,
      ties: ties(cycle, [{ kind: 'ask' }], [['C', 'B', 'A']]),
    });
    // Not C, B, A: that order of the decision is no best ranking.
    expect(inWords(decided, cycle)).toBe('C > A > B');
    expect(decided).toMatchObject({
      elected: [2, 0, 1],
      awaited: [],
      ties: [{ resolvedBy: 'ask' }],
    });
  });

  /** A over B by 3, B over C and C over A by 1: the best rankings are A B C and C A B. */
  const twoBest = readPreferences('A > B * 3\n B > C\n C > A');
  const apart = kemeny({ unranked: 'apart' });

  it('never puts first whom no best ranking puts first', () => {
    const open = countRanked(apart, twoBest);
    expect(open).toMatchObject({ awaited: [['A', 'C']], working: { best: { rankings: '2' } } });
    expect(inWords(open, twoBest)).toBe('A = B = C');
    const seats = 2;
    const stated = countRanked(apart, twoBest, {
      seats,
      ties: ties(twoBest, [{ kind: 'stated-order' }]),
    });
    expect(stated.elected).toEqual([0, 1]);
    const asked = countRanked(apart, twoBest, { seats, ties: ties(twoBest, [], [['C', 'A']]) });
    expect(asked.elected).toEqual([2, 0]);
  });

  it('asks nothing about places below the seats', () => {
    const election = readPreferences('A > B = C * 2\n B = C > A');
    expect(countRanked(method, election)).toMatchObject({
      elected: [0],
      ranking: [
        { rank: 1, candidates: [0] },
        { rank: 2, candidates: [1, 2] },
      ],
      ties: [],
      awaited: [],
    });
  });

  it('leaves those together whom a decided place does not separate', () => {
    const election = readPreferences('A = B = C > D');
    const tally = countRanked(method, election, {
      ties: ties(election, [{ kind: 'stated-order' }]),
    });
    expect(inWords(tally, election)).toBe('A > B = C > D');
    expect(tally.elected).toEqual([0]);
  });

  it('refuses before counting what would take too long', () => {
    const many = Array.from({ length: 21 }, (_, index) => `C${index}`);
    const election = readPreferences('C0 > C1', many);
    const form = { kind: 'ranking', candidates: 21, ranks: 21, equalRanks: true } as const;
    expect(countRefusal(method, { form, withdrawn: new Set() })).toEqual({
      kind: 'too-many-candidates',
      standing: 21,
      most: 20,
    });
    expect(() => countRanked(method, election)).toThrow('kemeny counts so many candidates');
  });

  it('counts the most candidates it takes', () => {
    const many = Array.from({ length: 21 }, (_, index) => `C${String(index).padStart(2, '0')}`);
    const election = readPreferences(`${many.join(' > ')} * 2\n ${many.toReversed().join(' > ')}`);
    const tally = countRanked(method, election, { withdrawn: new Set([20]) });
    expect(inWords(tally, election)).toBe(many.slice(0, 20).join(' > '));
  });

  it('has nothing to rank where everybody left', () => {
    const election = readPreferences('A > B');
    expect(countRanked(method, election, { withdrawn: new Set([0, 1]) })).toMatchObject({
      ranking: [],
      elected: [],
      valid: 0,
    });
  });
});
