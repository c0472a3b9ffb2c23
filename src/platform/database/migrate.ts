import { DataSource } from 'typeorm';
import { connectionOptions } from './connection.js';

/** Brings a database to the newest schema and returns the names of the migrations that ran. Safe to run twice at once. */
export async function migrate(url: string): Promise<string[]> {
  const source = await new DataSource(await connectionOptions(url)).initialize();
  try {
    await source.query('SELECT pg_advisory_lock(4715319)');
    const ran = await source.runMigrations({ transaction: 'each' });
    return ran.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}

/** Whether migrations are waiting that this database has not seen. */
export async function isBehind(url: string): Promise<boolean> {
  const source = await new DataSource(await connectionOptions(url)).initialize();
  try {
    return await source.showMigrations();
  } finally {
    await source.destroy();
  }
}
