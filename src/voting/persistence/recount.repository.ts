import { Injectable } from '@nestjs/common';
import type { AccountId, CandidacyId, RoundId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { RoundCount } from '../domain/rounds/round-count.js';

/** A recount as it is kept. */
export interface StoredRecount {
  readonly number: number;
  readonly without: readonly CandidacyId[];
  readonly reason: string;
  readonly result: RoundCount;
  readonly hash: string;
  readonly countedAt: Date;
  readonly countedBy: AccountId;
}

/**
 * The recount in force of the round `r` with the first result `v`, for a lateral join; no row where there is none. Somebody
 * left after the vote and the round was counted again: from then on the recount is the result.
 */
export const recountInForce = `SELECT n.result, n.hash FROM voting_recount n
  WHERE n.round_id = r.id AND n.of_hash = v.hash AND n.result->>'outcome' <> 'waiting'
  ORDER BY n.number DESC LIMIT 1`;

/** The recounts of rounds without candidates who left. */
@Injectable()
export class RecountRepository {
  constructor(private readonly database: Database) {}

  /** The recounts of a round's present result, the first one first. */
  async of(roundId: RoundId, tx?: Tx): Promise<StoredRecount[]> {
    return await this.database.rows<StoredRecount>(
      `SELECT c.number, c.without, c.reason, c.result, c.hash, c.counted_at AS "countedAt",
              c.counted_by AS "countedBy"
         FROM voting_recount c JOIN voting_result v ON v.round_id = c.round_id AND v.hash = c.of_hash
        WHERE c.round_id = $1 ORDER BY c.number`,
      [roundId],
      tx,
    );
  }

  /** Keeps a recount; one that waits for the commission gives way to the one that follows its decision. */
  async keep(tx: Tx, roundId: RoundId, ofHash: string, recount: StoredRecount): Promise<void> {
    const { number, without, reason, result, hash, countedAt, countedBy } = recount;
    await tx.query(
      `INSERT INTO voting_recount (round_id, number, of_hash, without, reason, result, hash, counted_at, counted_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (round_id, number) DO UPDATE
         SET of_hash = $3, without = $4, reason = $5, result = $6, hash = $7, counted_at = $8, counted_by = $9
       WHERE voting_recount.result->>'outcome' = 'waiting'`,
      [
        roundId,
        number,
        ofHash,
        without,
        reason,
        JSON.stringify(result),
        hash,
        countedAt,
        countedBy,
      ],
    );
  }

  /** The number of the next recount: that of one that waits, or a new one. */
  async nextNumber(roundId: RoundId, tx: Tx): Promise<number> {
    const [row] = await this.database.rows<{ number: number }>(
      `SELECT coalesce(
         (SELECT number FROM voting_recount WHERE round_id = $1 AND result->>'outcome' = 'waiting'
           ORDER BY number DESC LIMIT 1),
         (SELECT max(number) + 1 FROM voting_recount WHERE round_id = $1), 1) AS number`,
      [roundId],
      tx,
    );
    return row?.number ?? 1;
  }
}
