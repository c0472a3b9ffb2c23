import { accept, refuse, type Result } from '../../kernel/result.js';
import { readShare, type Rounding, type Share } from './exact-share.js';
import { fieldOf, type Field, type FileFault } from './field.js';

/** The list file as the check reads it: `docs/list-format.md` once more, without the builder's reader. */
export interface ListFile {
  readonly places: number;
  readonly membersFirst: boolean;
  /** In merit order; people are known by their position here. */
  readonly people: readonly Person[];
  readonly quotas: readonly QuotaRule[];
  readonly given: readonly GivenPlace[];
  readonly barred: readonly string[];
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly groups: readonly string[];
  readonly outsider: boolean;
}

export interface QuotaRule {
  readonly id: string;
  readonly names: Readonly<Record<'kk' | 'ru' | 'en', string>>;
  readonly groups: readonly string[];
  readonly scope: Scope;
  readonly atLeast: Amount | null;
  readonly atMost: Amount | null;
  /** The priority of a soft quota; null for a hard one. */
  readonly soft: number | null;
  readonly usedUp: boolean;
}

export type Amount =
  { readonly count: number } | { readonly share: Share; readonly round: Rounding };

export type Scope =
  | { readonly kind: 'list' }
  | { readonly kind: 'top'; readonly places: number }
  | { readonly kind: 'prefix'; readonly from: number }
  | { readonly kind: 'stretch'; readonly length: number; readonly lastFree: boolean }
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'place'; readonly place: number }
  | { readonly kind: 'every'; readonly from: number; readonly step: number }
  | { readonly kind: 'window'; readonly from: number; readonly to: number };

export interface GivenPlace {
  readonly place: number;
  readonly person: string;
  readonly reason: string;
}

const most = 1000;

/** Reads a list file; every fault at once. */
export function readListFile(document: unknown): Result<ListFile, readonly FileFault[]> {
  const faults: FileFault[] = [];
  const root = fieldOf(document, faults);
  root.only(['places', 'objective', 'candidates', 'quotas', 'fixed', 'barred']);
  const places = root.at('places').whole(1, most);
  const limit = faults.some(({ path }) => path === 'places') ? most : places;
  const objectives = ['by-place', 'members-first'] as const;
  const optional = (name: string) => (root.has(name) ? root.at(name).items() : []);
  const file: ListFile = {
    places,
    membersFirst:
      root.has('objective') &&
      root.at('objective').choice(objectives, 'by-place') === 'members-first',
    people: root.at('candidates').items().map(readPerson),
    quotas: optional('quotas').map((field) => readQuota(field, limit)),
    given: optional('fixed').map((field) => readGiven(field, limit)),
    barred: optional('barred').map((field) => field.text()),
  };
  faults.push(...contradictions(file));
  return faults.length > 0 ? refuse(faults) : accept(file);
}

function readPerson(field: Field): Person {
  field.only(['id', 'name', 'groups', 'outsider']);
  const id = field.at('id').text();
  return {
    id,
    name: field.has('name') ? field.at('name').text() : id,
    groups: field.has('groups')
      ? field
          .at('groups')
          .items()
          .map((group) => group.text())
      : [],
    outsider: field.has('outsider') && field.at('outsider').flag(),
  };
}

function readQuota(field: Field, places: number): QuotaRule {
  field.only(['id', 'name', 'group', 'scope', 'atLeast', 'atMost', 'strength', 'usedUpByElected']);
  const id = field.at('id').text();
  const group = field.at('group').items();
  if (group.length === 0) field.at('group').fault('empty');
  const scope = readScope(field.at('scope'), places);
  const [atLeast, atMost] = [
    readAmount(field.at('atLeast'), scope),
    readAmount(field.at('atMost'), scope),
  ];
  const amountLess = scope.kind === 'gap' || scope.kind === 'place' || scope.kind === 'every';
  if (!amountLess && !field.has('atLeast') && !field.has('atMost')) field.fault('no-amount', id);
  const usedUp = field.at('usedUpByElected');
  if (usedUp.there && scope.kind !== 'place') usedUp.fault('place-only');
  return {
    id,
    names: readNames(field.at('name'), id),
    groups: group.map((name) => name.text()),
    scope,
    atLeast,
    atMost,
    soft: readSoft(field.at('strength')),
    usedUp: usedUp.there && usedUp.flag(),
  };
}

function readNames(field: Field, id: string): QuotaRule['names'] {
  if (!field.there) return { kk: id, ru: id, en: id };
  if (field.has('kk') || field.has('ru') || field.has('en')) {
    field.only(['kk', 'ru', 'en']);
    return { kk: field.at('kk').text(), ru: field.at('ru').text(), en: field.at('en').text() };
  }
  const name = field.text();
  return { kk: name, ru: name, en: name };
}

function readSoft(field: Field): number | null {
  if (!field.there) return null;
  if (!field.has('soft')) {
    field.choice(['hard'], 'hard');
    return null;
  }
  field.only(['soft']);
  return field.at('soft').whole(1, most);
}

const fieldsOfScope = {
  list: [],
  top: ['places'],
  prefix: ['from'],
  stretch: ['length', 'lastRun'],
  gap: ['most'],
  place: ['place'],
  every: ['from', 'step'],
  window: ['from', 'to'],
} as const;

function readScope(field: Field, places: number): Scope {
  const kinds = Object.keys(fieldsOfScope) as Scope['kind'][];
  const kind = field.at('kind').choice(kinds, 'list');
  if (field.has('kind') && kinds.some((known) => known === kind))
    field.only(['kind', ...fieldsOfScope[kind]]);
  const place = (name: string, least = 1) => field.at(name).whole(least, places);
  switch (kind) {
    case 'list':
      return { kind };
    case 'top':
      return { kind, places: place('places') };
    case 'prefix':
      return { kind, from: place('from') };
    case 'stretch': {
      const last = field.at('lastRun');
      const lastFree = last.there && last.choice(['balanced', 'free'], 'balanced') === 'free';
      return { kind, length: field.at('length').whole(1, most), lastFree };
    }
    case 'gap':
      return { kind, most: field.at('most').whole(0, most) };
    case 'place':
      return { kind, place: place('place') };
    case 'every':
      return { kind, from: place('from'), step: field.at('step').whole(1, most) };
    case 'window': {
      const from = place('from');
      return { kind, from, to: place('to', from) };
    }
  }
}

function readAmount(field: Field, scope: Scope): Amount | null {
  if (!field.there) return null;
  if (scope.kind === 'gap') field.fault('no-amount-here');
  if (field.has('count')) {
    field.only(['count']);
    return { count: field.at('count').whole(0, most) };
  }
  field.only(['share', 'round']);
  if (scope.kind === 'place' || scope.kind === 'every') field.fault('count-only');
  const share = readShare(field.at('share').text());
  if (!share) field.at('share').fault('not-a-share');
  const round = field.at('round').choice<Rounding>(['up', 'down', 'half-up'], 'up');
  return { share: share ?? { over: 0n, under: 1n }, round };
}

function readGiven(field: Field, places: number): GivenPlace {
  field.only(['place', 'candidate', 'reason']);
  return {
    place: field.at('place').whole(1, places),
    person: field.at('candidate').text(),
    reason: field.has('reason') ? field.at('reason').text() : '',
  };
}

function contradictions({ people, quotas, given, barred }: ListFile): FileFault[] {
  const known = new Set(people.map(({ id }) => id));
  const nobody = (id: string, path: string): FileFault[] =>
    id === '' || known.has(id) ? [] : [{ path, kind: 'nobody', given: id }];
  return [
    ...twice(people, 'candidates', 'id', ({ id }) => id),
    ...twice(quotas, 'quotas', 'id', ({ id }) => id),
    ...twice(quotas, 'quotas', 'strength.soft', ({ soft }) => (soft === null ? '' : String(soft))),
    ...twice(given, 'fixed', 'place', ({ place }) => String(place)),
    ...twice(given, 'fixed', 'candidate', ({ person }) => person),
    ...given.flatMap(({ person }, index) => nobody(person, `fixed[${index}].candidate`)),
    ...given.flatMap(({ person }, index): FileFault[] =>
      barred.includes(person)
        ? [{ path: `fixed[${index}].candidate`, kind: 'given-and-barred', given: person }]
        : [],
    ),
    ...barred.flatMap((id, index) => nobody(id, `barred[${index}]`)),
  ];
}

function twice<T>(
  items: readonly T[],
  list: string,
  name: string,
  key: (item: T) => string,
): FileFault[] {
  const seen = new Set<string>();
  return items.flatMap((item, index): FileFault[] => {
    const value = key(item);
    if (value === '' || !seen.has(value)) {
      seen.add(value);
      return [];
    }
    return [{ path: `${list}[${index}].${name}`, kind: 'twice', given: value }];
  });
}
