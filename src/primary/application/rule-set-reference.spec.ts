import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { ruleSetSchema } from '../domain/rule-set-schema.js';
import { ruleSetReference } from './rule-set-reference.js';

const docs = 'docs/rules.md';
const schema = 'templates/rules/rule-set.schema.json';
const begin = '<!-- rule-set reference: generated from src/primary/domain/rule-set-schema.ts -->\n';
const end = '<!-- rule-set reference: end -->';
const style = { singleQuote: true, printWidth: 100 };

const published = {
  [docs]: async (): Promise<string> => {
    const [before = '', rest = ''] = readFileSync(docs, 'utf8').split(begin);
    const after = rest.slice(rest.indexOf(end));
    const text = `${before}${begin}\n${ruleSetReference()}\n${after}`;
    return await format(text, { ...style, parser: 'markdown' });
  },
  [schema]: async (): Promise<string> =>
    await format(JSON.stringify(ruleSetSchema), { ...style, parser: 'json' }),
};

describe('what is published about the rule set', () => {
  // After a change of the schema: UPDATE_PUBLISHED=yes npm test -- rule-set-reference
  it.each(Object.entries(published))('%s says what the schema says', async (path, made) => {
    const wanted = await made();
    if (process.env['UPDATE_PUBLISHED'] === 'yes') writeFileSync(path, wanted);
    expect(readFileSync(path, 'utf8')).toBe(wanted);
  });

  it('describes every property', () => {
    expect(undescribed(ruleSetSchema, '')).toEqual([]);
  });
});

function undescribed(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { properties = {} } = node as { properties?: Record<string, object> };
  const own = Object.entries(properties)
    .filter(([, value]) => typeof value === 'object' && !('const' in value) && !('$ref' in value))
    .filter(([, value]) => !('description' in value))
    .map(([name]) => `${path}/${name}`);
  const children = Object.entries(node).flatMap(([name, child]) =>
    undescribed(child, `${path}/${name}`),
  );
  return [...own, ...children];
}
