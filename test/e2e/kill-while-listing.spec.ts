import { setTimeout as wait } from 'node:timers/promises';
import { Database } from '../../src/platform/database/index.js';
import { Sessions, type Actor } from '../../src/platform/identity/index.js';
import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import type { ContestId, PrimaryId } from '../../src/kernel/ids.js';
import { PrimaryDirectory } from '../../src/primary/index.js';
import { testApp, testClock, type TestApp } from '../support/app.js';
import { eightSeats, fourteen, plantContest } from '../support/final-results.js';
import { openPrimary } from '../support/primary.js';
import { startProgram, type Program } from '../support/program.js';

const districts = ['KZ-3902', 'KZ-3903', 'KZ-3904', 'KZ-3905', 'KZ-3906'];
/** The place, among the contests with results, of the one at which the server is killed. */
const killedAt = 2;

describe('kill -9 while the lists of all contests are built', () => {
  let app: TestApp;
  let office: Actor;
  let primaryId: PrimaryId;
  /** Those with results, in the order in which a job takes them. */
  let contests: ContestId[];
  let all: number;
  let program: Program | undefined;

  beforeAll(async () => {
    // The database; the program under test is a process of its own beside it.
    app = await testApp({ clock: testClock(new Date().toISOString()) });
    ({ primaryId, office } = await openPrimary(app, { rules: eightSeats }));
    const planted = new Set<ContestId>();
    for (const district of districts)
      planted.add((await plantContest(app, primaryId, district, fourteen)).contest.id);
    const inOrder = (await app.get(PrimaryDirectory).contests(primaryId)).map(({ id }) => id);
    contests = inOrder.filter((id) => planted.has(id));
    all = inOrder.length;
  }, 120_000);

  afterAll(async () => {
    await program?.end('SIGTERM');
    await app.close();
  });

  it('keeps the lists that were done, and the next server builds the others, each once', async () => {
    program = await serve();
    const job = await killedOn(program, contests[killedAt]!);
    const before = await steps(job);
    expect(await versions()).toEqual(contests.map((_, at) => (at < killedAt ? 1 : 0)));
    expect(await stateOf(job)).toBe('running');

    // As if it had been silent for so long that nobody believes it will be heard of again.
    await app.rows("UPDATE list_job SET seen_at = seen_at - interval '1 minute' WHERE id = $1", [
      job,
    ]);
    program = await serve();
    while ((await stateOf(job)) === 'running') await wait(50);

    expect(await stateOf(job)).toBe('done');
    expect(await versions()).toEqual(contests.map(() => 1));
    const after = await steps(job);
    expect(after).toHaveLength(all);
    expect(after.slice(0, before.length)).toEqual(before);
    const page = await fetch(`${program.url}/office/lists/jobs/${job}`, {
      headers: { cookie: await cookie(), 'accept-language': 'en' },
    });
    const body = await page.text();
    expect([page.status, body.match(/href="\/office\/lists\/[0-9a-f-]{36}"/g)?.length]).toEqual([
      200,
      districts.length,
    ]);
  }, 180_000);

  /** Has all lists built, and kills the server once it is about to write the list of this contest. */
  async function killedOn(server: Program, contest: ContestId): Promise<string> {
    return await app.get(Database).transaction(async (tx) => {
      // As long as this transaction holds the contest, its list is built and not written.
      await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('list ' || $1, 0))", [contest]);
      const location = await buildAll(server);
      const [, job = ''] = /\/office\/lists\/jobs\/([0-9a-f-]+)$/.exec(location) ?? [];
      const waiting = `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                        WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted`;
      while ((await app.rows(waiting)).length === 0) await wait(20);
      await server.end('SIGKILL');
      return job;
    });
  }

  /** The button of the office's page. Answers where it leads: a job that takes longer has a page of its own. */
  async function buildAll({ url }: Program): Promise<string> {
    const signedIn = await cookie();
    const page = await fetch(`${url}/office/lists`, { headers: { cookie: signedIn } });
    const [, token = ''] = /name="_csrf" value="([^"]*)"/.exec(await page.text()) ?? [];
    const cookies = page.headers.getSetCookie().map((line) => line.split(';')[0]!);
    const reply = await fetch(`${url}/office/lists/building`, {
      method: 'POST',
      headers: { cookie: [signedIn, ...cookies].join('; ') },
      body: new URLSearchParams({ _csrf: token }),
      redirect: 'manual',
    });
    expect(reply.status).toBe(303);
    return reply.headers.get('location') ?? '';
  }

  async function cookie(): Promise<string> {
    const { access, refresh } = await app.get(Sessions).start(office.accountId);
    return `irikteu_access=${access}; irikteu_refresh=${refresh}`;
  }

  async function stateOf(job: string): Promise<string | undefined> {
    const [row] = await app.rows<{ state: string }>('SELECT state FROM list_job WHERE id = $1', [
      job,
    ]);
    return row?.state;
  }

  /** What was finished, and when, the first first. */
  async function steps(job: string): Promise<object[]> {
    return await app.rows(
      'SELECT subject, outcome, version, ended_at FROM list_job_step WHERE job_id = $1 ORDER BY ended_at, subject',
      [job],
    );
  }

  /** How many versions the list of each contest has. */
  async function versions(): Promise<number[]> {
    const rows = await app.rows<{ versions: number }>(
      `SELECT (SELECT count(*)::integer FROM list_building_list l JOIN list_building_version v ON v.list_id = l.id
                WHERE l.contest_id = c.id) AS versions
         FROM unnest($1::uuid[]) WITH ORDINALITY AS c (id, place) ORDER BY place`,
      [contests],
    );
    return rows.map((row) => row.versions);
  }

  async function serve(): Promise<Program> {
    const settings = app.nest.get<Settings>(SETTINGS);
    const started = await startProgram(['serve'], {
      DATABASE_URL: settings.databaseUrl,
      IRIKTEU_HOME: settings.home,
      IRIKTEU_SECRET: settings.secret,
    });
    await started.says(/Irikteu answers at/, 100_000);
    return started;
  }
});
