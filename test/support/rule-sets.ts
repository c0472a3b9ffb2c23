import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { RuleSet } from '../../src/primary/domain/rule-set.js';
import type { Territory } from '../../src/primary/domain/territory.js';
import { readTerritoriesCsv } from '../../src/primary/application/read-territories-csv.js';

/** The text of a preset in `templates/rules/`. */
export function preset(name: string): string {
  return readFileSync(`templates/rules/${name}.yaml`, 'utf8');
}

/** A preset as data, fresh each time, so that a test may change its own copy. */
export function presetRules(name: string): RuleSet {
  return structuredClone(parse(preset(name)) as RuleSet);
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
