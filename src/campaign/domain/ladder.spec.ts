import { depthOfStep, firstStep, nextStep, stepLevels, type LadderStep } from './ladder.js';

const step = (level: LadderStep['level']): LadderStep => ({
  level,
  fileWithinDays: 3,
  decideWithinDays: 3,
});
/** Written in any order: the ladder is known by its levels. */
const ladder = [step('central'), step('territorial'), step('regional')];

describe('the ladder of complaints (territorial, regional, Central Committee of Party Control: ehonews.kz, Nur Otan 2020)', () => {
  it.each([
    ['district', 'territorial'],
    ['region', 'regional'],
    ['country', 'central'],
  ] as const)('hears a complaint from a %s first on the %s step', (territory, level) => {
    expect(firstStep(ladder, territory)?.level).toBe(level);
  });

  it('skips a step that the rules do not have', () => {
    expect(firstStep([step('central')], 'district')?.level).toBe('central');
    expect(nextStep([step('territorial'), step('central')], 'territorial')?.level).toBe('central');
  });

  it('goes up one step at a time and ends at the top', () => {
    expect(nextStep(ladder, 'territorial')?.level).toBe('regional');
    expect(nextStep(ladder, 'regional')?.level).toBe('central');
    expect(nextStep(ladder, 'central')).toBeNull();
  });

  it('has nobody above a territory where the rules have no such step', () => {
    expect(firstStep([step('territorial')], 'region')).toBeNull();
  });

  it('knows the territory each body sits in', () => {
    expect(stepLevels.map(depthOfStep)).toEqual(['district', 'region', 'country']);
  });
});
