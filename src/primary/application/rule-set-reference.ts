import { ruleSetSchema } from '../domain/rule-set-schema.js';

interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly minimum?: number;
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

interface Section {
  readonly title: string;
  readonly node: SchemaNode;
}

const root = ruleSetSchema as SchemaNode;

/** The reference of the rule set as Markdown: one table for each part, in the order of the document. */
export function ruleSetReference(): string {
  const definitions = Object.entries(root.$defs ?? {}).map(([name, node]) => ({
    title: `\`${name}\``,
    node,
  }));
  const parts = [
    ...sections({ title: 'The document', node: root }, ''),
    ...definitions.flatMap((section) => sections(section, '')),
  ];
  return parts.join('\n');
}

function sections({ title, node }: Section, path: string): string[] {
  const alternatives = node.oneOf?.map((branch) => branchOf(branch, path)) ?? [];
  const own = [`### ${title}\n`, `${node.description ?? ''}\n`];
  const body = node.properties ? table(node) : values(node);
  const deeper = Object.entries(node.properties ?? {}).flatMap(([name, child]) =>
    deeperSections(child, path === '' ? name : `${path}.${name}`),
  );
  return [...own, ...body, ...alternatives.flatMap(({ text }) => text), ...deeper].concat(
    alternatives.flatMap(({ deeper }) => deeper),
  );
}

function deeperSections(child: SchemaNode, path: string): string[] {
  const inner = child.items ?? child;
  const at = child.items ? `${path}[]` : path;
  if (!inner.properties && !inner.oneOf) return [];
  const node = { ...inner, description: inner.description ?? child.description ?? '' };
  return sections({ title: `\`${at}\``, node }, at);
}

function branchOf(branch: SchemaNode, path: string): { text: string[]; deeper: string[] } {
  const [tag, value] = tagOf(branch);
  const rest = Object.entries(branch.properties ?? {}).filter(([name]) => name !== tag);
  const heading = `**\`${tag}: ${value}\`** ${branch.description ?? ''}\n`;
  const rows = rest.length > 0 ? table({ ...branch, properties: Object.fromEntries(rest) }) : [];
  const deeper = rest.flatMap(([name, child]) => deeperSections(child, `${path}.${name}`));
  return { text: [heading, ...rows], deeper };
}

function tagOf(branch: SchemaNode): [string, string] {
  const entry = Object.entries(branch.properties ?? {}).find(([, node]) => node.const);
  return [entry?.[0] ?? '', entry?.[1].const ?? ''];
}

function table({ properties = {}, required = [] }: SchemaNode): string[] {
  const rows = Object.entries(properties).map(([name, node]) => {
    const need = required.includes(name) ? 'yes' : 'no';
    return `| \`${name}\` | ${kindOf(node)} | ${need} | ${cell(descriptionOf(node))} |`;
  });
  return ['| name | value | required | meaning |', '| --- | --- | --- | --- |', ...rows, ''];
}

function values(node: SchemaNode): string[] {
  return node.enum ? [`One of ${node.enum.map((value) => `\`${value}\``).join(', ')}.\n`] : [];
}

function descriptionOf(node: SchemaNode): string {
  return node.description ?? definition(node)?.description ?? '';
}

function kindOf(node: SchemaNode): string {
  if (node.$ref) return `\`${nameOf(node)}\``;
  if (node.const !== undefined) return `\`${node.const}\``;
  if (node.enum) return node.enum.map((value) => `\`${value}\``).join(', ');
  if (node.anyOf) return node.anyOf.map(kindOf).join(' or ');
  if (node.items) return isPart(node.items) ? 'list of parts' : `list of ${kindOf(node.items)}`;
  if (node.pattern) return patternNames[node.pattern.slice(0, 6)] ?? 'text';
  if (node.type === 'integer') return `whole number${atLeast(node)}`;
  if (node.type === 'string') return 'text';
  if (node.type === 'boolean') return '`true` or `false`';
  return 'a part of its own';
}

function isPart(node: SchemaNode): boolean {
  return node.type === 'object' && !node.$ref;
}

/** By the beginnings of the patterns in the schema. */
const patternNames: Readonly<Record<string, string>> = {
  '^(\\d+(': 'share',
  '^\\d{4}': 'date `YYYY-MM-DD`',
  '^[a-z0': 'short name',
  '^[A-Z]': 'code of a territory',
};

function atLeast({ minimum }: SchemaNode): string {
  return minimum === undefined ? '' : `, at least ${minimum}`;
}

function definition(node: SchemaNode): SchemaNode | undefined {
  return root.$defs?.[nameOf(node)];
}

function nameOf({ $ref = '' }: SchemaNode): string {
  return $ref.replace('#/$defs/', '');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
