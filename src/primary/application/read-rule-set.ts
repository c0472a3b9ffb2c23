import { createHash } from 'node:crypto';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { LineCounter, parseDocument } from 'yaml';
import { parseCalendarDate } from '../../kernel/calendar.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { canonicalJson, type Json } from '../../platform/ledger/index.js';

import { checkRuleSet } from '../domain/rule-set-check.js';
import { fault, type RuleSetFault } from '../domain/rule-set-fault.js';
import {
  datePattern,
  idPattern,
  ruleSetSchema,
  sharePattern,
  territoryPattern,
} from '../domain/rule-set-schema.js';
import type { RuleSet } from '../domain/rule-set.js';
import type { RuleSetCheck } from './rule-set-checks.js';
import type { Territory } from '../domain/territory.js';

/** A rule set that can be run, with the one spelling that its hash is taken of. */
export interface ReadRuleSet {
  readonly rules: RuleSet;
  readonly canonical: string;
  /** SHA-256 of the canonical spelling, in hexadecimal. */
  readonly hash: string;
}

const longestText = 256 * 1024;
const validate = new Ajv2020({ allErrors: true, discriminator: true, verbose: true }).compile(
  ruleSetSchema,
);

/**
 * Reads a rule set from YAML, or refuses it with everything that is wrong: first its shape, then its sense, `moreFaults`
 * being what the other rooms have against it.
 */
export function readRuleSet(
  text: string,
  territories: readonly Territory[],
  moreFaults: RuleSetCheck = () => [],
): Result<ReadRuleSet, RuleSetFault[]> {
  const document = readYaml(text);
  if (!document.ok) return document;
  const shape = shapeFaults(document.value);
  if (shape.length > 0) return refuse(shape);
  const rules = document.value as unknown as RuleSet;
  const faults = [...checkRuleSet(rules, territories), ...moreFaults(rules)];
  if (faults.length > 0) return refuse(faults);
  const canonical = canonicalJson(document.value);
  return accept({ rules, canonical, hash: sha256(canonical) });
}

/** The hash under which a canonical rule set is published. */
export function sha256(canonical: string): string {
  return createHash('sha256').update(canonical, 'utf8').digest('hex');
}

function readYaml(text: string): Result<Json, RuleSetFault[]> {
  if (text.length > longestText) return refuse([fault('', 'too-long', { limit: longestText })]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return refuse(
      document.errors.map(({ pos, message }) =>
        fault('', 'not-yaml', { line: lines.linePos(pos[0]).line, message }),
      ),
    );
  }
  try {
    return accept(document.toJS({ maxAliasCount: 100 }) as Json);
  } catch (error) {
    // The library throws on aliases that unfold without end.
    return refuse([fault('', 'not-yaml', { line: 1, message: (error as Error).message })]);
  }
}

function shapeFaults(document: Json): RuleSetFault[] {
  const errors = validate(document) ? [] : (validate.errors ?? []);
  const faults = errors.filter(({ keyword }) => keyword !== 'if').map(toFault);
  return faults.length > 0 ? faults : impossibleDates(document, '');
}

function toFault(error: ErrorObject): RuleSetFault {
  const path = readablePath(error.instancePath);
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'required':
      return missing(path, String(params['missingProperty']));
    case 'additionalProperties':
      return fault(path, 'unknown-name', { name: String(params['additionalProperty']) });
    case 'false schema':
      return fault(path, 'unknown-name', { name: path.split('.').at(-1) ?? '' });
    case 'enum':
      return fault(path, 'not-one-of', {
        allowed: (params['allowedValues'] as string[]).join(', '),
      });
    case 'const':
      return fault(path, 'not-exactly', { wanted: String(params['allowedValue']) });
    case 'discriminator':
      return undescribed(error, path, params);
    case 'anyOf':
    case 'oneOf':
      return fault(path, 'wrong-type', { wanted: 'description' });
    case 'minimum':
      return fault(path, 'too-small', { limit: String(params['limit']) });
    case 'minItems':
      return fault(path, 'too-few-items', { limit: String(params['limit']) });
    case 'minLength':
      return fault(path, 'empty-text');
    case 'uniqueItems':
      return fault(path, 'twice-in-list');
    case 'pattern':
      return fault(path, patternFaults[String(params['pattern'])] ?? 'not-an-id', shown(error));
    case 'type':
      return params['type'] === 'string' && typeof error.data === 'number'
        ? fault(path, 'text-in-quotes', shown(error))
        : fault(path, 'wrong-type', { wanted: String(params['type']) });
    default:
      throw new Error(`Impossible: the schema has no keyword ${error.keyword}`);
  }
}

/** A part that is not there; the two questions about reserved places are put in full. */
function missing(path: string, name: string): RuleSetFault {
  const question = reservedQuestions[name];
  return question ? fault(`${path}.${name}`, question) : fault(path, 'missing', { name });
}

const reservedQuestions: Readonly<Record<string, RuleSetFault['kind']>> = {
  usedUpByElected: 'used-up-not-answered',
  whenUsedUp: 'when-used-up-not-answered',
};

const patternFaults: Readonly<Record<string, RuleSetFault['kind']>> = {
  [sharePattern]: 'not-a-share',
  [datePattern]: 'not-a-date',
  [idPattern]: 'not-an-id',
  [territoryPattern]: 'not-a-territory',
};

function undescribed(error: ErrorObject, path: string, params: Record<string, unknown>) {
  const tag = String(params['tag']);
  const branches = (error.parentSchema as { oneOf: { properties: Record<string, unknown> }[] })
    .oneOf;
  const allowed = branches.map(({ properties }) => (properties[tag] as { const: string }).const);
  return fault(`${path}.${tag}`, 'not-one-of', { allowed: allowed.join(', ') });
}

function shown(error: ErrorObject): { value: string } {
  return { value: String(error.data).slice(0, 60) };
}

function readablePath(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, step) => {
      if (/^\d+$/.test(step)) return `${path}[${step}]`;
      return path === '' ? step : `${path}.${step}`;
    }, '');
}

/** Days of the right shape that no calendar has, such as 30 February. */
function impossibleDates(value: Json | undefined, path: string): RuleSetFault[] {
  if (typeof value === 'string') {
    return new RegExp(datePattern).test(value) && !parseCalendarDate(value).ok
      ? [fault(path, 'not-a-date', { value })]
      : [];
  }
  if (value === undefined || value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, index) => impossibleDates(item, `${path}[${index}]`));
  }
  return Object.entries(value).flatMap(([name, member]) =>
    impossibleDates(member, path === '' ? name : `${path}.${name}`),
  );
}
