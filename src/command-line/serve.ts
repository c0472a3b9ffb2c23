import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isBehind, migrate } from '../platform/database/index.js';
import { SetUpService } from '../platform/identity/index.js';
import { Jobs } from '../platform/jobs/index.js';
import { SealLedgerService } from '../platform/ledger/index.js';
import type { Settings } from '../platform/settings.js';
import { LoadReferenceTerritoriesService } from '../primary/index.js';
import { SealBoxesService } from '../voting/index.js';
import { startApp } from './start-app.js';
import { withDatabase } from './with-database.js';

/** `irikteu serve`: answers until it is told to stop; requests already in flight are answered first. */
export async function serve(options: { migrate?: boolean }): Promise<void> {
  await withDatabase(async (url) => {
    if (options.migrate) await migrate(url);
    else if (await isBehind(url)) {
      console.error('The database is not on the newest schema. Run: irikteu migrate');
      process.exitCode = 1;
      return;
    }
    const { app, settings } = await startApp(url);
    await app.get(LoadReferenceTerritoriesService).load();
    await listen(app, settings);
    await inviteCentralOffice(app, settings);
    await untilStopped();
    await app.close();
  });
}

/** So many connections of a sudden crowd may wait to be accepted; the kernel may allow fewer. */
const longestBacklog = 4_096;

/** Opens the door and starts the jobs. */
export async function listen(app: NestFastifyApplication, settings: Settings): Promise<void> {
  await app.listen({ port: settings.port, host: settings.host, backlog: longestBacklog });
  await app.get(Jobs).start();
  app.get(SealLedgerService).keepSealing();
  app.get(SealBoxesService).keepSealing();
  console.log(`Irikteu answers at ${settings.publicUrl}`);
}

/** Resolves at the first Ctrl-C or `kill`. */
export function untilStopped(): Promise<void> {
  return new Promise((stop) => {
    process.once('SIGINT', () => stop());
    process.once('SIGTERM', () => stop());
  });
}

async function inviteCentralOffice(app: NestFastifyApplication, settings: Settings): Promise<void> {
  const secret = await app.get(SetUpService).openLink();
  if (secret === null) return;
  console.log(
    `Nobody has an account yet. Open the central office's: ${settings.publicUrl}/set-up/${secret}`,
  );
}
