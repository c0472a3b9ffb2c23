import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { byteaArray, uuidArray } from '../../platform/database/binary-arrays.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { acceptingRounds, gateOfRound, type RoundGate } from './round-gate.js';

export interface StoredBallot {
  readonly round: RoundId;
  readonly serial: Uint8Array;
  readonly prefix: Uint8Array;
  readonly signature: Uint8Array;
  /** The encapsulated key, then the ciphertext. */
  readonly sealed: Uint8Array;
  readonly leafHash: Uint8Array;
}

/** What the box knows about a serial. */
export interface SerialStanding {
  /** Null when there is no such round. */
  readonly gate: RoundGate | null;
  /** The leaf hash of the ballot under the serial, if there is one. */
  readonly leafHash: Buffer | null;
}

/** What is the same for every ballot of a round, and never changes. */
export interface BoxForm {
  readonly contentBytes: number;
  readonly publicKey: Buffer;
}

/** The ballot box. Works on many ballots in one statement; nothing here knows a voter. */
@Injectable()
export class BallotRepository {
  constructor(private readonly database: Database) {}

  async form(round: RoundId): Promise<BoxForm | null> {
    const [row] = await this.database.rows<BoxForm>(
      `SELECT r.content_bytes AS "contentBytes", k.public_key AS "publicKey"
         FROM voting_round r JOIN voting_token_key k ON k.round_id = r.id WHERE r.id = $1`,
      [round],
    );
    return row ?? null;
  }

  /**
   * Puts ballots whose tokens were checked into the box, as far as their rounds accept at this moment and their serials
   * are new, in the order of their random serials. Answers how many were stored, after the commit.
   */
  async store(ballots: readonly StoredBallot[]): Promise<number> {
    const [row] = await this.database.rows<{ stored: number }>(
      `WITH accepting AS (${acceptingRounds}), stored AS (
         INSERT INTO voting_ballot (round_id, serial, prefix, signature, sealed, leaf_hash)
         SELECT b.* FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[])
             AS b (round_id, serial, prefix, signature, sealed, leaf_hash)
           JOIN accepting ON accepting.id = b.round_id
          ORDER BY b.round_id, b.serial
         ON CONFLICT DO NOTHING RETURNING 1
       ) SELECT count(*)::integer AS stored FROM stored`,
      [
        uuidArray(ballots.map(({ round }) => round)),
        byteaArray(ballots.map(({ serial }) => serial)),
        byteaArray(ballots.map(({ prefix }) => prefix)),
        byteaArray(ballots.map(({ signature }) => signature)),
        byteaArray(ballots.map(({ sealed }) => sealed)),
        byteaArray(ballots.map(({ leafHash }) => leafHash)),
      ],
    );
    return row?.stored ?? 0;
  }

  /** What stands under each serial, in the order asked. */
  async standings(
    ballots: readonly Pick<StoredBallot, 'round' | 'serial'>[],
  ): Promise<SerialStanding[]> {
    return await this.database.rows<SerialStanding>(
      `SELECT CASE WHEN r.id IS NOT NULL THEN ${gateOfRound} END AS gate, s.leaf_hash AS "leafHash"
         FROM unnest($1::uuid[], $2::bytea[]) WITH ORDINALITY AS b (round_id, serial, place)
         LEFT JOIN voting_round r ON r.id = b.round_id
         LEFT JOIN voting_ballot s ON s.round_id = b.round_id AND s.serial = b.serial
        ORDER BY b.place`,
      [ballots.map(({ round }) => round), ballots.map(({ serial }) => Buffer.from(serial))],
    );
  }

  async count(round: RoundId): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(
      'SELECT count(*)::integer AS count FROM voting_ballot WHERE round_id = $1',
      [round],
    );
    return row?.count ?? 0;
  }

  /** Whether a round takes ballots at this moment; null when there is no such round. */
  async gate(round: RoundId): Promise<RoundGate | null> {
    const [row] = await this.database.rows<{ gate: RoundGate }>(
      `SELECT ${gateOfRound} AS gate FROM voting_round r WHERE r.id = $1`,
      [round],
    );
    return row?.gate ?? null;
  }

  /**
   * Writes the box of a round anew in the order of its log, in the caller's transaction. Before this the place of a row on
   * the disk still tells roughly when its ballot came.
   */
  async rewriteInLogOrder(tx: Tx, round: RoundId): Promise<void> {
    await tx.query(
      'CREATE TEMPORARY TABLE voting_box_rewritten (LIKE voting_ballot) ON COMMIT DROP',
    );
    await tx.query(
      `WITH taken AS (DELETE FROM voting_ballot WHERE round_id = $1 RETURNING *)
       INSERT INTO voting_box_rewritten SELECT * FROM taken`,
      [round],
    );
    await tx.query(
      'INSERT INTO voting_ballot SELECT * FROM voting_box_rewritten ORDER BY leaf_index',
    );
  }
}
