import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { BodyRule, RuleSet } from '../../src/primary/domain/rule-set.js';
import type { Territory } from '../../src/primary/domain/territory.js';
import { readRuleSet } from '../../src/primary/application/read-rule-set.js';
import { readTerritoriesCsv } from '../../src/primary/application/read-territories-csv.js';

/** The text of a preset in `templates/rules/`. */
export function preset(name: string): string {
  return readFileSync(`templates/rules/${name}.yaml`, 'utf8');
}

/** The presets there are, by name. */
export const presetNames = readdirSync('templates/rules')
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace('.yaml', ''))
  .toSorted();

/** A preset that can be run: Likud 2022 leaves place 39 open, and here it is answered with the national column. */
export function answeredPreset(name: string): string {
  return preset(name).replace('30-32, 35\n', '30-32, 35, 39\n');
}

/** A preset as data, fresh each time, so that a test may change its own copy. */
export function presetRules(name: string): RuleSet {
  return structuredClone(parse(preset(name)) as RuleSet);
}

/** A preset that can be run, as data. */
export function answeredRules(name: string): RuleSet {
  return parse(answeredPreset(name)) as RuleSet;
}

/** The first body of a rule set that can be run; fails with what is wrong where it cannot. */
export function firstBody(rules: RuleSet): BodyRule {
  const read = readRuleSet(JSON.stringify(rules), territories);
  const [body] = read.ok ? read.value.rules.bodies : [];
  if (!body) throw new Error(JSON.stringify(read));
  return body;
}

export const territoriesCsv = readFileSync('templates/reference/territories-kz.csv', 'utf8');

export const territories: readonly Territory[] = readReference();

function readReference(): readonly Territory[] {
  const read = readTerritoriesCsv(territoriesCsv);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

/** A preset with some of its parts replaced: `{ 'bodies[0].path[0].cut.factor': '1/2' }`; undefined removes a part. */
export function changedRules(name: string, changes: Readonly<Record<string, unknown>>): RuleSet {
  const rules = presetRules(name);
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
    const last = steps.pop() ?? '';
    const parent = steps.reduce<unknown>(
      (node, step) => (node as Record<string, unknown>)[step],
      rules,
    ) as Record<string, unknown>;
    if (value === undefined) Reflect.deleteProperty(parent, last);
    else parent[last] = value;
  }
  return rules;
}

/** Nur Otan 2020 with a rating vote that ranks the candidates of a district and elects by the Scottish rules. */
export function rankingRules(changes: Readonly<Record<string, unknown>> = {}): RuleSet {
  return changedRules('nur-otan-2020', {
    'bodies[0].path[0].ballot': { kind: 'ranking', equalRanks: false },
    'bodies[0].path[0].counting': { method: 'stv-scottish' },
    'bodies[0].path[0].ties': [
      { kind: 'earlier-round', direction: 'backwards', many: 'narrow' },
      { kind: 'elder' },
      { kind: 'ask' },
    ],
    // Rankings leave no sums behind by which the next stage could break a tie.
    'bodies[0].path[1].ties': [{ kind: 'elder' }, { kind: 'lot' }],
    ...changes,
  });
}

/** Nur Otan 2020 with a rating vote in which every candidate of a district gets a grade, the best median going on. */
export function gradeRules(changes: Readonly<Record<string, unknown>> = {}): RuleSet {
  const grades = [
    ['қабылданбайды', 'неприемлемо', 'reject'],
    ['нашар', 'плохо', 'poor'],
    ['жарайды', 'приемлемо', 'acceptable'],
    ['жақсы', 'хорошо', 'good'],
    ['өте жақсы', 'отлично', 'excellent'],
  ].map(([kk, ru, en]) => ({ kk, ru, en }));
  return changedRules('nur-otan-2020', {
    'bodies[0].path[0].ballot': { kind: 'score', highest: 4, grades },
    'bodies[0].path[0].counting': { method: 'majority-judgment' },
    'bodies[0].path[0].ties': [{ kind: 'elder' }, { kind: 'lot' }],
    'bodies[0].path[1].ties': [{ kind: 'elder' }, { kind: 'lot' }],
    ...changes,
  });
}
