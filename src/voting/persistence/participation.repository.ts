import { Injectable } from '@nestjs/common';
import type { MemberId, RoundId } from '../../kernel/ids.js';
import { byteaArray, uuidArray } from '../../platform/database/binary-arrays.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { gateOfRound, acceptingRounds, type RoundGate } from './round-gate.js';

export interface VoterInRound {
  readonly round: RoundId;
  readonly member: MemberId;
}

/** How a voter stands in a round. */
export interface VoterStanding {
  /** Null when there is no such round. */
  readonly gate: RoundGate | null;
  /** Null when the voter is not on the roll. */
  readonly channel: 'online' | 'paper' | null;
  readonly blindedHash: Buffer | null;
  readonly blindSignature: Buffer | null;
}

export interface Participation extends VoterInRound {
  readonly blindedHash: Buffer;
  readonly blindSignature: Buffer;
}

/** A line of the issuance log: who was authorised, by pseudonym, and the SHA-256 of the blinded message. */
export interface Issued {
  readonly pseudonym: Buffer;
  readonly blindedHash: Buffer;
}

/** Who was authorised. Works on many voters in one statement; nothing here knows a ballot. */
@Injectable()
export class ParticipationRepository {
  constructor(private readonly database: Database) {}

  /** The standing of each voter asked for, in the order asked. */
  async standings(voters: readonly VoterInRound[]): Promise<VoterStanding[]> {
    return await this.database.rows<VoterStanding>(
      `SELECT CASE WHEN r.id IS NOT NULL THEN ${gateOfRound} END AS gate, e.channel,
              p.blinded_hash AS "blindedHash", p.blind_signature AS "blindSignature"
         FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS v (round_id, member_id, place)
         LEFT JOIN voting_round r ON r.id = v.round_id
         LEFT JOIN voting_roll_entry e ON e.round_id = v.round_id AND e.member_id = v.member_id
         LEFT JOIN voting_participation p ON p.round_id = v.round_id AND p.member_id = v.member_id
        ORDER BY v.place`,
      [voters.map(({ round }) => round), voters.map(({ member }) => member)],
    );
  }

  /**
   * Records those who may still be authorised at this moment: the round accepts, they are on the roll for the online
   * channel, and nobody was quicker. Answers the hashes of the blinded messages recorded, after the commit.
   */
  async record(participations: readonly Participation[]): Promise<Buffer[]> {
    const rows = await this.database.rows<{ blindedHash: Buffer }>(
      `WITH accepting AS (${acceptingRounds}), asked AS (
         SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bytea[])
           AS a (round_id, member_id, blinded_hash, blind_signature)
       ), online AS (
         SELECT e.round_id, e.member_id FROM voting_roll_entry e
           JOIN (SELECT DISTINCT round_id, member_id FROM asked) a
             ON a.round_id = e.round_id AND a.member_id = e.member_id
          WHERE e.channel = 'online' ORDER BY e.round_id, e.member_id FOR SHARE OF e
       )
       INSERT INTO voting_participation (round_id, member_id, blinded_hash, blind_signature)
       SELECT a.round_id, a.member_id, a.blinded_hash, a.blind_signature
         FROM asked a JOIN accepting ON accepting.id = a.round_id
         JOIN online o ON o.round_id = a.round_id AND o.member_id = a.member_id
        ORDER BY a.round_id, a.member_id
       ON CONFLICT DO NOTHING RETURNING blinded_hash AS "blindedHash"`,
      [
        uuidArray(participations.map(({ round }) => round)),
        uuidArray(participations.map(({ member }) => member)),
        byteaArray(participations.map(({ blindedHash }) => blindedHash)),
        byteaArray(participations.map(({ blindSignature }) => blindSignature)),
      ],
    );
    return rows.map(({ blindedHash }) => blindedHash);
  }

  /**
   * Writes the participations of a round anew in the order of the pseudonyms, in the caller's transaction: before this the
   * place of a row on the disk, and the transaction that wrote it, still tell roughly when its voter came. The check against
   * the roll locks its entries anew too, so that theirs no longer tell it either.
   */
  async rewriteInPseudonymOrder(tx: Tx, round: RoundId): Promise<void> {
    await tx.query(
      'CREATE TEMPORARY TABLE voting_participation_rewritten (LIKE voting_participation) ON COMMIT DROP',
    );
    await tx.query(
      `WITH taken AS (DELETE FROM voting_participation WHERE round_id = $1 RETURNING *)
       INSERT INTO voting_participation_rewritten SELECT * FROM taken`,
      [round],
    );
    await tx.query(
      `INSERT INTO voting_participation
       SELECT p.* FROM voting_participation_rewritten p
         JOIN voting_roll_entry e ON e.round_id = p.round_id AND e.member_id = p.member_id
        ORDER BY e.pseudonym`,
    );
  }

  /** The issuance log of a round in the rising order of the pseudonyms: a page of at most `limit` after a pseudonym. */
  async issued(
    round: RoundId,
    limit: number,
    after: Buffer = Buffer.alloc(0),
    tx: Tx = this.database.reader,
  ): Promise<Issued[]> {
    return await this.database.rows<Issued>(
      `SELECT e.pseudonym, p.blinded_hash AS "blindedHash" FROM voting_roll_entry e
         JOIN voting_participation p ON p.round_id = e.round_id AND p.member_id = e.member_id
        WHERE e.round_id = $1 AND e.pseudonym > $2 ORDER BY e.pseudonym LIMIT $3`,
      [round, after, limit],
      tx,
    );
  }

  /** The line of the issuance log under a pseudonym; null when there is none. */
  async issuedTo(round: RoundId, pseudonym: Buffer): Promise<Issued | null> {
    const [line] = await this.database.rows<Issued>(
      `SELECT e.pseudonym, p.blinded_hash AS "blindedHash" FROM voting_roll_entry e
         JOIN voting_participation p ON p.round_id = e.round_id AND p.member_id = e.member_id
        WHERE e.round_id = $1 AND e.pseudonym = $2`,
      [round, pseudonym],
    );
    return line ?? null;
  }

  /** How many voters were authorised in a round. */
  async count(round: RoundId): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(
      'SELECT count(*)::integer AS count FROM voting_participation WHERE round_id = $1',
      [round],
    );
    return row?.count ?? 0;
  }
}
