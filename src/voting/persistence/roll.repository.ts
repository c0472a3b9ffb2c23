import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../../kernel/calendar.js';
import type { ContestId, MemberId, RoundId, TerritoryCode } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import { hmacBlocks, pseudonymContext, rollKeyBytes } from '../tokens/roll-pseudonyms.js';
import type { Round } from './round.repository.js';

export interface RollSize {
  readonly size: number;
  /** Those of them who vote on paper from the beginning. */
  readonly paper: number;
}

/** A voter as everybody may see one: by pseudonym. */
export interface PublishedVoter {
  readonly pseudonym: Buffer;
  readonly channel: 'online' | 'paper';
}

/** How a member stands on the roll when the commission wants to mark the voter for paper. */
export interface PaperStanding {
  readonly member: MemberId;
  /** Null when the member is not on the roll. */
  readonly pseudonym: Buffer | null;
  readonly channel: 'online' | 'paper' | null;
  readonly authorised: boolean;
}

/** Delegates and rolls. */
@Injectable()
export class RollRepository {
  constructor(private readonly database: Database) {}

  /** Replaces the delegates of a unit. */
  async setDelegates(
    tx: Tx,
    at: { contestId: ContestId; stageId: string; unit: TerritoryCode },
    members: readonly MemberId[],
  ): Promise<void> {
    const key = [at.contestId, at.stageId, at.unit];
    await tx.query(
      'DELETE FROM voting_delegate WHERE contest_id = $1 AND stage_id = $2 AND unit = $3',
      key,
    );
    await tx.query(
      `INSERT INTO voting_delegate (contest_id, stage_id, unit, member_id)
       SELECT $1, $2, $3, unnest($4::uuid[])`,
      [...key, members],
    );
  }

  /**
   * Writes the roll of a round under a new key: the members of the unit who had joined by the cut-off, or the delegates set
   * for it, in the order of their pseudonyms. Who has no contact to sign in with votes on paper where there is paper.
   * Answers the size and how many of them vote on paper; afterwards the database refuses who would come or go.
   */
  async freeze(tx: Tx, round: Round, cutOff: CalendarDate): Promise<RollSize> {
    const key = randomBytes(rollKeyBytes);
    const { inner, outer } = hmacBlocks(key, pseudonymContext(round.id));
    const [electorate, values] =
      round.electorate === 'members'
        ? [
            'voting_member m WHERE starts_with(m.territory, $4) AND m.joined <= $5::date',
            [round.unit, cutOff],
          ]
        : [
            `voting_delegate d JOIN voting_member m ON m.id = d.member_id
              WHERE d.contest_id = $4 AND d.stage_id = $5 AND d.unit = $6`,
            [round.contestId, round.stageId, round.unit],
          ];
    // HMAC-SHA256 (RFC 2104) from PostgreSQL's own SHA-256: a roll of a million never leaves the database.
    const [size] = await tx.query<[RollSize]>(
      `WITH entered AS (
         INSERT INTO voting_roll_entry (round_id, member_id, channel, pseudonym)
         SELECT $1, m.id, ${channelOf(round)}, sha256($3::bytea || sha256($2::bytea || uuid_send(m.id))) AS pseudonym
           FROM ${electorate} ORDER BY pseudonym RETURNING channel)
       SELECT count(*)::integer AS size, (count(*) FILTER (WHERE channel = 'paper'))::integer AS paper FROM entered`,
      [round.id, inner, outer, ...values],
    );
    await tx.query('INSERT INTO voting_roll_key (round_id, key) VALUES ($1, $2)', [round.id, key]);
    return size;
  }

  /** The leaf hashes of a roll (RFC 9162) in the rising order of pseudonyms, a page at a time. */
  async *leafHashes(tx: Tx, round: RoundId): AsyncGenerator<readonly Buffer[]> {
    const page = 10_000;
    let after: Buffer = Buffer.alloc(0);
    for (;;) {
      const rows = await this.database.rows<{ pseudonym: Buffer; hash: Buffer }>(
        `SELECT pseudonym, sha256('\\x00'::bytea || pseudonym) AS hash FROM voting_roll_entry
          WHERE round_id = $1 AND pseudonym > $2 ORDER BY pseudonym LIMIT ${page}`,
        [round, after],
        tx,
      );
      const last = rows.at(-1);
      if (!last) return;
      yield rows.map(({ hash }) => hash);
      after = last.pseudonym;
    }
  }

  /** The roll in the rising order of pseudonyms: a page of at most `limit` after a pseudonym. */
  async published(
    round: RoundId,
    limit: number,
    after: Buffer = Buffer.alloc(0),
  ): Promise<PublishedVoter[]> {
    return await this.database.rows<PublishedVoter>(
      `SELECT pseudonym, channel FROM voting_roll_entry
        WHERE round_id = $1 AND pseudonym > $2 ORDER BY pseudonym LIMIT $3`,
      [round, after, limit],
    );
  }

  /** What a member is called in each round on whose roll the member stands. */
  async pseudonymsOf(member: MemberId): Promise<ReadonlyMap<RoundId, Buffer>> {
    const rows = await this.database.rows<{ round: RoundId; pseudonym: Buffer }>(
      'SELECT round_id AS round, pseudonym FROM voting_roll_entry WHERE member_id = $1',
      [member],
    );
    return new Map(rows.map(({ round, pseudonym }) => [round, pseudonym]));
  }

  /** The standing of each member, whose roll entries are held until the transaction ends. */
  async holdForPaper(
    tx: Tx,
    round: RoundId,
    members: readonly MemberId[],
  ): Promise<PaperStanding[]> {
    await tx.query(
      `SELECT 1 FROM voting_roll_entry WHERE round_id = $1 AND member_id = ANY ($2::uuid[])
        ORDER BY member_id FOR UPDATE`,
      [round, members],
    );
    // A statement of its own: it must see the authorisations that the lock waited for.
    return await tx.query<PaperStanding[]>(
      `SELECT v.member, e.pseudonym, e.channel, p.member_id IS NOT NULL AS authorised
         FROM unnest($2::uuid[]) AS v (member)
         LEFT JOIN voting_roll_entry e ON e.round_id = $1 AND e.member_id = v.member
         LEFT JOIN voting_participation p ON p.round_id = $1 AND p.member_id = v.member`,
      [round, members],
    );
  }

  async markForPaper(tx: Tx, round: RoundId, members: readonly MemberId[]): Promise<void> {
    await tx.query(
      `UPDATE voting_roll_entry SET channel = 'paper' WHERE round_id = $1 AND member_id = ANY ($2::uuid[])`,
      [round, members],
    );
  }

  /** How many delegates each unit of a stage has. */
  async delegateCounts(
    contestId: ContestId,
    stageId: string,
  ): Promise<ReadonlyMap<TerritoryCode, number>> {
    const rows = await this.database.rows<{ unit: TerritoryCode; delegates: number }>(
      `SELECT unit, count(*)::integer AS delegates FROM voting_delegate
        WHERE contest_id = $1 AND stage_id = $2 GROUP BY unit`,
      [contestId, stageId],
    );
    return new Map(rows.map(({ unit, delegates }) => [unit, delegates]));
  }

  /** The voters of a channel, in the order of their ids. */
  async voters(round: RoundId, channel: 'online' | 'paper'): Promise<MemberId[]> {
    const rows = await this.database.rows<{ id: MemberId }>(
      'SELECT member_id AS id FROM voting_roll_entry WHERE round_id = $1 AND channel = $2 ORDER BY member_id',
      [round, channel],
    );
    return rows.map(({ id }) => id);
  }
}

function channelOf({ channels }: Round): string {
  if (!channels.includes('paper')) return "'online'";
  if (!channels.includes('online')) return "'paper'";
  return "CASE WHEN m.phone IS NULL AND m.email IS NULL THEN 'paper' ELSE 'online' END";
}
