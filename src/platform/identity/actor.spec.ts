import type { AccountId, TerritoryCode } from '../../kernel/ids.js';
import { actsIn, covers, type Actor } from './actor.js';

const code = (text: string): TerritoryCode => text as TerritoryCode;
const secretary: Actor = {
  accountId: 'a' as AccountId,
  name: 'Secretary',
  grants: [{ role: 'commission-secretary', territory: code('KZ-39') }],
};

describe('covers', () => {
  it.each([
    ['KZ-39', 'KZ-39', true],
    ['KZ-39', 'KZ-3901', true],
    ['KZ-3901', 'KZ-39', false],
    ['KZ-3901', 'KZ-3902', false],
    ['KZ', 'KZ-3901', true],
  ])('a grant over %s reaches %s: %s', (scope, territory, reaches) => {
    expect(covers(code(scope), code(territory))).toBe(reaches);
  });

  it('reaches everywhere without a territory', () => {
    expect(covers(null, code('KZ-3901'))).toBe(true);
  });
});

describe('actsIn', () => {
  it('asks for the role and the territory together', () => {
    expect(actsIn(secretary, code('KZ-3901'), 'commission-secretary')).toBe(true);
    expect(actsIn(secretary, code('KZ-3901'), 'commission-chair')).toBe(false);
    expect(actsIn(secretary, code('KZ-10'), 'commission-secretary')).toBe(false);
  });
});
