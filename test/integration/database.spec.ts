import { accept, refuse } from '../../src/kernel/result.js';
import { Database } from '../../src/platform/database/index.js';
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
});
