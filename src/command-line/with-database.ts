import { join } from 'node:path';
import {
  DataHeldError,
  startEmbeddedPostgres,
  type RunningPostgres,
} from '../platform/database/embedded-postgres.js';
import { homeFrom } from '../platform/settings.js';

/** The database named by `DATABASE_URL`, or the bundled PostgreSQL on the data under `var/`. */
async function openDatabase(): Promise<RunningPostgres> {
  const url = process.env['DATABASE_URL'];
  if (url) return { url, stop: () => Promise.resolve() };
  const directory = join(homeFrom(process.env), 'postgres');
  try {
    return await startEmbeddedPostgres(directory);
  } catch (error) {
    if (!(error instanceof DataHeldError)) throw error;
    console.error(`The data in ${directory} are in use by ${error.message}. Stop it first.`);
    return process.exit(1);
  }
}

/** Runs `work` with a database and closes it afterwards, whatever happens. */
export async function withDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const database = await openDatabase();
  try {
    await work(database.url);
  } finally {
    await database.stop();
  }
}
