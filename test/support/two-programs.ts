import { LedgerKey } from '../../src/platform/ledger/index.js';
import type { CastRequest } from '../../src/voting/index.js';
import pg from 'pg';
import { testApp, type TestApp } from './app.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { freePort, startProgram, temporaryHome, type Program } from './program.js';

/** The register as the application of a test, and the box as a process of its own on a database of its own. */
export interface TwoPrograms {
  readonly app: TestApp;
  /** Where the register answers. */
  readonly address: string;
  readonly box: {
    readonly url: string;
    /** Ed25519, 32 bytes. */
    readonly key: Buffer;
    kill(): Promise<void>;
    start(): Promise<void>;
    /** What its database holds. */
    rows<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  };
  close(): Promise<void>;
}

export async function startTwoPrograms(): Promise<TwoPrograms> {
  const [registerHome, boxHome] = [await temporaryHome(), await temporaryHome()];
  const [registerPort, boxPort] = [await freePort(), await freePort()];
  const [address, url] = [registerPort, boxPort].map((port) => `http://127.0.0.1:${port}`) as [
    string,
    string,
  ];
  const key = Buffer.from(await printedKey(boxHome), 'hex');
  const database = await freshDatabase();
  const app = await testApp({
    home: registerHome,
    voting: { kind: 'register', box: { url, key } },
  });
  await app.nest.listen(registerPort, '127.0.0.1');
  const startBox = async (): Promise<Program> => {
    const program = await startProgram(['serve', '--only', 'box'], {
      PORT: String(boxPort),
      IRIKTEU_URL: url,
      IRIKTEU_HOME: boxHome,
      DATABASE_URL: database.url,
      IRIKTEU_REGISTER_URL: address,
      IRIKTEU_REGISTER_KEY: app.get(LedgerKey).rawPublicKey().toString('hex'),
    });
    await program.says(/Irikteu answers at/);
    return program;
  };
  let program = await startBox();
  return {
    app,
    address,
    box: {
      url,
      key,
      kill: async () => {
        await program.end('SIGKILL');
      },
      start: async () => {
        program = await startBox();
      },
      rows: (sql, values = []) => rowsOf(database, sql, values),
    },
    close: async () => {
      await program.end('SIGTERM');
      await app.close();
      await database.drop();
    },
  };
}

/** What `irikteu key` says. */
async function printedKey(home: string): Promise<string> {
  const program = await startProgram(['key'], { IRIKTEU_HOME: home });
  const [key] = await program.says(/^[0-9a-f]{64}$/m);
  await program.end();
  return key;
}

async function rowsOf<Row extends object>(
  { url }: TestDatabase,
  sql: string,
  values: unknown[],
): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

interface CastAnswer {
  readonly leafHash?: string;
  readonly signature?: string;
  readonly error?: { readonly kind: string };
}

/** Casts as a device does: at the box, with nothing that says who. */
export async function castAt(
  box: string,
  { round, ...ballot }: CastRequest,
): Promise<{ status: number; body: CastAnswer }> {
  const parts = Object.entries(ballot).map(([name, bytes]) => [
    name,
    Buffer.from(bytes).toString('base64'),
  ]);
  const reply = await fetch(`${box}/api/rounds/${round}/ballots`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(Object.fromEntries(parts)),
  });
  return { status: reply.status, body: (await reply.json()) as CastAnswer };
}
