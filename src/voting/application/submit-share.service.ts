import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { Actor } from '../../platform/identity/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { Ledger, type LedgerKind } from '../../platform/ledger/index.js';
import { sameBytes, type Bytes } from '../keys/bytes.js';
import { publicHalf } from '../keys/hpke.js';
import { keyOfSome } from '../keys/shares.js';
import { isClosed, type RoundState } from '../domain/rounds/round-states.js';
import { BallotKeyRepository, type BallotKey } from '../persistence/ballot-key.repository.js';
import { RoundRepository } from '../persistence/round.repository.js';
import { openBoxJob } from './round-jobs.js';
import { shareFault, type ShareRefusal } from './share-fault.js';

export type OpeningRefusal =
  | ShareRefusal
  /** People are still voting, or have not begun to. */
  | { readonly kind: 'round-not-closed'; readonly state: RoundState };

/** How far the opening of a box is. */
export interface OpeningProgress {
  readonly given: number;
  readonly needed: number;
  /** The key is rebuilt, and the box is being opened. */
  readonly opened: boolean;
}

@Injectable()
export class SubmitShareService {
  constructor(
    private readonly database: Database,
    private readonly rounds: RoundRepository,
    private readonly keys: BallotKeyRepository,
    private readonly ledger: Ledger,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Takes a trustee's share of the ballot key of a closed round. The one that makes them enough rebuilds the key, which is kept
   * and published, and the box is opened. The same share again gets the same answer.
   */
  async submit(
    id: RoundId,
    share: Uint8Array,
    actor: Actor,
  ): Promise<Result<OpeningProgress, OpeningRefusal>> {
    const taken = await this.database.decide<Result<OpeningProgress, OpeningRefusal>>(
      async (tx) => {
        const round = await this.rounds.hold(tx, id);
        if (!round) return refuse({ kind: 'round-unknown' });
        if (!isClosed(round.state)) return refuse({ kind: 'round-not-closed', state: round.state });
        const shares = await this.keys.shares(id, tx);
        const mine = shares.find(({ account }) => account === actor.accountId);
        const fault = await shareFault('share', id, mine, share);
        if (fault) return refuse(fault);
        const key = await this.keys.of(id, tx);
        if (!key || !mine) return refuse({ kind: 'no-share-here' });
        const given = shares.flatMap((one) => (one === mine ? share : (one.share ?? [])));
        const progress = { given: given.length, needed: key.needed };
        if (mine.share) return accept({ ...progress, opened: key.privateKey !== null });
        await this.keys.setShare(tx, id, mine.place, share);
        await this.record(tx, id, actor, { kind: 'share-submitted', data: { place: mine.place } });
        if (key.privateKey) return accept({ ...progress, opened: true });
        const rebuilt = await keyOfSome(given, key.needed, isPrivateHalfOf(key));
        if (rebuilt) await this.open(tx, id, key, rebuilt, actor);
        return accept({ ...progress, opened: rebuilt !== null });
      },
    );
    // Only now: a job that came before the commit would find no key. Again it does no harm.
    if (taken.ok && taken.value.opened) await this.jobs.enqueue(openBoxJob, { round: id });
    return taken;
  }

  private async open(
    tx: Tx,
    id: RoundId,
    { publicKey }: BallotKey,
    privateKey: Bytes,
    actor: Actor,
  ): Promise<void> {
    await this.keys.setPrivateKey(tx, id, privateKey);
    const data = {
      publicKey: publicKey.toString('base64'),
      privateKey: Buffer.from(privateKey).toString('base64'),
    };
    await this.record(tx, id, actor, { kind: 'box-key-rebuilt', data });
  }

  private async record(
    tx: Tx,
    subject: RoundId,
    { accountId }: Actor,
    entry: { readonly kind: LedgerKind; readonly data: Readonly<Record<string, string | number>> },
  ): Promise<void> {
    await this.ledger.append(tx, { ...entry, subject, actor: accountId });
  }
}

/** Whether a private key is the one whose public half ballots were sealed to. */
function isPrivateHalfOf({ publicKey }: BallotKey): (privateKey: Bytes) => Promise<boolean> {
  return async (privateKey) => sameBytes(await publicHalf(privateKey), publicKey);
}
