import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { TokenKeyPair } from '../tokens/token-key.js';

/** The token key of each round. */
@Injectable()
export class TokenKeyRepository {
  constructor(private readonly database: Database) {}

  /** Keeps the key of a round that has none yet. */
  async add(tx: Tx, round: RoundId, key: TokenKeyPair): Promise<void> {
    await tx.query(
      'INSERT INTO voting_token_key (round_id, public_key, private_key) VALUES ($1, $2, $3)',
      [round, key.publicKey, key.privateKey],
    );
  }

  async publicKey(round: RoundId, tx?: Tx): Promise<Buffer | null> {
    const [row] = await this.database.rows<{ key: Buffer }>(
      'SELECT public_key AS key FROM voting_token_key WHERE round_id = $1',
      [round],
      tx,
    );
    return row?.key ?? null;
  }

  /** The private halves that still exist. They are read for one batch and kept nowhere. */
  async privateKeys(rounds: readonly RoundId[]): Promise<Map<RoundId, Buffer>> {
    const rows = await this.database.rows<{ round: RoundId; key: Buffer }>(
      `SELECT round_id AS round, private_key AS key FROM voting_token_key
        WHERE round_id = ANY ($1::uuid[]) AND private_key IS NOT NULL`,
      [rounds],
    );
    return new Map(rows.map(({ round, key }) => [round, key]));
  }

  async destroyPrivateKey(tx: Tx, round: RoundId): Promise<void> {
    await tx.query('UPDATE voting_token_key SET private_key = NULL WHERE round_id = $1', [round]);
  }
}
