import { Database, type Tx } from '../../src/platform/database/index.js';
import type { TestApp } from './app.js';

/** As somebody with all rights in the database works: no trigger and no foreign key looks. */
export async function unguarded(app: TestApp, work: (tx: Tx) => Promise<unknown>): Promise<void> {
  await app.get(Database).transaction(async (tx) => {
    await tx.query('SET LOCAL session_replication_role = replica');
    await work(tx);
  });
}

/** Keeps tables as they are now; what it answers puts them back. */
export async function keepTables(
  app: TestApp,
  tables: readonly string[],
): Promise<() => Promise<void>> {
  for (const table of tables) await app.rows(`CREATE TABLE right_${table} AS TABLE ${table}`);
  return () =>
    unguarded(app, async (tx) => {
      for (const table of tables) {
        await tx.query(`DELETE FROM ${table}`);
        await tx.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE TABLE right_${table}`);
      }
    });
}
