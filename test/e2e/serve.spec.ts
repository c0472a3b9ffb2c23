import { rm } from 'node:fs/promises';
import pg from 'pg';
import { startProgram, temporaryHome, type Program } from '../support/program.js';

describe('irikteu serve on its own PostgreSQL', () => {
  let home: string;
  let program: Program;

  const serve = (): Promise<Program> =>
    startProgram(['serve', '--migrate'], { IRIKTEU_HOME: home, LOG_LEVEL: 'info' });

  beforeAll(async () => {
    home = await temporaryHome();
    program = await serve();
    await program.says(/Irikteu answers at/);
  });

  afterAll(async () => {
    await program.end('SIGTERM');
    await rm(home, { recursive: true, force: true });
  });

  it('offers the central office account through a one-time link while nobody has one', async () => {
    const [, secret] = await program.says(/\/set-up\/(\S+)/);
    const page = await fetch(`${program.url}/set-up/${secret ?? ''}`);
    expect(page.status).toBe(200);
    expect((await fetch(`${program.url}/set-up/guessed`)).status).toBe(404);
  });

  it('knows the territories from the first start on', async () => {
    const territories = (await (await fetch(`${program.url}/api/territories`)).json()) as unknown[];
    expect(territories.length).toBe(249);
  });

  it('logs a request by its path only, and nothing of the ballot path', async () => {
    await fetch(`${program.url}/sign-in?iin=791028302728`);
    await fetch(`${program.url}/api/rounds/some-round/ballots`, { method: 'POST' });
    await fetch(`${program.url}/rules`);
    await program.says(/"path":"\/rules"/);
    expect(program.printed()).toMatch(/"path":"\/sign-in","status":200/);
    expect(program.printed()).not.toMatch(/791028302728|127\.0\.0\.1:|ballots/);
  });

  it('refuses a second start on the same data and says who holds them', async () => {
    const second = await serve();
    await second.says(/are in use by irikteu process \d+, since/);
    expect(await second.end()).toBe(1);
    expect(second.printed()).toContain(`irikteu process ${String(program.process.pid)}`);
  });

  it('takes the data over after kill -9, with everything that was committed', async () => {
    await program.end('SIGKILL');
    program = await serve();
    await program.says(/Irikteu answers at/);
    expect((await fetch(`${program.url}/health/ready`)).status).toBe(200);
  });

  it('opens an account from the command line once the server is stopped', async () => {
    expect(await program.end('SIGINT')).toBe(0);
    const created = await startProgram(
      ['user', 'create', '--login', 'office', '--name', 'Office', '--role', 'central-office'],
      { IRIKTEU_HOME: home, IRIKTEU_PASSWORD: 'a long enough password' },
    );
    await created.says(/Account opened/);
    program = await serve();
    await program.says(/Irikteu answers at/);
    const answer = await fetch(`${program.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'office', password: 'a long enough password' }),
    });
    expect(answer.status).toBe(200);
    expect(program.printed()).not.toContain('/set-up/');
  });

  it('does not serve a database on an older schema, and says what to do', async () => {
    const other = await startProgram(['serve'], {
      IRIKTEU_HOME: await temporaryHome(),
      DATABASE_URL: await ownDatabase(),
    });
    await other.says(/Run: irikteu migrate/);
    expect(await other.end()).toBe(1);
  });

  it('answers the requests in flight when Ctrl-C comes', async () => {
    const url = await ownDatabase();
    const other = await startProgram(['serve', '--migrate'], {
      IRIKTEU_HOME: await temporaryHome(),
      DATABASE_URL: url,
    });
    await other.says(/Irikteu answers at/);
    const holder = new pg.Client({ connectionString: url });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE identity_failure IN ACCESS EXCLUSIVE MODE');
    const answers = Promise.all(Array.from({ length: 8 }, () => guess(other.url)));
    await waitingStatements(url, 8);
    const ended = other.end('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await holder.query('COMMIT');
    await holder.end();
    expect(await answers).toEqual(Array.from({ length: 8 }, () => 401));
    expect(await ended).toBe(0);
  });
});

async function guess(url: string): Promise<number> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'nobody', password: 'wrong' }),
  });
  return answer.status;
}

/** Until so many statements wait for a lock: then as many requests are in flight. */
async function waitingStatements(url: string, count: number): Promise<void> {
  const observer = new pg.Client({ connectionString: url });
  await observer.connect();
  let waiting = 0;
  while (waiting < count) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { rows } = await observer.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity
        WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
    waiting = rows[0]?.waiting ?? 0;
  }
  await observer.end();
}

async function ownDatabase(): Promise<string> {
  const serverUrl = process.env['TEST_DATABASE_URL'] ?? '';
  const name = `serve_${process.pid}_${Date.now()}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
