import { readFileSync } from 'node:fs';
import { readRuleSet } from './read-rule-set.js';
import { readTerritoriesCsv } from './read-territories-csv.js';

const csv = readFileSync('templates/reference/territories-kz.csv', 'utf8');
const read = readTerritoriesCsv(csv);
const territories = read.ok ? read.value : [];
const preset = (name: string): string => readFileSync(`templates/rules/${name}.yaml`, 'utf8');

describe('readRuleSet', () => {
  it.each(['nur-otan-2020', 'amanat-2023', 'spain-zipper', 'likud-2022'])('accepts %s', (name) => {
    const answer = readRuleSet(preset(name), territories);
    expect(answer).toMatchObject({ ok: true });
  });
});
