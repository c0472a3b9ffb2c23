import type { RoundId } from '../../kernel/ids.js';
import { sameBytes } from '../keys/bytes.js';
import { commitmentTo, shareBytes, type ShareKind } from '../keys/shares.js';
import type { KeyShare } from '../persistence/ballot-key.repository.js';

export type ShareRefusal =
  | { readonly kind: 'round-unknown' }
  /** The account is no trustee of this round. */
  | { readonly kind: 'no-share-here' }
  /** Not the share that was committed to when the keys were made: another one, or damaged. */
  | { readonly kind: 'share-does-not-match' };

/** What is wrong with a share that somebody hands in; null when it is the one of this trustee. */
export async function shareFault(
  kind: ShareKind,
  round: RoundId,
  mine: KeyShare | undefined,
  share: Uint8Array,
): Promise<ShareRefusal | null> {
  if (!mine) return { kind: 'no-share-here' };
  const commitment = kind === 'share' ? mine.commitment : mine.trialCommitment;
  const matches =
    share.length === shareBytes &&
    sameBytes(await commitmentTo(kind, round, mine.place, share), commitment);
  return matches ? null : { kind: 'share-does-not-match' };
}
