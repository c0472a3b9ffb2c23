import { defined } from '../../../kernel/assert.js';
import type { ListInput } from '../list-input.js';
import { countsFor } from '../membership.js';
import { windowsOf } from '../window.js';
import { open, type Beginning, type Rules } from './question.js';

/** A list as the search sees it. Quotas are numbered by what they say, so that neither their order nor their names matter. */
export interface ListRules {
  readonly rules: Rules;
  readonly start: Beginning;
  /** Numbers in the input of the quotas, by their numbers here. */
  readonly quotaAt: readonly number[];
  /** The kind of every candidate, by position in the merit order. */
  readonly kindOf: Int32Array;
  /** Positions of the candidates who may take a place that nobody was given, best first. */
  readonly free: readonly number[];
  /** The position of the person given each place, by place − 1; null where the place is open. */
  readonly given: readonly (number | null)[];
  /** Positions of those who did not stand. */
  readonly outsiders: ReadonlySet<number>;
}

/** Sorts the candidates into kinds and sets the given places apart. Barred people and outsiders have no place to win. */
export function listRulesOf(input: ListInput): ListRules {
  const windows = windowsOf(input.quotas, input.places);
  const membership = input.quotas.map((quota) =>
    input.candidates.map(({ groups }) => (countsFor(groups, quota) ? '1' : '0')).join(''),
  );
  const saying = input.quotas.map(({ strength }, quota) =>
    JSON.stringify([
      strength,
      membership[quota],
      windows
        .filter((window) => window.quota === quota)
        .map(({ from, to, lo, hi }) => [from, to, lo, hi]),
    ]),
  );
  const quotaAt = input.quotas
    .map((_, quota) => quota)
    .sort((a, b) => compare(saying[a] ?? '', saying[b] ?? '') || a - b);
  const numberOf = new Map(quotaAt.map((quota, number) => [quota, number]));
  const byKey = new Map<string, number>();
  const rows: number[] = [];
  const kindOf = Int32Array.from(input.candidates, (_, position) => {
    const key = quotaAt.map((quota) => membership[quota]?.[position] ?? '0').join('');
    const kind = byKey.get(key) ?? byKey.size;
    if (!byKey.has(key)) {
      byKey.set(key, kind);
      for (const flag of key) rows.push(flag === '1' ? 1 : 0);
    }
    return kind;
  });
  const position = new Map(input.candidates.map(({ id }, index) => [id, index]));
  const given = new Array<number | null>(input.places).fill(null);
  for (const { place, candidate } of input.fixed) {
    given[place - 1] = defined(position.get(candidate), `candidate ${candidate}`);
  }
  const away = new Set([...input.barred, ...input.fixed.map(({ candidate }) => candidate)]);
  const free = input.candidates.flatMap(({ id, outsider }, index) =>
    outsider || away.has(id) ? [] : [index],
  );
  const supply = new Int32Array(byKey.size);
  for (const index of free) supply[kindOf[index]!]! += 1;
  return {
    rules: {
      places: input.places,
      quotas: input.quotas.length,
      kinds: byKey.size,
      counts: Uint8Array.from(rows),
      windows: windows.map((window) => ({
        ...window,
        quota: defined(numberOf.get(window.quota), 'the number of a quota'),
      })),
    },
    start: {
      settled: Int32Array.from(given, (person) => (person === null ? open : kindOf[person]!)),
      supply,
      least: new Int32Array(byKey.size),
    },
    quotaAt,
    kindOf,
    free,
    given,
    outsiders: new Set(
      input.candidates.flatMap(({ outsider }, index) => (outsider ? [index] : [])),
    ),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
