import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { demoClock } from '../demo/demo-clock.js';
import { printedProgress } from '../demo/progress.js';
import { runDemo } from '../demo/run-demo.js';
import { demoPassword } from '../demo/staff.js';
import { migrate } from '../platform/database/index.js';
import { startEmbeddedPostgres } from '../platform/database/embedded-postgres.js';
import { homeFrom, type Settings } from '../platform/settings.js';
import type { PlayedDemo } from '../demo/run-demo.js';
import { listen, untilStopped } from './serve.js';
import { startApp } from './start-app.js';

export interface DemoCommand {
  readonly serve: boolean;
  readonly members: string;
  readonly seed: string;
}

/** `irikteu demo`: a whole primary from nothing, on a database of its own under `var/demo`, then served. */
export async function demo(options: DemoCommand): Promise<void> {
  const home = join(homeFrom(process.env), 'demo');
  await rm(home, { recursive: true, force: true });
  const database = await startEmbeddedPostgres(join(home, 'postgres'));
  const environment = { ...process.env, IRIKTEU_HOME: home, IRIKTEU_OPEN_MAILBOX: 'yes' };
  await migrate(database.url);
  const clock = demoClock();
  const { app, settings } = await startApp(database.url, { environment, clock });
  const started = performance.now();
  const progress = printedProgress((text) => process.stdout.write(text), process.stdout.isTTY);
  const played = await runDemo(
    app,
    clock,
    { members: Number(options.members), seed: Number(options.seed) },
    progress,
  );
  console.log(`\nPlayed in ${Math.round((performance.now() - started) / 1000)} s.`);
  if (options.serve) {
    await listen(app, settings);
    printSignIns(played, settings);
    await untilStopped();
  }
  await app.close();
  await database.stop();
}

function printSignIns({ staff, voterIin }: PlayedDemo, { publicUrl }: Settings): void {
  console.log(`\nSign in at ${publicUrl}/sign-in with the password ${demoPassword}:`);
  for (const { role, login } of staff.logins) console.log(`  ${role.padEnd(22)} ${login}`);
  console.log(`As a voter: IIN ${voterIin}; the code appears at ${publicUrl}/mailbox`);
}
