import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { demoClock } from '../demo/demo-clock.js';
import { printedProgress } from '../demo/progress.js';
import { Installation } from '../drill/installation.js';
import { planDrill } from '../drill/plan.js';
import { drillReport } from '../drill/report.js';
import { runDrill } from '../drill/run-drill.js';
import { migrate } from '../platform/database/index.js';
import { homeFrom } from '../platform/settings.js';
import { startApp } from './start-app.js';

export interface DrillCommand {
  readonly members: string;
  readonly turnout: string;
  readonly seed: string;
  readonly regions: string;
  readonly connections: string;
}

/**
 * `irikteu drill`: a whole vote day of the country on a database of its own under `var/drill`, with crashes. Exit code 1 if
 * any promise was broken.
 */
export async function drill(options: DrillCommand): Promise<void> {
  const started = performance.now();
  const home = join(homeFrom(process.env), 'drill');
  await rm(home, { recursive: true, force: true });
  const secret = randomBytes(32).toString('base64url');
  const installation = await Installation.start({ home, secret, port: await freePort() });
  const { databaseUrl } = installation;
  await migrate(databaseUrl);
  const clock = demoClock();
  const environment = {
    ...process.env,
    IRIKTEU_HOME: home,
    IRIKTEU_SECRET: secret,
    LOG_LEVEL: 'fatal',
  };
  const progress = printedProgress((text) => process.stdout.write(text), process.stdout.isTTY);
  try {
    const report = await runDrill({
      plan: planDrill({
        members: Number(options.members),
        turnout: Number(options.turnout),
        seed: Number(options.seed),
        regions: Number(options.regions),
        connections: Number(options.connections),
      }),
      installation,
      home,
      secret,
      clock,
      progress,
      openApp: async () => (await startApp(databaseUrl, { environment, clock })).app,
    });
    drillReport(report).forEach((line) => progress.line(line));
    const kept = report.judgements.every((judgement) => judgement.kept);
    const minutes = ((performance.now() - started) / 60_000).toFixed(1);
    progress.line(
      `${kept ? 'Every promise was kept' : 'A promise was broken'}. ${minutes} minutes.`,
    );
    process.exitCode = kept ? 0 : 1;
  } finally {
    await installation.stop();
  }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
