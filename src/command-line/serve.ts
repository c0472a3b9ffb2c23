import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isBehind, migrate } from '../platform/database/index.js';
import { SetUpService } from '../platform/identity/index.js';
import { Jobs } from '../platform/jobs/index.js';
import { SealLedgerService } from '../platform/ledger/index.js';
import { readPartner, type Settings, type VotingPart } from '../platform/settings.js';
import { LoadReferenceTerritoriesService } from '../primary/index.js';
import { BallotBoxes, SealBoxesService } from '../voting/index.js';
import { startApp } from './start-app.js';
import { withDatabase } from './with-database.js';

export interface ServeOptions {
  readonly migrate?: boolean;
  /** `box` or `register`: the one half of the voting, with the other one in a program of its own. */
  readonly only?: string;
}

/** `irikteu serve`: answers until it is told to stop; requests already in flight are answered first. */
export async function serve({ migrate: migrates, only }: ServeOptions): Promise<void> {
  const voting = votingPart(only);
  if (!voting) return;
  // From the first moment on: who stops a server that is just starting wants it to end as orderly as any other.
  const stopped = untilStopped();
  await withDatabase(async (url) => {
    if (migrates) await migrate(url);
    else if (await isBehind(url)) {
      console.error('The database is not on the newest schema. Run: irikteu migrate');
      process.exitCode = 1;
      return;
    }
    const { app, settings } = await startApp(url, { voting });
    if (voting.kind !== 'box') await app.get(LoadReferenceTerritoriesService).load();
    await listen(app, settings);
    if (voting.kind !== 'box') await inviteCentralOffice(app, settings);
    await stopped;
    await app.close();
  });
}

/** What the program is to be; null, with what is wrong said, where that is not clear. */
function votingPart(only: string | undefined): VotingPart | null {
  if (only === undefined) return { kind: 'whole' };
  if (only !== 'box' && only !== 'register') {
    console.error(`There is no part "${only}". Parts: box, register.`);
    process.exitCode = 2;
    return null;
  }
  const partner = readPartner(process.env, only === 'box' ? 'REGISTER' : 'BOX');
  if (!partner.ok) {
    console.error(
      `Not set, or not as they should be: ${partner.error.join(', ')}. See docs/two-programs.md.`,
    );
    process.exitCode = 2;
    return null;
  }
  return only === 'box'
    ? { kind: 'box', register: partner.value }
    : { kind: 'register', box: partner.value };
}

/** So many connections of a sudden crowd may wait to be accepted; the kernel may allow fewer. */
const longestBacklog = 4_096;

/** Opens the door and starts the jobs. */
export async function listen(app: NestFastifyApplication, settings: Settings): Promise<void> {
  await app.listen({ port: settings.port, host: settings.host, backlog: longestBacklog });
  await app.get(Jobs).start();
  app.get(SealLedgerService).keepSealing();
  if (settings.voting.kind === 'box') app.get(SealBoxesService).keepSealing();
  else app.get(BallotBoxes).keepUp();
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
