import type { TerritoryCode } from '../../kernel/ids.js';
import { englishTerritoryName } from './english-territory-name.js';
import {
  depthOf,
  isWithin,
  readTerritories,
  territoriesUnder,
  type TerritoryRow,
} from './territory.js';

const code = (text: string): TerritoryCode => text as TerritoryCode;

const row = (text: string): TerritoryRow => {
  const [code = '', parent = '', kind = '', nameKk = '', nameRu = ''] = text.split(',');
  return { code, parent, kind, nameKk, nameRu };
};

const small = [
  'KZ,,country,Қазақстан Республикасы,Республика Казахстан',
  'KZ-39,KZ,region,Қостанай облысы,Костанайская область',
  'KZ-3901,KZ-39,city,Қостанай қаласы,город Костанай',
  'KZ-3907,KZ-39,district,Әулиекөл ауданы,Аулиекольский район',
  'KZ-71,KZ,republican-city,Астана қаласы,город Астана',
  'KZ-7103,KZ-71,district,Есіл ауданы,район Есиль',
];

describe('readTerritories', () => {
  const read = readTerritories(small.map(row));
  const territories = read.ok ? read.value : [];

  it('gives every territory its level, its parent and three names', () => {
    expect(territories.map(({ level }) => level)).toEqual([
      'country',
      'region',
      'district',
      'district',
      'region',
      'district',
    ]);
    expect(territories[0]).toMatchObject({ parent: null, name: { en: 'Republic of Kazakhstan' } });
    expect(territories[3]).toMatchObject({
      parent: 'KZ-39',
      name: { kk: 'Әулиекөл ауданы', ru: 'Аулиекольский район', en: 'Äulieköl District' },
    });
  });

  it.each([
    ['no-code', 'kz39,KZ,region,а,б'],
    ['no-name', 'KZ-40,KZ,region,,б'],
    ['no-name', 'KZ-40,KZ,region,а,'],
    ['unknown-kind', 'KZ-40,KZ,oblast,а,б'],
    ['twice', 'KZ-39,KZ,region,а,б'],
    ['no-parent', 'KZ-4001,KZ-40,district,а,б'],
    ['no-parent', 'KZ-4001,KZ,district,а,б'],
    ['code-outside-parent', 'KZ-4001,KZ-39,district,а,б'],
  ])('names the line as %s: %s', (kind, line) => {
    expect(readTerritories([...small, line].map(row))).toMatchObject({
      ok: false,
      error: [{ line: 7, kind }],
    });
  });

  it('finds what lies under a territory, itself included when it is of the level', () => {
    const under = (ancestor: string, level: 'region' | 'district'): string[] =>
      territoriesUnder(territories, code(ancestor), level).map(({ code }) => code);
    expect(under('KZ', 'region')).toEqual(['KZ-39', 'KZ-71']);
    expect(under('KZ-39', 'district')).toEqual(['KZ-3901', 'KZ-3907']);
    expect(under('KZ-39', 'region')).toEqual(['KZ-39']);
  });
});

describe('isWithin', () => {
  it.each([
    ['KZ-3901', 'KZ-39', true],
    ['KZ-3901', 'KZ', true],
    ['KZ-3901', 'KZ-3901', true],
    ['KZ-39', 'KZ-3901', false],
    ['KZ-4001', 'KZ-39', false],
    ['KZX-1', 'KZ', false],
  ])('%s within %s: %p', (inner, outer, answer) => {
    expect(isWithin(code(inner), code(outer))).toBe(answer);
  });
});

describe('depthOf', () => {
  it('grows from the country to the district', () => {
    expect((['country', 'region', 'district'] as const).map(depthOf)).toEqual([0, 1, 2]);
  });
});

describe('englishTerritoryName', () => {
  it.each([
    ['Бейімбет Майлин ауданы', 'district', 'Beyimbet Maylin District'],
    ['Шымкент қаласы', 'republican-city', 'Shymkent City'],
    ['Ұлытау облысы', 'region', 'Ulytau Region'],
    ['Әл-Фараби ауданы', 'district', 'Äl-Farabi District'],
  ] as const)('%s', (kazakh, kind, english) => {
    expect(englishTerritoryName(kazakh, kind)).toBe(english);
  });
});
