import { countRanked, readPreferences } from '../../../../test/support/preference-lines.js';
import { foldBallots } from '../ballots/folded-ballots.js';
import type { Tally } from '../tally/tally.js';
import { borda, type BordaOptions } from './borda.js';

const usual: BordaOptions = { lowest: 1, tail: 'average' };

function count(lines: string, options: Partial<BordaOptions> = {}, candidates = 'A B C D'): Tally {
  const election = readPreferences(lines, candidates.split(' '));
  return countRanked(borda({ ...usual, ...options }), election);
}

function votesOf({ rounds }: Tally): readonly string[] {
  return rounds[0]!.votes;
}

describe('borda', () => {
  /** Choosing the capital of Tennessee (Memphis, Nashville, Chattanooga, Knoxville): Wikipedia, "Borda count". */
  const tennessee = `
    A > B > C > D * 42
    B > C > D > A * 26
    C > D > B > A * 15
    D > C > B > A * 17`;

  it('counts Tennessee from 0 as Wikipedia does', () => {
    const tally = count(tennessee, { lowest: 0 });
    expect(votesOf(tally)).toEqual(['126', '194', '173', '107']);
    expect(tally.elected).toEqual([1]);
  });

  it('counts Tennessee from 1 as Condorcet PHP does (BordaCountTest, result 1)', () => {
    expect(votesOf(count(tennessee))).toEqual(['226', '294', '273', '207']);
  });

  it('puts the winner of the Condorcet paradox of fr.wikipedia.org, "Méthode Borda", second', () => {
    const tally = count(`
      B > A > C > D * 30
      B > A > D > C * 30
      A > C > D > B * 25
      A > D > C > B * 15`);
    expect(votesOf(tally)).toEqual(['340', '280', '195', '185']);
    expect(tally.ranking.map(({ candidates }) => candidates)).toEqual([[0], [1], [2], [3]]);
  });

  it('lets those left unranked share the places that are left (Condorcet PHP, result 3)', () => {
    expect(votesOf(count('A', {}, 'A B C'))).toEqual(['3', '1.5', '1.5']);
    expect(votesOf(count('A', { tail: 'zero' }, 'A B C'))).toEqual(['3', '0', '0']);
  });

  it('gives each of those left unranked the last place, where the rule says so', () => {
    expect(votesOf(count('A > B', { tail: 'last' }))).toEqual(['4', '3', '1', '1']);
    expect(votesOf(count('A > B', { tail: 'last', lowest: 0 }))).toEqual(['3', '2', '0', '0']);
  });

  it('gives m points to the first of m ranked in the modified count', () => {
    // De Borda Institute: who ranks only one gives one point, who ranks all four gives 4, 3, 2, 1.
    expect(votesOf(count('A', { tail: 'modified' }))).toEqual(['1', '0', '0', '0']);
    expect(votesOf(count('A > B > C > D', { tail: 'modified' }))).toEqual(['4', '3', '2', '1']);
  });

  it('shares the average among equal ranks', () => {
    expect(votesOf(count('A = B > C > D'))).toEqual(['3.5', '3.5', '2', '1']);
    expect(votesOf(count('A = B = C > D'))).toEqual(['3', '3', '3', '1']);
  });

  it('counts only those who stand', () => {
    const election = readPreferences('A > B > C > D * 2');
    const tally = countRanked(borda(usual), election, { withdrawn: new Set([1]) });
    expect(votesOf(tally)).toEqual(['6', '0', '4', '2']);
    expect(tally.ranking.flatMap(({ candidates }) => candidates)).toEqual([0, 2, 3]);
  });

  it('sums in halves, so that two boxes add up to one', () => {
    const method = borda(usual);
    const ballot = [
      { candidate: 0, value: 1 },
      { candidate: 1, value: 1 },
    ];
    const sums = method.sums(foldBallots(3, [ballot, ballot]), { seats: 1, withdrawn: new Set() });
    expect(sums).toEqual([10, 10, 4]);
    expect(method.unit).toBe(2);
  });
});
