import { defined } from '../kernel/assert.js';
import { sharesOf, type DemoTrustee } from '../demo/ballot-keys.js';
import { eachOf } from '../demo/expect.js';
import type { Round } from '../voting/index.js';
import type { Commissions } from './commissions.js';

/** What trustees were told who gave shares at the wrong time or wrong ones. */
export interface ShareAnswers {
  /** While people vote: the box must not be opened. */
  readonly early: string;
  /** A share in which one bit is wrong. */
  readonly corrupted: string;
}

/** All trustees of a round give their shares while people still vote; answers what the one was told whose share would open it. */
export async function giveSharesEarly(
  round: Round,
  commissions: Commissions,
  trustees: readonly DemoTrustee[],
): Promise<string> {
  const told = await eachOf(sharesOf(round.id, trustees), 1, ({ share, actor }) =>
    commissions.giveShare(round.id, share, actor),
  );
  return defined(told.at(-1), 'a trustee');
}

/** Trustees open the boxes of closed rounds. One gives a corrupted share first and is told so. */
export async function giveShares(
  rounds: readonly Round[],
  commissions: Commissions,
  trustees: readonly DemoTrustee[],
): Promise<string> {
  const [first] = rounds.flatMap(({ id }) => sharesOf(id, trustees).map((one) => ({ id, ...one })));
  const { id, share, actor } = defined(first, 'a share');
  const wrong = Uint8Array.from(share);
  wrong[5] = (wrong[5] ?? 0) ^ 1;
  const corrupted = await commissions.giveShare(id, wrong, actor);
  await eachOf(rounds, 2, async (round) => {
    for (const one of sharesOf(round.id, trustees)) {
      const told = await commissions.giveShare(round.id, one.share, one.actor);
      if (told !== 'accepted') throw new Error(`A share was refused: ${told}`);
    }
  });
  return corrupted;
}
