import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { byteaArray, uuidArray } from '../../platform/database/binary-arrays.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { LeafSpan } from '../../platform/public-log/index.js';
import type { StoredBallot } from './ballot.repository.js';

/** A ballot that has no place in the log of its box yet. */
export interface WaitingBallot {
  readonly serial: Buffer;
  readonly leafHash: Buffer;
}

/** A ballot by what its receipt says. */
export interface BallotStanding {
  readonly leafHash: Buffer;
  /** The place in the log; null until the next tree head. */
  readonly index: number | null;
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

  /** How many ballots of a box have their place here. */
  async placed(tx: Tx, round: RoundId): Promise<number> {
    const [row] = await tx.query<[{ placed: number }]>(
      `SELECT coalesce(max(leaf_index) + 1, 0)::integer AS placed FROM voting_ballot WHERE round_id = $1`,
      [round],
    );
    return row.placed;
  }

  /** Puts copies of the ballots of a box that is elsewhere at the places `from`, `from + 1`, … */
  async copy(tx: Tx, from: number, ballots: readonly StoredBallot[]): Promise<void> {
    await tx.query(
      `INSERT INTO voting_ballot (round_id, serial, prefix, signature, sealed, leaf_hash, leaf_index)
       SELECT b.round_id, b.serial, b.prefix, b.signature, b.sealed, b.leaf_hash, $7::integer + b.place - 1
         FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[]) WITH ORDINALITY
           AS b (round_id, serial, prefix, signature, sealed, leaf_hash, place) ORDER BY b.place`,
      [
        uuidArray(ballots.map(({ round }) => round)),
        byteaArray(ballots.map(({ serial }) => serial)),
        byteaArray(ballots.map(({ prefix }) => prefix)),
        byteaArray(ballots.map(({ signature }) => signature)),
        byteaArray(ballots.map(({ sealed }) => sealed)),
        byteaArray(ballots.map(({ leafHash }) => leafHash)),
        from,
      ],
    );
  }

  async standing(round: RoundId, serial: Buffer): Promise<BallotStanding | null> {
    const [row] = await this.database.rows<BallotStanding>(
      `SELECT leaf_hash AS "leafHash", leaf_index AS index FROM voting_ballot
        WHERE round_id = $1 AND serial = $2`,
      [round, serial],
    );
    return row ?? null;
  }

  /** The place of the ballot with a leaf hash; null when there is none, or none yet. */
  async indexOf(round: RoundId, leafHash: Buffer): Promise<number | null> {
    const [row] = await this.database.rows<{ index: number }>(
      `SELECT leaf_index AS index FROM voting_ballot
        WHERE leaf_hash = $2 AND leaf_index IS NOT NULL AND round_id = $1`,
      [round, leafHash],
    );
    return row?.index ?? null;
  }

  /** The ballots of a span in the order of the log. */
  async ballots(round: RoundId, { from, to }: LeafSpan): Promise<StoredBallot[]> {
    return await this.database.rows<StoredBallot>(
      `SELECT round_id AS round, serial, prefix, signature, sealed, leaf_hash AS "leafHash"
         FROM voting_ballot
        WHERE round_id = $1 AND leaf_index >= $2 AND leaf_index < $3 ORDER BY leaf_index`,
      [round, from, to],
    );
  }
}
