import { Injectable } from '@nestjs/common';
import type { AccountId, RoundId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { KeyProgress } from '../domain/rounds/key-progress.js';
import type { RoundKeys } from '../keys/ceremony.js';

/** The ballot key of a round and the key of its trial, as raw bytes of X25519. */
export interface BallotKey {
  readonly publicKey: Buffer;
  readonly trialPublicKey: Buffer;
  /** How many shares rebuild a private half. */
  readonly needed: number;
  readonly trialSealed: Buffer;
  readonly trialOpenedAt: Date | null;
  /** Null until the trustees have given their shares. */
  readonly privateKey: Buffer | null;
  readonly madeBy: AccountId;
  readonly madeAt: Date;
}

/** What one trustee has of the keys of a round. */
export interface KeyShare {
  readonly place: number;
  readonly account: AccountId;
  readonly trusteeKey: Buffer;
  readonly sealed: Buffer;
  readonly commitment: Buffer;
  readonly trialCommitment: Buffer;
  readonly trialShare: Buffer | null;
  readonly share: Buffer | null;
}

/** The keys to which ballots are sealed, and the shares of their trustees. */
@Injectable()
export class BallotKeyRepository {
  constructor(private readonly database: Database) {}

  /** The key of a round; null while none was made. */
  async of(round: RoundId, tx: Tx = this.database.reader): Promise<BallotKey | null> {
    const [row] = await this.database.rows<BallotKey>(
      `SELECT public_key AS "publicKey", trial_public_key AS "trialPublicKey", needed, trial_sealed AS "trialSealed",
         trial_opened_at AS "trialOpenedAt", private_key AS "privateKey", made_by AS "madeBy", made_at AS "madeAt"
         FROM voting_ballot_key WHERE round_id = $1`,
      [round],
      tx,
    );
    return row ?? null;
  }

  /** In the order of their places. */
  async shares(round: RoundId, tx: Tx = this.database.reader): Promise<KeyShare[]> {
    return await this.database.rows<KeyShare>(
      `SELECT ${shareColumns} FROM voting_key_share s WHERE s.round_id = $1 ORDER BY s.place`,
      [round],
      tx,
    );
  }

  /** The shares an account has, by round. */
  async sharesOf(account: AccountId): Promise<Map<RoundId, KeyShare>> {
    const rows = await this.database.rows<KeyShare & { round: RoundId }>(
      `SELECT s.round_id AS round, ${shareColumns} FROM voting_key_share s WHERE s.account_id = $1`,
      [account],
    );
    return new Map(rows.map(({ round, ...share }) => [round, share]));
  }

  async progress(
    rounds: readonly RoundId[],
    tx: Tx = this.database.reader,
  ): Promise<Map<RoundId, KeyProgress>> {
    const rows = await this.database.rows<KeyProgress>(
      `SELECT k.round_id AS round, k.needed, k.trial_opened_at AS "trialOpenedAt", k.private_key IS NOT NULL AS opened,
         k.made_at AS "madeAt",
         (SELECT jsonb_agg(jsonb_build_object('account', s.account_id, 'tried', s.trial_share IS NOT NULL,
                   'gave', s.share IS NOT NULL) ORDER BY s.place)
            FROM voting_key_share s WHERE s.round_id = k.round_id) AS trustees
         FROM voting_ballot_key k WHERE k.round_id = ANY ($1::uuid[])`,
      [rounds],
      tx,
    );
    return new Map(rows.map((row) => [row.round, row]));
  }

  /** Puts new keys in the place of those the round had, whose trial begins anew. */
  async replace(
    tx: Tx,
    round: RoundId,
    keys: RoundKeys,
    made: { readonly by: AccountId; readonly at: Date },
  ): Promise<void> {
    await tx.query('DELETE FROM voting_key_share WHERE round_id = $1', [round]);
    await tx.query('DELETE FROM voting_ballot_key WHERE round_id = $1', [round]);
    const [publicKey, trialPublicKey, trialSealed] = [
      keys.publicKey,
      keys.trialPublicKey,
      keys.trialSealed,
    ].map((bytes) => Buffer.from(bytes));
    await tx.query(
      `INSERT INTO voting_ballot_key (round_id, public_key, trial_public_key, needed, trial_sealed, made_by, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [round, publicKey, trialPublicKey, keys.needed, trialSealed, made.by, made.at],
    );
    for (const share of keys.shares) {
      const { place, account, trusteeKey, sealed, commitment, trialCommitment } = share;
      const bytes = [trusteeKey, sealed, commitment, trialCommitment].map((one) =>
        Buffer.from(one),
      );
      await tx.query(
        `INSERT INTO voting_key_share (round_id, place, account_id, trustee_key, sealed, commitment, trial_commitment)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [round, place, account, ...bytes],
      );
    }
  }

  async setTrialShare(tx: Tx, round: RoundId, place: number, share: Uint8Array): Promise<void> {
    await tx.query(
      'UPDATE voting_key_share SET trial_share = $3 WHERE round_id = $1 AND place = $2',
      [round, place, Buffer.from(share)],
    );
  }

  async setTrialOpened(tx: Tx, round: RoundId, at: Date): Promise<void> {
    await tx.query('UPDATE voting_ballot_key SET trial_opened_at = $2 WHERE round_id = $1', [
      round,
      at,
    ]);
  }

  async setShare(tx: Tx, round: RoundId, place: number, share: Uint8Array): Promise<void> {
    await tx.query('UPDATE voting_key_share SET share = $3 WHERE round_id = $1 AND place = $2', [
      round,
      place,
      Buffer.from(share),
    ]);
  }

  async setPrivateKey(tx: Tx, round: RoundId, privateKey: Uint8Array): Promise<void> {
    await tx.query('UPDATE voting_ballot_key SET private_key = $2 WHERE round_id = $1', [
      round,
      Buffer.from(privateKey),
    ]);
  }
}

const shareColumns = `s.place, s.account_id AS account, s.trustee_key AS "trusteeKey", s.sealed, s.commitment,
  s.trial_commitment AS "trialCommitment", s.trial_share AS "trialShare", s.share`;
