import { defined } from '../../kernel/assert.js';
import { parseFraction } from '../../kernel/exact.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import type {
  Amount,
  FixedPlace,
  ListCandidate,
  ListInput,
  Names,
  Objective,
  Quota,
  Scope,
  Strength,
} from './list-input.js';

/** What is wrong with a list file, and where: the page or the command turns `kind` into a sentence. */
export interface InputFault {
  /** Where in the document, as in `quotas[2].atLeast.share`; empty for the document itself. */
  readonly path: string;
  readonly kind: InputFaultKind;
  /** What stood there, or the limit that was passed. */
  readonly given: string;
}

export type InputFaultKind =
  | 'not-an-object'
  | 'not-a-list'
  | 'not-a-text'
  | 'not-a-yes-or-no'
  | 'not-a-whole-number'
  | 'too-small'
  | 'too-large'
  | 'unknown-field'
  | 'unknown-choice'
  | 'empty'
  | 'named-twice'
  | 'unknown-candidate'
  | 'fixed-and-barred'
  | 'place-taken-twice'
  | 'not-a-share'
  | 'share-above-one'
  | 'no-rounding'
  | 'no-amount'
  | 'amount-not-allowed'
  | 'count-only'
  | 'reserved-place-only'
  | 'same-priority';

/** The most places a list may have. */
export const mostPlaces = 1000;

/** Reads the document of `irikteu list build`, with every fault at once. */
export function readListInput(document: unknown): Result<ListInput, readonly InputFault[]> {
  const faults: InputFault[] = [];
  const read = reader(faults);
  const root = read.object(document, '', [
    'places',
    'objective',
    'candidates',
    'quotas',
    'fixed',
    'barred',
  ]);
  const places = read.whole(root['places'], 'places', 1, mostPlaces);
  // A wrong number of places is one fault; the places named further down are then held against the widest limit.
  const limit = faults.some(({ path }) => path === 'places') ? mostPlaces : places;
  const objective = read.choice<Objective>(root['objective'] ?? 'by-place', 'objective', [
    'by-place',
    'members-first',
  ]);
  const candidates = read
    .list(root['candidates'], 'candidates')
    .map((item, index) => readCandidate(read, item, `candidates[${index}]`));
  const quotas = read
    .list(root['quotas'] ?? [], 'quotas')
    .map((item, index) => readQuota(read, item, `quotas[${index}]`, limit));
  const fixed = read
    .list(root['fixed'] ?? [], 'fixed')
    .map((item, index) => readFixed(read, item, `fixed[${index}]`, limit));
  const barred = read
    .list(root['barred'] ?? [], 'barred')
    .map((item, index) => read.text(item, `barred[${index}]`));
  const input = { places, objective, candidates, quotas, fixed, barred };
  faults.push(...crossFaults(input));
  return faults.length > 0 ? refuse(faults) : accept(input);
}

function readCandidate(read: Reader, item: unknown, path: string): ListCandidate {
  const candidate = read.object(item, path, ['id', 'name', 'groups', 'outsider']);
  const id = read.text(candidate['id'], `${path}.id`);
  return {
    id,
    name: candidate['name'] === undefined ? id : read.text(candidate['name'], `${path}.name`),
    groups: read
      .list(candidate['groups'] ?? [], `${path}.groups`)
      .map((group, index) => read.text(group, `${path}.groups[${index}]`)),
    outsider: read.flag(candidate['outsider'] ?? false, `${path}.outsider`),
  };
}

function readQuota(read: Reader, item: unknown, path: string, places: number): Quota {
  const quota = read.object(item, path, [
    'id',
    'name',
    'group',
    'scope',
    'atLeast',
    'atMost',
    'strength',
    'usedUpByElected',
  ]);
  const id = read.text(quota['id'], `${path}.id`);
  const group = read
    .list(quota['group'], `${path}.group`)
    .map((name, index) => read.text(name, `${path}.group[${index}]`));
  if (Array.isArray(quota['group']) && group.length === 0) read.fault(`${path}.group`, 'empty');
  const scope = readScope(read, quota['scope'], `${path}.scope`, places);
  const atLeast = readAmount(read, quota['atLeast'], `${path}.atLeast`);
  const atMost = readAmount(read, quota['atMost'], `${path}.atMost`);
  checkAmounts(read, path, scope, quota);
  if (quota['usedUpByElected'] !== undefined && scope.kind !== 'place') {
    read.fault(`${path}.usedUpByElected`, 'reserved-place-only');
  }
  return {
    id,
    name: readName(read, quota['name'], `${path}.name`, id),
    group,
    scope,
    atLeast,
    atMost,
    strength: readStrength(read, quota['strength'] ?? 'hard', `${path}.strength`),
    usedUpByElected: read.flag(quota['usedUpByElected'] ?? false, `${path}.usedUpByElected`),
  };
}

function checkAmounts(
  read: Reader,
  path: string,
  scope: Scope,
  quota: Readonly<Record<string, unknown>>,
): void {
  const given = ['atLeast', 'atMost'].filter((side) => quota[side] !== undefined);
  switch (scope.kind) {
    case 'gap':
      for (const side of given) read.fault(`${path}.${side}`, 'amount-not-allowed');
      return;
    case 'place':
    case 'every':
      for (const side of given) {
        const amount = quota[side];
        if (isRecord(amount) && 'share' in amount) read.fault(`${path}.${side}`, 'count-only');
      }
      return;
    default:
      if (given.length === 0) read.fault(path, 'no-amount');
  }
}

function readName(read: Reader, item: unknown, path: string, id: string): Names {
  if (item === undefined) return { kk: id, ru: id, en: id };
  if (typeof item === 'string') {
    const text = read.text(item, path);
    return { kk: text, ru: text, en: text };
  }
  const names = read.object(item, path, ['kk', 'ru', 'en']);
  return {
    kk: read.text(names['kk'], `${path}.kk`),
    ru: read.text(names['ru'], `${path}.ru`),
    en: read.text(names['en'], `${path}.en`),
  };
}

const scopeFields: Readonly<Record<Scope['kind'], readonly string[]>> = {
  list: [],
  top: ['places'],
  prefix: ['from'],
  stretch: ['length', 'lastRun'],
  gap: ['most', 'from'],
  place: ['place'],
  every: ['from', 'step'],
  window: ['from', 'to'],
};

function readScope(read: Reader, item: unknown, path: string, places: number): Scope {
  if (!isRecord(item)) {
    read.fault(path, 'not-an-object');
    return { kind: 'list' };
  }
  const kinds = Object.keys(scopeFields) as Scope['kind'][];
  const kind = read.choice(item['kind'], `${path}.kind`, kinds);
  if (kind !== item['kind']) return { kind: 'list' };
  const scope = read.object(item, path, ['kind', ...scopeFields[kind]]);
  const place = (field: string, least = 1) =>
    read.whole(scope[field], `${path}.${field}`, least, places);
  switch (kind) {
    case 'list':
      return { kind };
    case 'top':
      return { kind, places: place('places') };
    case 'prefix':
      return { kind, from: place('from') };
    case 'stretch':
      return {
        kind,
        length: read.whole(scope['length'], `${path}.length`, 1, mostPlaces),
        lastRun: read.choice(scope['lastRun'] ?? 'balanced', `${path}.lastRun`, [
          'balanced',
          'free',
        ]),
      };
    case 'gap':
      return {
        kind,
        most: read.whole(scope['most'], `${path}.most`, 0, mostPlaces),
        from: read.whole(scope['from'] ?? 1, `${path}.from`, 1, places),
      };
    case 'place':
      return { kind, place: place('place') };
    case 'every':
      return {
        kind,
        from: place('from'),
        step: read.whole(scope['step'], `${path}.step`, 1, mostPlaces),
      };
    case 'window': {
      const from = place('from');
      return { kind, from, to: place('to', from) };
    }
  }
}

function readAmount(read: Reader, item: unknown, path: string): Amount | null {
  if (item === undefined) return null;
  if (isRecord(item) && 'count' in item) {
    const amount = read.object(item, path, ['count']);
    return { count: read.whole(amount['count'], `${path}.count`, 0, mostPlaces) };
  }
  const amount = read.object(item, path, ['share', 'round']);
  if (!isRecord(item)) return null;
  const share = parseFraction(typeof amount['share'] === 'string' ? amount['share'] : '');
  if (!share.ok) read.fault(`${path}.share`, 'not-a-share', amount['share']);
  else if (share.value.numerator > share.value.denominator) {
    read.fault(`${path}.share`, 'share-above-one', amount['share']);
  }
  const rounding = (['up', 'down', 'half-up'] as const).find((name) => name === amount['round']);
  if (!rounding) read.fault(`${path}.round`, 'no-rounding', amount['round']);
  return share.ok && rounding ? { share: share.value, round: rounding } : null;
}

function readStrength(read: Reader, item: unknown, path: string): Strength {
  if (item === 'hard') return 'hard';
  const strength = read.object(item, path, ['soft']);
  return { soft: read.whole(strength['soft'], `${path}.soft`, 1, mostPlaces) };
}

function readFixed(read: Reader, item: unknown, path: string, places: number): FixedPlace {
  const fixed = read.object(item, path, ['place', 'candidate', 'reason', 'kept']);
  const kept = read.flag(fixed['kept'] ?? false, `${path}.kept`);
  return {
    place: read.whole(fixed['place'], `${path}.place`, 1, places),
    candidate: read.text(fixed['candidate'], `${path}.candidate`),
    reason: fixed['reason'] === undefined ? '' : read.text(fixed['reason'], `${path}.reason`),
    ...(kept && { kept }),
  };
}

function crossFaults(input: ListInput): InputFault[] {
  const ids = new Set(input.candidates.map(({ id }) => id));
  const known = (id: string, path: string): InputFault[] =>
    id === '' || ids.has(id) ? [] : [{ path, kind: 'unknown-candidate', given: id }];
  const barred = new Set(input.barred);
  return [
    ...twice(input.candidates, ({ id }) => id, 'candidates', 'id', 'named-twice'),
    ...twice(input.quotas, ({ id }) => id, 'quotas', 'id', 'named-twice'),
    ...twice(input.fixed, ({ place }) => String(place), 'fixed', 'place', 'place-taken-twice'),
    ...twice(input.fixed, ({ candidate }) => candidate, 'fixed', 'candidate', 'named-twice'),
    ...twice(
      input.quotas,
      ({ strength }) => (strength === 'hard' ? '' : String(strength.soft)),
      'quotas',
      'strength.soft',
      'same-priority',
    ),
    ...input.fixed.flatMap(({ candidate }, index) => known(candidate, `fixed[${index}].candidate`)),
    ...input.fixed
      .map(({ candidate }, index) => ({ candidate, path: `fixed[${index}].candidate` }))
      .filter(({ candidate }) => candidate !== '' && barred.has(candidate))
      .map(({ candidate, path }) => ({
        path,
        kind: 'fixed-and-barred' as const,
        given: candidate,
      })),
    ...input.barred.flatMap((id, index) => known(id, `barred[${index}]`)),
  ];
}

function twice<T>(
  items: readonly T[],
  key: (item: T) => string,
  list: string,
  field: string,
  kind: InputFaultKind,
): InputFault[] {
  const keys = items.map(key);
  return keys.flatMap((value, index) =>
    value !== '' && keys.indexOf(value) < index
      ? [{ path: `${list}[${index}].${field}`, kind, given: value }]
      : [],
  );
}

type Reader = ReturnType<typeof reader>;

function reader(faults: InputFault[]) {
  const fault = (path: string, kind: InputFaultKind, given?: unknown) => {
    faults.push({ path, kind, given: shown(given) });
  };
  return {
    fault,
    object(item: unknown, path: string, fields: readonly string[]): Record<string, unknown> {
      if (!isRecord(item)) {
        fault(path, 'not-an-object', item);
        return {};
      }
      for (const field of Object.keys(item)) {
        if (!fields.includes(field)) {
          fault(path === '' ? field : `${path}.${field}`, 'unknown-field', fields.join(', '));
        }
      }
      return item;
    },
    list(item: unknown, path: string): readonly unknown[] {
      if (Array.isArray(item)) return item;
      fault(path, 'not-a-list', item);
      return [];
    },
    text(item: unknown, path: string): string {
      if (typeof item !== 'string') fault(path, 'not-a-text', item);
      else if (item.trim() === '') fault(path, 'empty');
      return typeof item === 'string' ? item : '';
    },
    flag(item: unknown, path: string): boolean {
      if (typeof item !== 'boolean') fault(path, 'not-a-yes-or-no', item);
      return item === true;
    },
    whole(item: unknown, path: string, least: number, most: number): number {
      if (typeof item !== 'number' || !Number.isSafeInteger(item)) {
        fault(path, 'not-a-whole-number', item);
        return least;
      }
      if (item < least) fault(path, 'too-small', least);
      else if (item > most) fault(path, 'too-large', most);
      return item < least || item > most ? least : item;
    },
    choice<T extends string>(item: unknown, path: string, choices: readonly T[]): T {
      const found = choices.find((choice) => choice === item);
      if (found === undefined) fault(path, 'unknown-choice', choices.join(', '));
      return found ?? defined(choices[0], 'a first choice');
    },
  };
}

function isRecord(item: unknown): item is Record<string, unknown> {
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}

function shown(given: unknown): string {
  if (given === undefined) return '';
  return typeof given === 'string' ? given : JSON.stringify(given);
}
