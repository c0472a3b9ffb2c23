import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from } from 'pg-copy-streams';
import { ImportTerritoriesService } from '../../src/primary/index.js';
import { ImportMembersService } from '../../src/voting/index.js';
import { testApp } from '../support/app.js';
import { Database } from '../../src/platform/database/index.js';

const members = Number(process.env['MEMBERS'] ?? 1_000_000);
const columns = 'iin, family, given, patronymic, territory, joined, phone, email, organisation';

// MEMBERS=1000000 npm test -- --testMatch '<rootDir>/test/bench/member-import.bench.ts'
it(`imports ${members} members`, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'irikteu-members-'));
  const file = join(directory, 'members.csv');
  await writeRegister(file);
  const app = await testApp();
  const office = await app.staff('central-office');
  await app
    .get(ImportTerritoriesService)
    .import(readFileSync('templates/reference/territories-kz.csv', 'utf8'));

  const seconds = await timed(async () => {
    const taken = await app.get(ImportMembersService).import(stream(file), office);
    if (!taken.ok) throw new Error(taken.error.kind);
  });
  const [counted] = await app.rows<{ n: number }>(
    'SELECT count(*)::integer AS n FROM voting_member',
  );
  expect(counted?.n).toBe(members);

  const plain = await timed(() => plainCopy(app.get(Database), file));
  process.stdout.write(
    `import ${seconds.toFixed(1)} s, ${Math.round(members / seconds)} rows/s; ` +
      `plain COPY of the same file ${plain.toFixed(1)} s; ratio ${(seconds / plain).toFixed(1)}\n`,
  );
  await app.close();
  await rm(directory, { recursive: true });
}, 600_000);

/** The same file straight into a table of the same columns and indexes, unchecked. */
async function plainCopy(database: Database, file: string): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(`CREATE TABLE plain_member (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), iin text UNIQUE,
      family text, given text, patronymic text, territory text, joined date, phone text, email text, organisation text)`);
    await tx.query('CREATE INDEX ON plain_member (territory)');
    const client = (await tx.queryRunner?.connect()) as pg.PoolClient;
    const copy = client.query(
      from(`COPY plain_member (${columns}) FROM STDIN (FORMAT csv, HEADER)`),
    );
    await pipeline(stream(file), copy);
  });
}

async function writeRegister(file: string): Promise<void> {
  const out = createWriteStream(file);
  out.write(`${columns.replaceAll(' ', '')}\n`);
  for (let made = 0, serial = 0; made < members; serial++) {
    const iin = iinOf(serial);
    if (iin === null) continue;
    const line = `${iin},Әбдіқалықова,Гүлшара,Серікқызы,KZ-39${String(1 + (made % 20)).padStart(2, '0')},2014-03-02,+7701${String(made).padStart(7, '0')},,№ ${made % 300}\n`;
    if (!out.write(line)) await once(out, 'drain');
    made++;
  }
  out.end();
  await once(out, 'finish');
}

/** Invented numbers of people born in 1900; null for the few that are never issued. */
function iinOf(serial: number): string | null {
  const day = new Date(Date.UTC(1900, 0, 1 + Math.floor(serial / 10_000)));
  const digits = `${day.toISOString().slice(2, 10).replaceAll('-', '')}3${String(serial % 10_000).padStart(4, '0')}`;
  const remainder = (shift: number): number =>
    Array.from(digits).reduce(
      (sum, digit, at) => sum + Number(digit) * (((at + shift) % 11) + 1),
      0,
    ) % 11;
  const check = remainder(0) < 10 ? remainder(0) : remainder(2);
  return check < 10 ? digits + String(check) : null;
}

function stream(file: string): ReturnType<typeof createReadStream> {
  return createReadStream(file, { highWaterMark: 1 << 18 });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
