import { corridorOf } from './corridor.js';
import {
  brokenBy,
  lookAt,
  shrunk,
  smallestImpossibility,
  type Impossibility,
} from './impossibility.js';
import { groupsOf } from './program.js';
import { countsFor, open, type Beginning, type Rules } from './question.js';
import type { ListRules } from './rules-of-list.js';
import type { Window } from '../window.js';

/** Why there is no list. */
export interface Conflict {
  /** A smallest set of quotas, by number, that cannot be kept together. */
  readonly conflict: readonly number[];
  /** The conflict exists only because of the places given by intervention. */
  readonly becauseOfFixed: boolean;
  readonly shortage: readonly Short[];
}

/** More people are needed than there are. */
export interface Short {
  readonly quota: number | null;
  readonly of: 'members' | 'others' | 'people';
  readonly needs: number;
  readonly has: number;
}

/** The conflict behind rules that are known to leave no list; `because` are quotas that suffice, where some are known. */
export function conflictOf(
  rules: Rules,
  list: ListRules,
  hasFixed: boolean,
  because: readonly number[] | null,
): Conflict {
  const { start } = list;
  const places = start.settled.length;
  const openPlaces = start.settled.filter((kind) => kind === open).length;
  const people = start.supply.reduce((sum, left) => sum + left, 0);
  if (people < openPlaces) {
    const has = people + places - openPlaces;
    return {
      conflict: [],
      becauseOfFixed: false,
      shortage: [{ quota: null, of: 'people', needs: places, has }],
    };
  }
  const conflict = [...(singleConflict(rules, start) ?? jointConflict(rules, start, because))];
  return {
    conflict,
    becauseOfFixed: hasFixed && freedFromFixed(rules, list, conflict),
    shortage: conflict.flatMap((quota) => shortagesOf(rules, start, quota)),
  };
}

function singleConflict(rules: Rules, start: Beginning): readonly number[] | null {
  for (let quota = 0; quota < rules.quotas; quota++) {
    if (!quotasAllow(rules, start, [quota])) return [quota];
  }
  return null;
}

/** Whether counting the members of one group leaves room for all windows of these quotas, which count the same people. */
function quotasAllow(rules: Rules, start: Beginning, quotas: readonly number[]): boolean {
  const [first] = quotas;
  if (first === undefined) return true;
  const windows = rules.windows.filter(({ quota }) => quotas.includes(quota));
  return corridorOf(windows, start, (kind) => countsFor(rules, kind, first)) !== null;
}

function jointConflict(
  rules: Rules,
  start: Beginning,
  because: readonly number[] | null,
): readonly number[] {
  const known =
    sameGroupConflict(rules, start) ??
    (because && tooMuch(rules, start, because)) ??
    tooMuch(rules, start, quotasOfWindows(rules));
  // Without a proof at hand it is still true that all of them together leave no list.
  if (known === null) return quotasOfWindows(rules);
  const nearly = lookAt(rules, start, known.quotas.slice(1));
  const lists = nearly.kind === 'possible' ? [nearly.list] : [];
  return smallestImpossibility(
    rules,
    start,
    known,
    lists.filter((list) => brokenBy(rules, list).length > 0),
    2,
  ).quotas;
}

/** Quotas on the same people that contradict each other: counting shows it at once. */
function sameGroupConflict(rules: Rules, start: Beginning): Impossibility | null {
  const { count, groupOf, flipped } = groupsOf(rules);
  for (let group = 0; group < count; group++) {
    const quotas = Array.from({ length: rules.quotas }, (_, quota) => quota).filter(
      (quota) => groupOf[quota] === group && flipped[quota] === 0,
    );
    if (quotas.length < 2 || quotasAllow(rules, start, quotas)) continue;
    const looked = lookAt(rules, start, quotas);
    if (looked.kind === 'impossible') return looked.impossibility;
  }
  return null;
}

function tooMuch(rules: Rules, start: Beginning, quotas: readonly number[]): Impossibility | null {
  const looked = lookAt(rules, start, quotas);
  return looked.kind === 'impossible' ? shrunk(looked.impossibility) : null;
}

function quotasOfWindows({ windows }: Rules): number[] {
  return [...new Set(windows.map(({ quota }) => quota))].sort((a, b) => a - b);
}

function freedFromFixed(rules: Rules, list: ListRules, conflict: readonly number[]): boolean {
  const supply = list.start.supply.slice();
  const standing = new Set(list.free);
  for (const person of list.given) {
    if (person !== null && !standing.has(person))
      supply[list.kindOf[person]!]! += list.outsiders.has(person) ? 0 : 1;
  }
  const freed: Beginning = {
    settled: new Int32Array(rules.places).fill(open),
    supply,
    least: new Int32Array(rules.kinds),
  };
  return lookAt(rules, freed, conflict).kind === 'possible';
}

/** What a quota by itself is short of: members of its group, or people outside it. */
function shortagesOf(rules: Rules, start: Beginning, quota: number): Short[] {
  const windows = rules.windows.filter((window) => window.quota === quota);
  let [members, others, membersLeft, othersLeft, openPlaces] = [0, 0, 0, 0, 0];
  for (const kind of start.settled) {
    if (kind === open) openPlaces++;
    else if (countsFor(rules, kind, quota)) members++;
    else others++;
  }
  start.supply.forEach((left, kind) => {
    if (countsFor(rules, kind, quota)) membersLeft += left;
    else othersLeft += left;
  });
  const possible = Array.from({ length: openPlaces + 1 }, (_, count) => count).filter((count) =>
    windowsAllow(rules, start, quota, windows, count, openPlaces),
  );
  const [least, most] = [possible[0], possible.at(-1)];
  if (least === undefined || most === undefined) return [];
  const short = (of: 'members' | 'others', needs: number, has: number): Short[] =>
    needs > has ? [{ quota, of, needs, has }] : [];
  return [
    ...short('members', least + members, membersLeft + members),
    ...short('others', openPlaces - most + others, othersLeft + others),
  ];
}

/** Whether exactly `count` more members could stand on the open places, were there people enough of both sorts. */
function windowsAllow(
  rules: Rules,
  { settled }: Beginning,
  quota: number,
  windows: readonly Window[],
  count: number,
  openPlaces: number,
): boolean {
  const [other, member] = [0, 1];
  const supply = Int32Array.of(openPlaces - count, count);
  const sorted = settled.map((kind) =>
    kind === open ? open : countsFor(rules, kind, quota) ? member : other,
  );
  const beginning = { settled: sorted, supply, least: supply };
  return corridorOf(windows, beginning, (kind) => kind === member) !== null;
}
