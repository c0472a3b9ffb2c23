import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { templatesDirectory } from '../../platform/templates-directory.js';
import { readRuleSet } from '../application/read-rule-set.js';
import { isOpenQuestion, type RuleSetFault } from '../domain/rule-set-fault.js';
import type { RuleSet, Words } from '../domain/rule-set.js';

/** A rule set to begin with. */
export interface Preset {
  readonly name: string;
  readonly title: Words;
  readonly text: string;
}

/** The rule sets in `templates/rules/`, by name. */
export function presets(): Preset[] {
  const directory = join(templatesDirectory, 'rules');
  return readdirSync(directory)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(directory, file), 'utf8');
      const { title } = parse(text) as Pick<RuleSet, 'title'>;
      return { name: file.replace('.yaml', ''), title, text };
    });
}

/** What a preset leaves open because its source does, so that whoever starts from it decides: place 39 of Likud 2022. */
export function openQuestions({ text }: Pick<Preset, 'text'>): RuleSetFault[] {
  const read = readRuleSet(text, []);
  return read.ok ? [] : read.error.filter(isOpenQuestion);
}
