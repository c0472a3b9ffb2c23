import { copyFile } from 'node:fs/promises';
import { MakeBundleService } from '../bundle/index.js';
import { isId, type RoundId } from '../kernel/ids.js';
import { startApp } from './start-app.js';
import { withDatabase } from './with-database.js';

export interface BundleOptions {
  readonly out?: string;
}

/** `irikteu bundle`: writes the archive of a round whose result is published. */
export async function writeBundleOf(
  round: string,
  { out = `${round}.zip` }: BundleOptions,
): Promise<void> {
  await withDatabase(async (url) => {
    const { app } = await startApp(url);
    try {
      const made = isId(round) ? await app.get(MakeBundleService).make(round as RoundId) : null;
      if (!made) {
        console.error(`There is no round ${round} with a published result.`);
        process.exitCode = 2;
        return;
      }
      await copyFile(made.path, out);
      console.log(`${out}: ${made.bytes} bytes`);
    } finally {
      await app.close();
    }
  });
}
