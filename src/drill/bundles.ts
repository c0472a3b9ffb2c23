import { createHash } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { defined } from '../kernel/assert.js';
import { MakeBundleService } from '../bundle/index.js';
import { eachOf } from '../demo/expect.js';
import type { Round } from '../voting/index.js';
import { verifyBundle } from '../verifier/commands.js';

/** What `irikteu verify` says about the archives of some rounds. */
export interface BundlesVerified {
  readonly bundles: number;
  /** The rounds whose archive was found wrong, each with the first check that failed. */
  readonly wrong: readonly string[];
}

/** How many rounds' archives are verified: the first and the last of the plan, and some between. */
const most = 6;

/** Makes archives of rounds that are published and verifies them as anybody could, with the ledger's key known. */
export async function verifySome(
  app: INestApplicationContext,
  rounds: readonly Round[],
  ledgerKey: Buffer,
): Promise<BundlesVerified> {
  const step = Math.max(1, Math.ceil(rounds.length / most));
  const some = rounds.filter((_, at) => at % step === 0);
  const key = createHash('sha256').update(ledgerKey).digest('hex');
  const verdicts = await eachOf(some, 1, async ({ id }) => {
    const made = defined(await app.get(MakeBundleService).make(id), 'the archive of a round');
    const quiet = { checked: () => undefined, progress: () => undefined };
    const { verdict, checks } = await verifyBundle(made.path, { ledgerKey: key }, quiet);
    if (verdict === 'right') return [];
    const failed = checks.find(({ outcome }) => outcome.verdict === 'failed');
    return [`${id}: ${verdict}, ${JSON.stringify(failed ?? null)}`];
  });
  return { bundles: some.length, wrong: verdicts.flat() };
}
