import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);

const serial = 'uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())';

/** A table like the box, and a statement that puts one row like a ballot into it. */
export async function yardstickTable(client: pg.Client, sealedBytes: number): Promise<string> {
  await client.query('CREATE TABLE yardstick (LIKE voting_ballot INCLUDING ALL)');
  const bytes = (length: number): string => `'\\x${'5a'.repeat(length)}'`;
  return `INSERT INTO yardstick (round_id, serial, prefix, signature, sealed, leaf_hash)
    VALUES ('00000000-0000-4000-8000-000000000000', ${serial},
      ${bytes(32)}, ${bytes(256)}, ${bytes(sealedBytes)}, ${bytes(32)})`;
}

/** A program that takes rows to the database, one by one. */
export type Inserter = 'pgbench' | 'node-postgres';

/**
 * How many rows this database takes one by one in a second, each in a durable transaction of its own, over so many
 * connections at once; null where the program is not installed.
 */
export async function durableInserts(
  inserter: Inserter,
  url: string,
  statement: string,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<number | null> {
  return inserter === 'pgbench'
    ? await throughPgbench(url, statement, connections, seconds)
    : await throughNode(url, statement, connections, seconds);
}

async function throughPgbench(
  url: string,
  statement: string,
  connections: number,
  seconds: number,
): Promise<number | null> {
  const script = 'var/bench/insert.sql';
  await writeFile(script, `${statement.replace(/\s+/g, ' ')};\n`);
  const options = `-n -M prepared -j 1 -c ${connections} -T ${seconds} -f ${script}`.split(' ');
  const printed = await run('pgbench', [...options, url]).then(
    ({ stdout }) => stdout,
    () => '',
  );
  const perSecond = Number(/tps = ([\d.]+) \(without/.exec(printed)?.[1]);
  return perSecond > 0 ? perSecond : null;
}

async function throughNode(
  url: string,
  statement: string,
  connections: number,
  seconds: number,
): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  const started = performance.now();
  let rows = 0;
  const insert = async (): Promise<void> => {
    while (performance.now() - started < seconds * 1000) {
      await pool.query({ name: 'insert', text: statement });
      rows++;
    }
  };
  await Promise.all(Array.from({ length: connections }, insert));
  await pool.end();
  return rows / ((performance.now() - started) / 1000);
}
