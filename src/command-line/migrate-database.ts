import { migrate } from '../platform/database/index.js';
import { withDatabase } from './with-database.js';

/** `irikteu migrate`: says what ran. */
export async function migrateDatabase(): Promise<void> {
  await withDatabase(async (url) => {
    const ran = await migrate(url);
    console.log(ran.length === 0 ? 'The schema is the newest.' : ran.join('\n'));
  });
}
