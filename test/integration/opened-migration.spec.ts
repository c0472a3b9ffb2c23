import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { connectionOptions } from '../../src/platform/database/connection.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';

describe('a box that was opened ballot by ballot', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await emptyDatabase();
    source = await new DataSource(await connectionOptions(database.url)).initialize();
    await source.runMigrations();
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  it('is kept in stretches, and comes back ballot by ballot', async () => {
    while (!(await has('voting_opened_ballot'))) await source.undoLastMigration();
    const round = randomUUID();
    const contents = Array.from({ length: 9_000 }, (_, at) =>
      at % 100 === 7 ? null : Buffer.from(String(at).padStart(7, '0')),
    );
    await source.transaction(async (tx) => {
      await tx.query('SET LOCAL session_replication_role = replica');
      await tx.query(
        `INSERT INTO voting_round (id, primary_id, contest_id, stage_id, unit, electorate, channels, ballot_kind, marks,
           unit_seats, content_bytes, order_seed, state, opens_at, closes_at, roll_frozen_at, roll_size)
         VALUES ($1, $1, $1, 'rating', 'KZ-39', 'members', '{online}', 'rating', 1, 1, 7, 'seed', 'closed',
           now() - interval '1 day', now(), now(), 9000)`,
        [round],
      );
      await tx.query(
        `INSERT INTO voting_opened_ballot
         SELECT $1, place - 1, content FROM unnest($2::bytea[]) WITH ORDINALITY AS o (content, place)`,
        [round, contents],
      );
    });
    const before = await ballotByBallot();
    expect(before).toHaveLength(9_000);
    await source.runMigrations();
    const stretches = await source.query<{ from: number; opens: Buffer; contents: Buffer }[]>(
      'SELECT leaf_from AS from, opens, contents FROM voting_opened_stretch ORDER BY 1',
    );
    expect(stretches.map(({ from, opens }) => [from, opens.length])).toEqual([
      [0, 8_192],
      [8_192, 808],
    ]);
    const all = Buffer.concat(stretches.map((stretch) => stretch.contents));
    const opens = Buffer.concat(stretches.map((stretch) => stretch.opens));
    for (const [at, content] of contents.entries()) {
      expect(opens[at]).toBe(content ? 1 : 0);
      expect(all.subarray(7 * at, 7 * at + 7)).toEqual(content ?? Buffer.alloc(7));
    }
    while (!(await has('voting_opened_ballot'))) await source.undoLastMigration();
    expect(await ballotByBallot()).toEqual(before);
    await source.runMigrations();
    expect(await has('voting_opened_stretch')).toBe(true);
  });

  async function ballotByBallot(): Promise<unknown[]> {
    return await source.query('SELECT * FROM voting_opened_ballot ORDER BY leaf_index');
  }

  async function has(table: string): Promise<boolean> {
    const [row] = await source.query<[{ found: boolean }]>(
      'SELECT to_regclass($1) IS NOT NULL AS found',
      [table],
    );
    return row.found;
  }
});
