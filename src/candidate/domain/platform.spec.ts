import type { TerritoryCode } from '../../kernel/ids.js';
import { platformLimits, platformReasons, type Pledge } from './platform.js';

const kostanay = 'KZ-3901' as TerritoryCode;
const frame = { year: 2026, covers: (territory: TerritoryCode) => territory === kostanay };

function pledge(overrides: Partial<Pledge> = {}): Pledge {
  return {
    title: { kk: 'Жол жөндеу', ru: 'Ремонт дорог' },
    text: { kk: 'Он көше жөнделеді.', ru: 'Будет отремонтировано десять улиц.' },
    territory: kostanay,
    indicator: { kk: '10 көше', ru: '10 улиц' },
    dueYear: 2028,
    ...overrides,
  };
}

describe('platformReasons', () => {
  it('finds nothing in a complete pledge', () => {
    expect(platformReasons([pledge()], frame)).toEqual([]);
  });

  it('asks for a platform where there is none', () => {
    expect(platformReasons([], frame)).toEqual([{ kind: 'platform-missing' }]);
  });

  it('holds everybody to the same number of pledges', () => {
    const pledges = Array.from({ length: platformLimits.pledges.most + 1 }, () => pledge());
    expect(platformReasons(pledges, frame)).toEqual([{ kind: 'too-many-pledges', most: 10 }]);
  });

  it('asks for both languages and names the field', () => {
    const half = pledge({ title: { kk: 'Жол', ru: '  ' } });
    expect(platformReasons([pledge(), half], frame)).toEqual([
      { kind: 'pledge-text-missing', pledge: 2, field: 'title', language: 'ru' },
    ]);
  });

  it('counts characters, not code units', () => {
    const full = '𝄞'.repeat(platformLimits.title);
    expect(platformReasons([pledge({ title: { kk: full, ru: full } })], frame)).toEqual([]);
    expect(platformReasons([pledge({ title: { kk: `${full}ә`, ru: full } })], frame)).toEqual([
      { kind: 'pledge-text-too-long', pledge: 1, field: 'title', language: 'kk', most: 120 },
    ]);
  });

  it('keeps a pledge to the territory of the contest', () => {
    const elsewhere = pledge({ territory: 'KZ-71' as TerritoryCode });
    expect(platformReasons([elsewhere], frame)).toEqual([
      { kind: 'pledge-territory-outside', pledge: 1 },
    ]);
  });

  it.each([2025, 2037, 2028.5, Number.NaN])('refuses the year %s', (dueYear) => {
    expect(platformReasons([pledge({ dueYear })], frame)).toEqual([
      { kind: 'pledge-year-out-of-range', pledge: 1, from: 2026, to: 2036 },
    ]);
  });

  it.each([2026, 2036])('takes the year %s', (dueYear) => {
    expect(platformReasons([pledge({ dueYear })], frame)).toEqual([]);
  });
});
