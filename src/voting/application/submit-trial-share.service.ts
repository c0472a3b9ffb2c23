import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import { concat } from '../keys/bytes.js';
import { opensTrial } from '../keys/ceremony.js';
import { keyOfAll } from '../keys/shares.js';
import { BallotKeyRepository, type BallotKey } from '../persistence/ballot-key.repository.js';
import { RoundRepository, type Round } from '../persistence/round.repository.js';
import { shareFault, type ShareRefusal } from './share-fault.js';

export type TrialRefusal =
  | ShareRefusal
  /** All gave what they were sent, and it does not make the key: the chair has to make the keys anew. */
  | { readonly kind: 'trial-does-not-open' };

/** How far the trial of a round is. */
export interface TrialProgress {
  readonly given: number;
  readonly trustees: number;
  /** All have given, and the trial ballot was opened. */
  readonly opened: boolean;
}

@Injectable()
export class SubmitTrialShareService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly keys: BallotKeyRepository,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes a trustee's share of the trial key. With the last one the trial ballot is opened: any shares that are enough make
   * the key, so any trustees that are enough will open the box. The same share again gets the same answer.
   */
  async submit(
    id: RoundId,
    share: Uint8Array,
    actor: Actor,
  ): Promise<Result<TrialProgress, TrialRefusal>> {
    return await this.database.decide<Result<TrialProgress, TrialRefusal>>(async (tx) => {
      const round = await this.rounds.hold(tx, id);
      if (!round) return refuse({ kind: 'round-unknown' });
      const key = await this.keys.of(id, tx);
      const shares = await this.keys.shares(id, tx);
      const mine = shares.find(({ account }) => account === actor.accountId);
      const fault = await shareFault('trial-share', id, mine, share);
      if (fault) return refuse(fault);
      if (!key || !mine) return refuse({ kind: 'no-share-here' });
      if (!mine.trialShare) await this.keys.setTrialShare(tx, id, mine.place, share);
      const given = shares.flatMap((one) => (one === mine ? share : (one.trialShare ?? [])));
      const complete = given.length === shares.length;
      const progress = { given: given.length, trustees: shares.length, opened: complete };
      if (!complete || key.trialOpenedAt) return accept(progress);
      if (!(await this.opens(round, key, given))) return refuse({ kind: 'trial-does-not-open' });
      await this.recordOpened(tx, round, key, actor);
      return accept(progress);
    });
  }

  private async opens(
    { id, contentBytes }: Round,
    { needed, trialSealed }: BallotKey,
    shares: readonly Uint8Array[],
  ): Promise<boolean> {
    const key = await keyOfAll(shares, needed);
    return key !== null && (await opensTrial(id, contentBytes, concat(trialSealed), key));
  }

  private async recordOpened(
    tx: Tx,
    { id }: Round,
    { trialPublicKey }: BallotKey,
    actor: Actor,
  ): Promise<void> {
    await this.keys.setTrialOpened(tx, id, this.clock.now());
    await this.ledger.append(tx, {
      kind: 'trial-opened',
      subject: id,
      actor: actor.accountId,
      data: { trialPublicKey: trialPublicKey.toString('base64') },
    });
  }
}
