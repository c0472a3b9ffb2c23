import { canonicalJson, type Json } from '../../src/platform/ledger/index.js';
import type { TestApp } from './app.js';

/** A voter or a ballot, by what it is called from the beginning: identifiers as text, and bytes to look for in files. */
export interface Trailed {
  readonly names: readonly string[];
  readonly bytes: readonly Buffer[];
}

/** The same numbering for both: the ballot of voter `n` has the number `n`. Only the test knows it. */
export interface Pairs {
  readonly voters: readonly Trailed[];
  readonly ballots: readonly Trailed[];
}

interface StoredRow {
  readonly table: string;
  readonly values: ReadonlyMap<string, string>;
}

/** An order in which one side can be put: by a column, by the places of rows, by a file. */
type Orders = Map<string, Map<number, number | string>>;

/** Beyond this many standard deviations a rank correlation is no chance: for one pair of orders 2 · 10⁻⁹. */
const deviations = 6;

/**
 * Everything in the database that joins a voter with the voter's ballot: a row that knows both, a value that both have, an
 * order of the one that goes with an order of the other. Empty when nothing does. It knows no table by name: whatever is there
 * is read, column by column and file by file.
 */
export async function trailsBetween(app: TestApp, { voters, ballots }: Pairs): Promise<string[]> {
  const rows = await storedRows(app);
  const [ofVoters, ofBallots] = [known(rows, voters), known(rows, ballots)];
  const files = await relationFiles(app);
  const voterOrders = ordersOf(rows, ofVoters, files, voters);
  const ballotOrders = ordersOf(rows, ofBallots, files, ballots);
  return [
    ...rows.flatMap((row) =>
      touches(row, ofVoters).size > 0 && touches(row, ofBallots).size > 0
        ? [`row of ${row.table}`]
        : [],
    ),
    ...[...ofVoters.keys()].flatMap((token) => (ofBallots.has(token) ? [`value ${token}`] : [])),
    ...correlated(voterOrders, ballotOrders),
  ];
}

/** Every row of every table, with its place and the transactions that wrote and held it. */
async function storedRows(app: TestApp): Promise<StoredRow[]> {
  const tables = await app.rows<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const rows: StoredRow[] = [];
  for (const { name } of tables) {
    const stored = await app.rows<Record<string, string>>(
      `SELECT to_jsonb(t)::text AS row, lpad(split_part(trim(ctid::text, '()'), ',', 1), 8, '0') || '.' ||
              lpad(split_part(trim(ctid::text, '()'), ',', 2), 8, '0') AS ctid,
              lpad(xmin::text, 10, '0') AS xmin, lpad(xmax::text, 10, '0') AS xmax FROM ${name} t`,
    );
    for (const { row, ...system } of stored) {
      const columns = Object.entries(JSON.parse(row!) as Record<string, Json>);
      const values = columns.flatMap(([column, value]): [string, string][] =>
        value === null ? [] : [[column, typeof value === 'string' ? value : canonicalJson(value)]],
      );
      rows.push({ table: name, values: new Map([...values, ...Object.entries(system)]) });
    }
  }
  return rows;
}

/** The words of a row that could identify something; the places and transactions are compared as orders. */
function tokensOf({ values }: StoredRow): Set<string> {
  const texts = [...values].flatMap(([column, text]) =>
    ['ctid', 'xmin', 'xmax'].includes(column) ? [] : [text],
  );
  return new Set(
    texts.flatMap((text) =>
      (text.match(/[A-Za-z0-9+/=_:.-]{8,}/g) ?? []).map((token) =>
        token.replace(/^x(?=[0-9a-f]{16})/, ''),
      ),
    ),
  );
}

function touches(row: StoredRow, names: ReadonlyMap<string, number>): Set<number> {
  return new Set([...tokensOf(row)].flatMap((token) => names.get(token) ?? []));
}

/**
 * What each voter (or ballot) is known by: its names, and every value that stands in a row of this one and of no other, again
 * and again until nothing more is found.
 */
function known(rows: readonly StoredRow[], some: readonly Trailed[]): Map<string, number> {
  const names = new Map(
    some.flatMap(({ names: own }, at) => own.map((name): [string, number] => [name, at])),
  );
  const tokens = rows.map(tokensOf);
  for (let before = -1; before !== names.size;) {
    before = names.size;
    const owners = new Map<string, Set<number | 'many'>>();
    for (const words of tokens) {
      const touched = new Set([...words].flatMap((word) => names.get(word) ?? []));
      const [only] = touched;
      if (only === undefined) continue;
      const owner = touched.size === 1 ? only : 'many';
      for (const word of words) owners.set(word, (owners.get(word) ?? new Set()).add(owner));
    }
    for (const [word, of] of owners) {
      const [owner] = of;
      if (of.size === 1 && typeof owner === 'number') names.set(word, owner);
    }
  }
  return names;
}

/** The bytes of every table, index and long value. */
async function relationFiles(app: TestApp): Promise<ReadonlyMap<string, Buffer>> {
  await app.rows('CHECKPOINT');
  const files = await app.rows<{ name: string; bytes: Buffer | null }>(
    `SELECT c.relname AS name, pg_read_binary_file(pg_relation_filepath(c.oid), true) AS bytes FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'i', 't') AND c.relfilenode <> 0 AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND c.oid >= 16384`,
  );
  return new Map(
    files.flatMap(({ name, bytes }) => (bytes && bytes.length > 0 ? [[name, bytes]] : [])),
  );
}

function ordersOf(
  rows: readonly StoredRow[],
  names: ReadonlyMap<string, number>,
  files: ReadonlyMap<string, Buffer>,
  some: readonly Trailed[],
): Orders {
  const orders: Orders = new Map();
  const note = (order: string, at: number, value: number | string): void => {
    const places = orders.get(order) ?? new Map<number, number | string>();
    orders.set(order, places.set(at, places.get(at) ?? value));
  };
  for (const row of rows) {
    const [at, ...more] = touches(row, names);
    if (at === undefined || more.length > 0) continue;
    for (const [column, value] of row.values) note(`${row.table}.${column}`, at, inOrder(value));
  }
  for (const [name, bytes] of files)
    some.forEach((one, at) => {
      for (const [kind, pattern] of one.bytes.entries()) {
        const [first, last] = [bytes.indexOf(pattern), bytes.lastIndexOf(pattern)];
        if (first < 0) continue;
        note(`file of ${name}, first of ${kind}`, at, first);
        note(`file of ${name}, last of ${kind}`, at, last);
      }
    });
  return orders;
}

function inOrder(value: string): number | string {
  if (/^-?\d+$/.test(value)) return Number(value);
  const moment = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(moment) ? value : moment;
}

function correlated(voters: Orders, ballots: Orders): string[] {
  return [...voters].flatMap(([voterOrder, a]) =>
    [...ballots].flatMap(([ballotOrder, b]) => {
      const both = [...a.keys()].filter((at) => b.has(at));
      const rho = spearman(
        both.map((at) => a.get(at)!),
        both.map((at) => b.get(at)!),
      );
      return Math.abs(rho) * Math.sqrt(both.length - 1) > deviations
        ? [`order ${voterOrder} ~ ${ballotOrder} (${rho.toFixed(2)})`]
        : [];
    }),
  );
}

/** Spearman's rank correlation with mean ranks for equals; 0 where one side is all equal or there are too few. */
function spearman(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  if (a.length < 20) return 0;
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (a.length - 1) / 2;
  const product = (u: readonly number[], v: readonly number[]): number =>
    u.reduce((sum, value, at) => sum + (value - mean) * (v[at]! - mean), 0);
  const spread = Math.sqrt(product(x, x) * product(y, y));
  return spread === 0 ? 0 : product(x, y) / spread;
}

function ranks(values: readonly (number | string)[]): number[] {
  const order = values
    .map((value, at) => ({ value, at }))
    .sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
  const result = new Array<number>(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && order[to + 1]!.value === order[from]!.value) to++;
    for (let at = from; at <= to; at++) result[order[at]!.at] = (from + to) / 2;
    from = to + 1;
  }
  return result;
}
