import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.js';

/** The ballot key of a round as raw bytes of X25519. */
export interface BallotKey {
  readonly publicKey: Buffer;
  /** Null until the trustees have given their shares. */
  readonly privateKey: Buffer | null;
}

/** The keys to which ballots are sealed. */
@Injectable()
export class BallotKeyRepository {
  constructor(private readonly database: Database) {}

  /** The key of a round; null while none was made. */
  async of(round: RoundId): Promise<BallotKey | null> {
    const [row] = await this.database.rows<BallotKey>(
      `SELECT public_key AS "publicKey", private_key AS "privateKey" FROM voting_ballot_key WHERE round_id = $1`,
      [round],
    );
    return row ?? null;
  }
}
