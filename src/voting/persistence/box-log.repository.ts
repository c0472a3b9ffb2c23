import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';

/** A ballot that has no place in the log of its box yet. */
export interface WaitingBallot {
  readonly serial: Buffer;
  readonly leafHash: Buffer;
}

/** How many ballots one statement gives their places. */
const atOnce = 5_000;

/** The places of ballots in the log of their box. */
@Injectable()
export class BoxLogRepository {
  constructor(private readonly database: Database) {}

  /**
   * The rounds not yet closed in whose boxes something waits. The last of an index that puts null at its end tells it for a
   * round, however large the box is and whatever the statistics of the table say.
   */
  async roundsWaiting(): Promise<RoundId[]> {
    const rows = await this.database.rows<{ id: RoundId }>(
      `SELECT r.id FROM voting_round r
        CROSS JOIN LATERAL (
          SELECT b.leaf_index FROM voting_ballot b WHERE b.round_id = r.id
           ORDER BY b.round_id DESC, b.leaf_index DESC LIMIT 1) last
        WHERE r.state IN ('open', 'paused', 'extended') AND last.leaf_index IS NULL`,
    );
    return rows.map(({ id }) => id);
  }

  /** Up to `most` ballots without a place. */
  async waiting(tx: Tx, round: RoundId, most: number): Promise<WaitingBallot[]> {
    return await tx.query<WaitingBallot[]>(
      `SELECT serial, leaf_hash AS "leafHash" FROM voting_ballot
        WHERE round_id = $1 AND leaf_index IS NULL ORDER BY round_id, leaf_index LIMIT $2`,
      [round, most],
    );
  }

  /** Gives the ballots under the serials the places `from`, `from + 1`, … */
  async place(tx: Tx, round: RoundId, from: number, serials: readonly Buffer[]): Promise<void> {
    for (let at = 0; at < serials.length; at += atOnce) {
      await tx.query(
        `UPDATE voting_ballot b SET leaf_index = $2::integer + n.place - 1
           FROM unnest($3::bytea[]) WITH ORDINALITY AS n (serial, place)
          WHERE b.round_id = $1 AND b.serial = n.serial AND b.leaf_index IS NULL`,
        [round, from + at, serials.slice(at, at + atOnce)],
      );
    }
  }
}
