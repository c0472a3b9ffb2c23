import { textIn } from '../../platform/web/index.js';
import type { Amount, ListInput, Quota, Scope } from '../domain/list-input.js';
import type { ProposedScenario } from '../application/keep-scenarios.service.js';

/** How many quotas a scenario may add at once. */
export const addedQuotas = 3;

export const scopeKinds: readonly Scope['kind'][] = [
  'list',
  'top',
  'prefix',
  'stretch',
  'gap',
  'place',
  'every',
  'window',
];

/** The fields of one quota in the form; each stands there as `<prefix>-<field>`. */
export interface QuotaFields {
  readonly prefix: string;
  readonly on: boolean;
  readonly name: string;
  readonly group: readonly string[];
  /** Empty: a line for a new quota that is not used. */
  readonly scope: string;
  readonly a: string;
  readonly b: string;
  readonly least: string;
  readonly leastRound: string;
  readonly most: string;
  readonly mostRound: string;
  readonly strength: string;
  readonly priority: string;
}

/** A scenario as it stands in the form, right or wrong. */
export interface ScenarioFields {
  readonly name: string;
  readonly note: string;
  readonly objective: string;
  readonly quotas: readonly QuotaFields[];
  readonly added: readonly QuotaFields[];
}

/** The form begins as a clone of the list's own quotas. */
export function cloneFields(input: ListInput): ScenarioFields {
  return {
    name: '',
    note: '',
    objective: input.objective,
    quotas: input.quotas.map((quota, index) => ({ ...fieldsOf(quota), prefix: `q${index}` })),
    added: Array.from({ length: addedQuotas }, (_, index) => ({
      ...unusedFields,
      prefix: `n${index}`,
    })),
  };
}

/** The form as it was sent; the scope and the group of the list's own quotas are not asked for. */
export function sentFields(input: ListInput, body: unknown): ScenarioFields {
  const clone = cloneFields(input);
  const text = (field: string) => textIn(body, field).slice(0, 2_000);
  const sent = (fields: QuotaFields): QuotaFields => {
    const of = (field: string) => text(`${fields.prefix}-${field}`);
    return {
      ...fields,
      on: of('on') === 'yes',
      least: of('least'),
      leastRound: of('least-round'),
      most: of('most'),
      mostRound: of('most-round'),
      strength: of('strength'),
      priority: of('priority'),
    };
  };
  return {
    name: text('name').slice(0, 120),
    note: text('note'),
    objective: text('objective'),
    quotas: clone.quotas.map(sent),
    added: clone.added.map((fields) => ({
      ...sent(fields),
      on: text(`${fields.prefix}-scope`) !== '',
      name: text(`${fields.prefix}-name`).slice(0, 120),
      group: textsIn(body, `${fields.prefix}-group`),
      scope: text(`${fields.prefix}-scope`),
      a: text(`${fields.prefix}-a`),
      b: text(`${fields.prefix}-b`),
    })),
  };
}

/** What the form asks for, as a document has it, with the fields behind each quota of the document. */
export function proposedBy(
  sealed: string,
  { name, note, objective, quotas, added }: ScenarioFields,
): { readonly proposed: ProposedScenario; readonly prefixes: readonly string[] } {
  const own = (JSON.parse(sealed) as { quotas: readonly SealedQuota[] }).quotas;
  const kept = quotas.flatMap((fields, index) => {
    const quota = own[index];
    return fields.on && quota ? [{ fields, quota: changedQuota(quota, fields) }] : [];
  });
  const fresh = added.flatMap((fields, index) =>
    fields.on ? [{ fields, quota: newQuota(fields, own, index) }] : [],
  );
  const all = [...kept, ...fresh];
  return {
    proposed: { name, note, objective, quotas: all.map(({ quota }) => quota) },
    prefixes: all.map(({ fields }) => fields.prefix),
  };
}

type SealedQuota = Readonly<Record<string, unknown>> & { readonly id: string };

const unusedFields: QuotaFields = {
  prefix: '',
  on: false,
  name: '',
  group: [],
  scope: '',
  a: '',
  b: '',
  least: '',
  leastRound: 'up',
  most: '',
  mostRound: 'down',
  strength: 'hard',
  priority: '',
};

function fieldsOf(quota: Quota): Omit<QuotaFields, 'prefix'> {
  const { atLeast, atMost, strength } = quota;
  return {
    ...unusedFields,
    on: true,
    name: quota.name.kk,
    group: quota.group,
    scope: quota.scope.kind,
    least: writeAmount(atLeast),
    leastRound: atLeast && 'round' in atLeast ? atLeast.round : 'up',
    most: writeAmount(atMost),
    mostRound: atMost && 'round' in atMost ? atMost.round : 'down',
    strength: strength === 'hard' ? 'hard' : 'soft',
    priority: strength === 'hard' ? '' : String(strength.soft),
  };
}

/** A count as `3`, a share as `3/10`; empty where there is none. */
export function writeAmount(amount: Amount | null): string {
  if (!amount) return '';
  if ('count' in amount) return String(amount.count);
  return `${amount.share.numerator}/${amount.share.denominator}`;
}

function changedQuota(quota: SealedQuota, fields: QuotaFields): object {
  const rest = Object.entries(quota).filter(
    ([name]) => !['atLeast', 'atMost', 'strength'].includes(name),
  );
  return { ...Object.fromEntries(rest), ...amounts(fields), strength: strengthOf(fields) };
}

function newQuota(fields: QuotaFields, own: readonly SealedQuota[], index: number): object {
  const taken = new Set(own.map(({ id }) => id));
  const free = ['what-if', 'what-if-new', 'what-if-added'].find(
    (base) => !taken.has(`${base}-${index + 1}`),
  );
  const id = `${free ?? 'added'}-${index + 1}`;
  return {
    id,
    name: fields.name.trim() === '' ? id : fields.name.trim(),
    group: fields.group,
    scope: scopeOf(fields),
    ...amounts(fields),
    strength: strengthOf(fields),
  };
}

function scopeOf({ scope, a, b }: QuotaFields): object {
  switch (scope) {
    case 'top':
      return { kind: scope, places: numberOf(a) };
    case 'prefix':
      return { kind: scope, from: numberOf(a) };
    case 'stretch':
      return { kind: scope, length: numberOf(a) };
    case 'gap':
      return { kind: scope, most: numberOf(a) };
    case 'place':
      return { kind: scope, place: numberOf(a) };
    case 'every':
      return { kind: scope, from: numberOf(a), step: numberOf(b) };
    case 'window':
      return { kind: scope, from: numberOf(a), to: numberOf(b) };
    default:
      return { kind: scope };
  }
}

function amounts({ least, leastRound, most, mostRound }: QuotaFields): object {
  return {
    ...(least.trim() !== '' && { atLeast: amountOf(least, leastRound) }),
    ...(most.trim() !== '' && { atMost: amountOf(most, mostRound) }),
  };
}

/** `3` is a count; `30%`, `3/10` and `0.3` are shares. */
function amountOf(text: string, round: string): object {
  const written = text.trim();
  return /^\d+$/.test(written) ? { count: Number(written) } : { share: written, round };
}

function strengthOf({ strength, priority }: QuotaFields): unknown {
  return strength === 'soft' ? { soft: numberOf(priority) } : strength;
}

/** A number, or what stood there instead, for the checks to name. */
function numberOf(text: string): number | string {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : text;
}

function textsIn(body: unknown, field: string): string[] {
  const value = (body as Readonly<Record<string, unknown>> | null | undefined)?.[field];
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one): one is string => typeof one === 'string' && one !== '');
}
