import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/clock.js';
import type {
  AccountId,
  CandidacyId,
  ContestId,
  PrimaryId,
  TerritoryCode,
} from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { StoredFile } from '../../platform/files/index.js';
import type { Attendance, AttendanceMark } from '../domain/attendance.js';
import type { DebateState } from '../domain/debate-state.js';
import type { DebateId } from '../domain/ids.js';
import { toEvidence, type Evidence, type EvidenceColumns } from './evidence.js';

/** A participant of a debate. */
export interface DebateSlot {
  readonly candidacyId: CandidacyId;
  readonly position: number | null;
  readonly attendance: Attendance | null;
  readonly reason: string;
  readonly markedAt: Instant | null;
  readonly evidence: Evidence | null;
}

/** The lot of a debate, with the secret that only the draw may show. */
export interface StoredLot {
  readonly commitment: string;
  readonly secret: string;
  readonly word: string | null;
  readonly seed: string | null;
  readonly drawnAt: Instant | null;
}

/** A debate with its participants: in the order they speak once drawn, by identifier before. */
export interface StoredDebate {
  readonly id: DebateId;
  readonly primaryId: PrimaryId;
  readonly contestId: ContestId;
  readonly unit: TerritoryCode;
  readonly place: string;
  readonly startsAt: Instant;
  readonly streamAddress: string | null;
  readonly recordingAddress: string | null;
  readonly state: DebateState;
  readonly cancelledBecause: string | null;
  readonly lot: StoredLot;
  readonly slots: readonly DebateSlot[];
}

export interface NewDebateRow extends Pick<
  StoredDebate,
  'id' | 'primaryId' | 'contestId' | 'unit' | 'place' | 'startsAt' | 'streamAddress'
> {
  readonly lotSecret: string;
  readonly lotCommitment: string;
  readonly scheduledBy: AccountId;
  readonly scheduledAt: Instant;
}

interface DebateRow extends Omit<StoredDebate, 'lot' | 'slots'> {
  readonly lotSecret: string;
  readonly lotCommitment: string;
  readonly lotWord: string | null;
  readonly lotSeed: string | null;
  readonly drawnAt: Instant | null;
}

interface SlotRow extends Omit<DebateSlot, 'evidence'>, EvidenceColumns {
  readonly debateId: DebateId;
}

/** What of the debates is asked for; what is not named is not asked. */
export interface DebateFilter {
  readonly primaryId?: PrimaryId;
  readonly ids?: readonly DebateId[];
  readonly candidacyId?: CandidacyId;
}

const selectDebates = `
  SELECT d.id, d.primary_id AS "primaryId", d.contest_id AS "contestId", d.unit, d.place, d.starts_at AS "startsAt",
         d.stream_address AS "streamAddress", d.recording_address AS "recordingAddress", d.state,
         d.cancelled_because AS "cancelledBecause", d.lot_secret AS "lotSecret", d.lot_commitment AS "lotCommitment",
         d.lot_word AS "lotWord", d.lot_seed AS "lotSeed", d.drawn_at AS "drawnAt"
    FROM campaign_debate d`;

const selectSlots = `
  SELECT debate_id AS "debateId", candidacy_id AS "candidacyId", position, attendance, reason, marked_at AS "markedAt",
         evidence_name AS "evidenceName", evidence_type AS "evidenceType", evidence_hash AS "evidenceHash"
    FROM campaign_debate_slot WHERE debate_id = ANY($1) ORDER BY debate_id, position, candidacy_id`;

@Injectable()
export class DebateRepository {
  constructor(private readonly database: Database) {}

  /** The debates asked for, by the time they begin. */
  async find(filter: DebateFilter): Promise<StoredDebate[]> {
    const rows = await this.database.rows<DebateRow>(
      `${selectDebates}
        WHERE ($1::uuid IS NULL OR d.primary_id = $1)
          AND ($2::uuid[] IS NULL OR d.id = ANY($2))
          AND ($3::uuid IS NULL OR EXISTS
                (SELECT 1 FROM campaign_debate_slot s WHERE s.debate_id = d.id AND s.candidacy_id = $3))
        ORDER BY d.starts_at, d.unit, d.id`,
      [filter.primaryId ?? null, filter.ids ?? null, filter.candidacyId ?? null],
    );
    return await this.withSlots(rows);
  }

  /** The debate, held for the transaction, so that no two decisions about it are taken at once. */
  async hold(tx: Tx, id: DebateId): Promise<StoredDebate | null> {
    const rows = await this.database.rows<DebateRow>(
      `${selectDebates} WHERE d.id = $1 FOR UPDATE`,
      [id],
      tx,
    );
    const [debate] = await this.withSlots(rows, tx);
    return debate ?? null;
  }

  async add(tx: Tx, debate: NewDebateRow, participants: readonly CandidacyId[]): Promise<void> {
    await tx.query(
      `INSERT INTO campaign_debate (id, primary_id, contest_id, unit, place, starts_at, stream_address, state,
                                    lot_secret, lot_commitment, scheduled_by, scheduled_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'scheduled', $8, $9, $10, $11)`,
      [
        debate.id,
        debate.primaryId,
        debate.contestId,
        debate.unit,
        debate.place,
        debate.startsAt,
        debate.streamAddress,
        debate.lotSecret,
        debate.lotCommitment,
        debate.scheduledBy,
        debate.scheduledAt,
      ],
    );
    await tx.query(
      'INSERT INTO campaign_debate_slot (debate_id, candidacy_id) SELECT $1, unnest($2::uuid[])',
      [debate.id, participants],
    );
  }

  async draw(
    tx: Tx,
    id: DebateId,
    lot: { readonly word: string; readonly seed: string; readonly at: Instant },
    order: readonly CandidacyId[],
  ): Promise<void> {
    await tx.query(
      `UPDATE campaign_debate SET state = 'drawn', lot_word = $2, lot_seed = $3, drawn_at = $4 WHERE id = $1`,
      [id, lot.word, lot.seed, lot.at],
    );
    await tx.query(
      `UPDATE campaign_debate_slot SET position = drawn.position
         FROM unnest($2::uuid[]) WITH ORDINALITY AS drawn (candidacy_id, position)
        WHERE debate_id = $1 AND campaign_debate_slot.candidacy_id = drawn.candidacy_id`,
      [id, order],
    );
  }

  async mark(
    tx: Tx,
    id: DebateId,
    marks: readonly AttendanceMark[],
    by: { readonly account: AccountId; readonly at: Instant },
  ): Promise<void> {
    await tx.query(
      `UPDATE campaign_debate_slot SET attendance = m.attendance, reason = m.reason, marked_by = $5, marked_at = $6
         FROM unnest($2::uuid[], $3::text[], $4::text[]) AS m (candidacy_id, attendance, reason)
        WHERE debate_id = $1 AND campaign_debate_slot.candidacy_id = m.candidacy_id`,
      [
        id,
        marks.map(({ candidacyId }) => candidacyId),
        marks.map(({ attendance }) => attendance),
        marks.map(({ reason }) => reason.trim()),
        by.account,
        by.at,
      ],
    );
  }

  async attach(
    tx: Tx,
    id: DebateId,
    candidacy: CandidacyId,
    name: string,
    file: StoredFile,
  ): Promise<void> {
    await tx.query(
      `UPDATE campaign_debate_slot SET evidence_name = $3, evidence_type = $4, evidence_hash = $5
        WHERE debate_id = $1 AND candidacy_id = $2`,
      [id, candidacy, name, file.type, file.hash],
    );
  }

  async close(tx: Tx, id: DebateId, recordingAddress: string | null): Promise<void> {
    await tx.query(
      `UPDATE campaign_debate SET state = 'held', recording_address = $2 WHERE id = $1`,
      [id, recordingAddress],
    );
  }

  async cancel(tx: Tx, id: DebateId, because: string): Promise<void> {
    await tx.query(
      `UPDATE campaign_debate SET state = 'cancelled', cancelled_because = $2 WHERE id = $1`,
      [id, because],
    );
  }

  /** How many debates of a season have begun and are neither held nor cancelled. */
  async unfinished(primaryId: PrimaryId, now: Instant): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(
      `SELECT count(*)::integer AS count FROM campaign_debate
        WHERE primary_id = $1 AND state IN ('scheduled', 'drawn') AND starts_at <= $2`,
      [primaryId, now],
    );
    return row?.count ?? 0;
  }

  private async withSlots(
    rows: readonly DebateRow[],
    tx: Tx = this.database.reader,
  ): Promise<StoredDebate[]> {
    if (rows.length === 0) return [];
    const slots = await this.database.rows<SlotRow>(selectSlots, [rows.map(({ id }) => id)], tx);
    const byDebate = Map.groupBy(slots, ({ debateId }) => debateId);
    return rows.map((row) => toDebate(row, byDebate.get(row.id) ?? []));
  }
}

function toDebate(row: DebateRow, slots: readonly SlotRow[]): StoredDebate {
  const { lotSecret, lotCommitment, lotWord, lotSeed, drawnAt, ...debate } = row;
  return {
    ...debate,
    lot: {
      commitment: lotCommitment,
      secret: lotSecret,
      word: lotWord,
      seed: lotSeed,
      drawnAt,
    },
    slots: slots.map(toSlot),
  };
}

function toSlot(row: SlotRow): DebateSlot {
  const { candidacyId, position, attendance, reason, markedAt } = row;
  return { candidacyId, position, attendance, reason, markedAt, evidence: toEvidence(row) };
}
