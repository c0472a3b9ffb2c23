import { DataSource } from 'typeorm';
import { connectionOptions } from '../../src/platform/database/connection.js';
import { testApp, type TestApp } from '../support/app.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';

describe('the schema', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await testApp();
  });

  afterAll(() => app.close());

  it('that the migrations make is the one the entities describe', async () => {
    const difference = await app.get(DataSource).driver.createSchemaBuilder().log();
    expect(difference.upQueries.map(({ query }) => query)).toEqual([]);
  });
});

describe('the migrations', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await emptyDatabase();
    source = await new DataSource(await connectionOptions(database.url)).initialize();
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const tables = async (): Promise<string[]> => {
    const rows = await source.query<{ name: string }[]>(
      `SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_name <> 'database_migration' ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  };

  it('go up, down to nothing, and up again', async () => {
    await source.runMigrations();
    const up = await tables();
    expect(up).toContain('ledger_entry');
    for (let left = source.migrations.length; left > 0; left--) await source.undoLastMigration();
    expect(await tables()).toEqual([]);
    await source.runMigrations();
    expect(await tables()).toEqual(up);
  });
});
