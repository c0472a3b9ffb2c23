import { Injectable } from '@nestjs/common';
import type { AccountId, RoundId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/database.js';

/** A trustee's registered key: 32 bytes of X25519. */
export interface TrusteeKey {
  readonly account: AccountId;
  readonly publicKey: Buffer;
  readonly at: Date;
}

/** The public keys that trustees registered. */
@Injectable()
export class TrusteeRepository {
  constructor(private readonly database: Database) {}

  /** The keys of those of the accounts who have one. */
  async keysOf(
    accounts: readonly AccountId[],
    tx: Tx = this.database.reader,
  ): Promise<Map<AccountId, TrusteeKey>> {
    return await this.some('account_id = ANY ($1::uuid[])', accounts, tx);
  }

  /** Like `keysOf`, and none of them changes before the transaction ends. */
  async holdKeysOf(tx: Tx, accounts: readonly AccountId[]): Promise<Map<AccountId, TrusteeKey>> {
    return await this.some('account_id = ANY ($1::uuid[]) FOR SHARE', accounts, tx);
  }

  /** The account's key, held against a ceremony that would use it and against another registration. */
  async hold(tx: Tx, account: AccountId): Promise<TrusteeKey | null> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `voting-trustee/${account}`,
    ]);
    const keys = await this.some('account_id = ANY ($1::uuid[]) FOR UPDATE', [account], tx);
    return keys.get(account) ?? null;
  }

  async register(tx: Tx, { account, publicKey, at }: TrusteeKey): Promise<void> {
    await tx.query(
      `INSERT INTO voting_trustee (account_id, public_key, at) VALUES ($1, $2, $3)
       ON CONFLICT (account_id) DO UPDATE SET public_key = excluded.public_key, at = excluded.at`,
      [account, publicKey, at],
    );
  }

  /**
   * In how many rounds the account's key is still needed: those whose box is not opened, unless they closed with nothing
   * in it.
   */
  async roundsWaiting(tx: Tx, account: AccountId): Promise<number> {
    const [row] = await tx.query<[{ rounds: number }]>(
      `SELECT count(*)::integer AS rounds FROM voting_key_share s
         JOIN voting_ballot_key k ON k.round_id = s.round_id
         JOIN voting_round r ON r.id = s.round_id
        WHERE s.account_id = $1 AND k.private_key IS NULL
          AND (r.state IN ('planned', 'open', 'paused', 'extended')
               OR EXISTS (SELECT 1 FROM voting_ballot b WHERE b.round_id = r.id))`,
      [account],
    );
    return row.rounds;
  }

  /** Those of the rounds in whose box there is something to open. */
  async withBallots(rounds: readonly RoundId[]): Promise<ReadonlySet<RoundId>> {
    const rows = await this.database.rows<{ id: RoundId }>(
      `SELECT id FROM unnest($1::uuid[]) AS r (id)
        WHERE EXISTS (SELECT 1 FROM voting_ballot b WHERE b.round_id = r.id)`,
      [rounds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  private async some(
    where: string,
    accounts: readonly AccountId[],
    tx: Tx,
  ): Promise<Map<AccountId, TrusteeKey>> {
    const rows = await this.database.rows<TrusteeKey>(
      `SELECT account_id AS account, public_key AS "publicKey", at FROM voting_trustee WHERE ${where}`,
      [accounts],
      tx,
    );
    return new Map(rows.map((row) => [row.account, row]));
  }
}
