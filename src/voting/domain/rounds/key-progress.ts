import type { AccountId, RoundId } from '../../../kernel/ids.js';

/** How far a ballot key is: who has tried it, and who has given the share that opens the box. */
export interface KeyProgress {
  readonly round: RoundId;
  readonly needed: number;
  readonly trialOpenedAt: Date | null;
  readonly opened: boolean;
  readonly madeAt: Date;
  readonly trustees: readonly {
    readonly account: AccountId;
    readonly tried: boolean;
    readonly gave: boolean;
  }[];
}

/** Who has still to try the keys before the round can open. */
export function trialsAwaited({ trialOpenedAt, trustees }: KeyProgress): readonly AccountId[] {
  return trialOpenedAt ? [] : trustees.flatMap(({ account, tried }) => (tried ? [] : account));
}
