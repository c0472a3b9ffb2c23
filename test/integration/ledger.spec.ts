import { freshDatabase, type TestDatabase } from '../support/database.js';
import pg from 'pg';

describe('the ledger table', () => {
  let database: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await freshDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(
      `INSERT INTO ledger_entry (kind, subject, data) VALUES ('test', 'subject', '{}')`,
    );
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('refuses to change what was written', async () => {
    await expect(client.query(`UPDATE ledger_entry SET kind = 'other'`)).rejects.toThrow(
      'the ledger is append-only',
    );
  });

  it('refuses to remove what was written', async () => {
    await expect(client.query('DELETE FROM ledger_entry')).rejects.toThrow(
      'the ledger is append-only',
    );
  });
});
