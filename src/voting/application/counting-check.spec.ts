import {
  changedRules,
  gradeRules,
  presetNames,
  presetRules,
  rankingRules,
} from '../../../test/support/rule-sets.js';
import { wordsIn } from '../../platform/web/index.js';
import { countingMethodNames, type RuleSetFault } from '../../primary/index.js';
import { methodNames } from '../domain/methods/catalogue.js';
import { countingFaults } from './counting-check.js';

const ranking = { kind: 'ranking', equalRanks: true };

function faults(changes: Readonly<Record<string, unknown>>): readonly RuleSetFault[] {
  return countingFaults(changedRules('nur-otan-2020', changes));
}

describe('countingFaults', () => {
  it.each(presetNames)('has nothing against %s', (name) => {
    expect(countingFaults(presetRules(name))).toEqual([]);
  });

  it('has nothing against grades and their median, nor rankings and transferable votes', () => {
    expect(countingFaults(gradeRules())).toEqual([]);
    expect(countingFaults(rankingRules())).toEqual([]);
  });

  it('refuses equal places where two first choices make a ballot void', () => {
    expect(countingFaults(rankingRules({ 'bodies[0].path[0].ballot': ranking }))).toEqual([
      {
        path: 'bodies[0].path[0].ballot.equalRanks',
        kind: 'equal-ranks-not-counted',
        values: { method: 'stv-scottish' },
      },
    ]);
  });

  it('refuses a method that does not count the ballot, and says which do', () => {
    const [fault, ...others] = faults({ 'bodies[0].path[0].counting': { method: 'schulze' } });
    expect(others).toEqual([]);
    expect(fault).toMatchObject({
      path: 'bodies[0].path[0].counting',
      kind: 'method-not-for-ballot',
      values: { method: 'schulze', ballot: 'rating' },
    });
    expect(String(fault?.values['known']).split(', ')).toEqual(
      expect.arrayContaining(['rating', 'approval']),
    );
  });

  it('refuses an option and a word the method does not have', () => {
    const counting = (options: object): readonly RuleSetFault[] =>
      faults({
        'bodies[0].path[0].ballot': ranking,
        'bodies[0].path[0].counting': { method: 'minimax', options },
        'bodies[0].path[1].ties': [{ kind: 'lot' }],
      });
    expect(counting({ tail: 'zero' })).toMatchObject([
      { path: 'bodies[0].path[0].counting.options', kind: 'unknown-name' },
    ]);
    expect(counting({ variant: 'loudest' })).toMatchObject([
      { path: 'bodies[0].path[0].counting.options.variant', kind: 'not-one-of' },
    ]);
    expect(counting({ variant: 'margins' })).toEqual([]);
  });

  it('refuses a tie step that looks at rounds where there is only one', () => {
    expect(
      faults({ 'bodies[0].path[0].ties': [{ kind: 'first-preferences' }, { kind: 'lot' }] }),
    ).toMatchObject([{ path: 'bodies[0].path[0].ties[0]', kind: 'step-without-rounds' }]);
  });

  it('refuses to look at the stage before where it leaves no sums', () => {
    expect(
      faults({
        'bodies[0].path[0].ballot': ranking,
        'bodies[0].path[0].counting': { method: 'schulze' },
        'bodies[0].path[1].ties': [{ kind: 'earlier-stage' }, { kind: 'lot' }],
      }),
    ).toMatchObject([{ path: 'bodies[0].path[1].ties[0]', kind: 'earlier-stage-without-sums' }]);
  });

  it('refuses to merge units by shares of votes that are no sums', () => {
    const last = presetRules('nur-otan-2020').bodies[0]!.path.length - 1;
    expect(
      faults({
        [`bodies[0].path[${last}].ballot`]: ranking,
        [`bodies[0].path[${last}].counting`]: { method: 'borda' },
        'bodies[0].merge': { kind: 'share-of-valid' },
      }),
    ).toMatchObject([{ path: 'bodies[0].merge', kind: 'merge-needs-sums' }]);
  });

  it('refuses a method that is exact for fewer candidates than come from the stage before', () => {
    const changes = (count: number): Readonly<Record<string, unknown>> => ({
      'bodies[0].path[0].cut': { kind: 'top', count },
      'bodies[0].path[1].ballot': ranking,
      'bodies[0].path[1].counting': { method: 'kemeny' },
      'bodies[0].path[1].ties': [{ kind: 'lot' }],
    });
    expect(faults(changes(60))).toMatchObject([
      { path: 'bodies[0].path[1].counting', kind: 'more-than-method-counts' },
    ]);
    expect(faults(changes(5))).toEqual([]);
  });

  it.each(['kk', 'ru', 'en'] as const)('fills every gap of its sentences in %s', (language) => {
    const t = wordsIn(language);
    const found = [
      ...faults({ 'bodies[0].path[0].counting': { method: 'schulze' } }),
      ...faults({ 'bodies[0].path[0].ties': [{ kind: 'first-preferences' }, { kind: 'lot' }] }),
      ...faults({
        'bodies[0].path[0].cut': { kind: 'top', count: 60 },
        'bodies[0].path[1].ballot': ranking,
        'bodies[0].path[1].counting': { method: 'kemeny' },
      }),
    ];
    expect(found.length).toBeGreaterThan(2);
    for (const { kind, values } of found)
      expect(t(`primary.fault.${kind}`, { ...values })).not.toContain('{{');
  });
});

describe('the names of the methods', () => {
  it('are the same in the rule set and in the catalogue', () => {
    expect([...methodNames].sort()).toEqual([...countingMethodNames].sort());
  });
});
