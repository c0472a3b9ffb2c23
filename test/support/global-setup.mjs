import {
  startEmbeddedPostgres,
  temporaryPostgresHome,
} from '../../src/platform/database/embedded-postgres.ts';

/** One real PostgreSQL for the whole run; `TEST_DATABASE_URL` names another to use instead. */
export default async function startPostgres() {
  if (process.env.TEST_DATABASE_URL) return;
  globalThis.testPostgres = await startEmbeddedPostgres(temporaryPostgresHome());
  process.env.TEST_DATABASE_URL = globalThis.testPostgres.url;
}
