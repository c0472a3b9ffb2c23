import pg from 'pg';
import { accept, refuse } from '../../src/kernel/result.js';
import { Database, isDatabaseAway } from '../../src/platform/database/index.js';
import { testApp, type TestApp } from '../support/app.js';

describe('Database', () => {
  let app: TestApp;
  let database: Database;

  beforeAll(async () => {
    app = await testApp();
    database = app.get(Database);
  });

  afterAll(() => app.close());

  it('lets a hundred transactions that also read beside themselves all come to their end', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        database.decide(async (tx) => {
          await tx.query('SELECT pg_sleep(0.01)');
          const [row] = await database.rows<{ at: number }>('SELECT $1::int AS at', [at]);
          return accept(row?.at);
        }),
      ),
    );
    expect(answers.map((answer) => answer.value)).toEqual(answers.map((_, at) => at));
  });

  it('keeps nothing of a use case that ends in a refusal', async () => {
    const refused = await database.decide(async (tx) => {
      await tx.query(`INSERT INTO identity_failure (subject, count) VALUES ('refused', 1)`);
      return refuse({ kind: 'no' });
    });
    expect(refused.ok).toBe(false);
    expect(await app.rows(`SELECT 1 FROM identity_failure WHERE subject = 'refused'`)).toEqual([]);
  });

  it.each([
    ['application/json', /"kind":"database-away".*The database does not answer just now/],
    ['text/html', /<h1>Try again in a moment<\/h1>/],
  ])('says to %s that PostgreSQL went away under a request', async (accept, sentence) => {
    const reader = app.browser();
    const reply = await database.transaction(async (tx) => {
      await tx.query('LOCK TABLE primary_season IN ACCESS EXCLUSIVE MODE');
      const asked = reader.get('/contests?lang=en', { accept });
      await terminateWaiting();
      return await asked;
    });
    expect(reply.status).toBe(503);
    expect(reply.body).toMatch(sentence);
    expect((await reader.get('/contests?lang=en')).status).toBe(200);
  });

  it('tells a database that cannot be reached from a statement it refused', async () => {
    const nobody = new pg.Client({ host: '127.0.0.1', port: 1 });
    const refused = await nobody.connect().catch((error: unknown) => error);
    const wrong = await database.rows('SELECT 1 / 0').catch((error: unknown) => error);
    expect([refused, wrong].map(isDatabaseAway)).toEqual([true, false]);
  });

  async function terminateWaiting(): Promise<void> {
    for (;;) {
      const ended = await database.rows(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      if (ended.length > 0) return;
    }
  }
});
