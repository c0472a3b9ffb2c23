import { countRanked, readPreferences } from '../../../../test/support/preference-lines.js';
import { dowdall } from './dowdall.js';

describe('dowdall', () => {
  it('gives 1, 1/2, 1/3 … (Wikipedia, "Borda count", Nauru)', () => {
    const { rounds } = countRanked(dowdall, readPreferences('A > B > C > D > E > F'));
    expect(rounds[0]?.exactVotes).toEqual(['1', '1/2', '1/3', '1/4', '1/5', '1/6']);
    expect(rounds[0]?.votes).toEqual([
      '1.00000',
      '0.50000',
      '0.33333',
      '0.25000',
      '0.20000',
      '0.16666',
    ]);
  });

  it('counts Tennessee: Memphis 42 + 58/4, Nashville 26 + 42/2 + 32/3, and so on', () => {
    const tally = countRanked(
      dowdall,
      readPreferences(`
        A > B > C > D * 42
        B > C > D > A * 26
        C > D > B > A * 15
        D > C > B > A * 17`),
    );
    expect(tally.rounds[0]?.exactVotes).toEqual(['113/2', '173/3', '101/2', '131/3']);
    expect(tally.elected).toEqual([1]);
  });

  it('writes whole sums without decimals', () => {
    const { rounds } = countRanked(dowdall, readPreferences('A > B * 2'));
    expect(rounds[0]).toMatchObject({ votes: ['2', '1'] });
    expect(rounds[0]?.exactVotes).toBeUndefined();
  });

  it('ranks fifty candidates by fractions with a common denominator of twenty-one digits', () => {
    const names = Array.from({ length: 50 }, (_, at) => `N${at}`);
    const tally = countRanked(dowdall, readPreferences(names.join(' > ')));
    expect(tally.ranking).toHaveLength(50);
    expect(tally.rounds[0]?.exactVotes?.slice(-2)).toEqual(['1/49', '1/50']);
  });

  it('shares the average among equal ranks and gives nothing to the unranked', () => {
    const { rounds } = countRanked(dowdall, readPreferences('A > B = C', ['A', 'B', 'C', 'D']));
    expect(rounds[0]?.exactVotes).toEqual(['1', '5/12', '5/12', '0']);
  });
});
