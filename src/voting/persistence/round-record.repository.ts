import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { Database } from '../../platform/database/index.js';

/** The keys of a round as they are published once it is over. */
export interface PublishedKey {
  readonly publicKey: Buffer;
  readonly privateKey: Buffer | null;
  readonly trialPublicKey: Buffer;
  readonly needed: number;
  readonly trialSealed: Buffer;
  readonly trialOpenedAt: Date | null;
}

/** What one trustee had of them. */
export interface PublishedShare {
  readonly place: number;
  readonly trustee: string;
  readonly trusteeKey: Buffer;
  readonly sealed: Buffer;
  readonly commitment: Buffer;
  readonly trialCommitment: Buffer;
  readonly trialShare: Buffer | null;
  readonly share: Buffer | null;
}

const page = 5_000;

/** What of a round is published when it is over, as the tables have it: nothing is corrected or left out on the way. */
@Injectable()
export class RoundRecordRepository {
  constructor(private readonly database: Database) {}

  async attempt(round: RoundId): Promise<number> {
    const [row] = await this.database.rows<{ attempt: number }>(
      'SELECT attempt FROM voting_round WHERE id = $1',
      [round],
    );
    return row?.attempt ?? 1;
  }

  async ballotKey(round: RoundId): Promise<PublishedKey | null> {
    const [row] = await this.database.rows<PublishedKey>(
      `SELECT public_key AS "publicKey", private_key AS "privateKey", trial_public_key AS "trialPublicKey", needed,
              trial_sealed AS "trialSealed", trial_opened_at AS "trialOpenedAt"
         FROM voting_ballot_key WHERE round_id = $1`,
      [round],
    );
    return row ?? null;
  }

  async shares(round: RoundId): Promise<PublishedShare[]> {
    return await this.database.rows<PublishedShare>(
      `SELECT place, account_id AS trustee, trustee_key AS "trusteeKey", sealed, commitment,
              trial_commitment AS "trialCommitment", trial_share AS "trialShare", share
         FROM voting_key_share WHERE round_id = $1 ORDER BY place`,
      [round],
    );
  }

  /** The roll in the rising order of pseudonyms: 32 bytes each, and a byte that says 1 for online, 2 for paper. */
  roll(round: RoundId): AsyncGenerator<Buffer> {
    return this.pages<{ pseudonym: Buffer; channel: string }>(
      `SELECT pseudonym, channel FROM voting_roll_entry
        WHERE round_id = $1 AND pseudonym > $2 ORDER BY pseudonym LIMIT ${page}`,
      round,
      ({ pseudonym }) => pseudonym,
      ({ pseudonym, channel }) =>
        Buffer.concat([pseudonym, Buffer.of(channel === 'paper' ? 2 : 1)]),
    );
  }

  /** The issuance log in the same order: pseudonym and hash of the blinded message, 32 bytes each. */
  issued(round: RoundId): AsyncGenerator<Buffer> {
    return this.pages<{ pseudonym: Buffer; blindedHash: Buffer }>(
      `SELECT e.pseudonym, p.blinded_hash AS "blindedHash" FROM voting_roll_entry e
         JOIN voting_participation p ON p.round_id = e.round_id AND p.member_id = e.member_id
        WHERE e.round_id = $1 AND e.pseudonym > $2 ORDER BY e.pseudonym LIMIT ${page}`,
      round,
      ({ pseudonym }) => pseudonym,
      ({ pseudonym, blindedHash }) => Buffer.concat([pseudonym, blindedHash]),
    );
  }

  private async *pages<Row>(
    query: string,
    round: RoundId,
    keyOf: (row: Row) => Buffer,
    bytesOf: (row: Row) => Buffer,
  ): AsyncGenerator<Buffer> {
    let after: Buffer = Buffer.alloc(0);
    for (;;) {
      const rows = await this.database.rows<Row>(query, [round, after]);
      const last = rows.at(-1);
      if (!last) return;
      yield Buffer.concat(rows.map(bytesOf));
      after = keyOf(last);
    }
  }
}
