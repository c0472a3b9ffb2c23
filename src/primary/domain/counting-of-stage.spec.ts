import { presetRules, rankingRules } from '../../../test/support/rule-sets.js';
import { countingOf, saysHowToCount } from './counting-of-stage.js';
import type { BallotRule, StageRule } from './rule-set.js';

const stage = presetRules('nur-otan-2020').bodies[0]!.path[0]!;
const ranking: BallotRule = { kind: 'ranking', equalRanks: false };

function having(ballot: BallotRule): StageRule {
  return { ...stage, ballot };
}

describe('countingOf', () => {
  it.each<[string, BallotRule]>([
    ['plurality', { kind: 'single' }],
    ['rating', stage.ballot],
    ['cumulative', { kind: 'cumulative', votes: { count: 3 }, mostForOne: 3 }],
    ['score', { kind: 'score', highest: 5 }],
  ])('is %s where the rule set says nothing', (method, ballot) => {
    expect(saysHowToCount(having(ballot))).toBe(true);
    expect(countingOf(having(ballot))).toEqual({ method, options: {} });
  });

  it('is what the rule set says', () => {
    const [ranked] = rankingRules().bodies[0]!.path;
    expect(countingOf(ranked!)).toEqual({ method: 'stv-scottish', options: {} });
    const options = { variant: 'margins' };
    expect(countingOf({ ...ranked!, counting: { method: 'minimax', options } })).toEqual({
      method: 'minimax',
      options,
    });
  });

  it('has no usual way for rankings', () => {
    expect(saysHowToCount(having(ranking))).toBe(false);
    expect(() => countingOf(having(ranking))).toThrow('ranking');
  });
});
