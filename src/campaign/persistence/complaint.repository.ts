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
import type { ComplaintState } from '../domain/complaint-state.js';
import type { ComplaintDecision, ComplaintGround, Hearing, Party } from '../domain/complaint.js';
import type { ComplaintId } from '../domain/ids.js';
import type { StepLevel } from '../domain/ladder.js';
import { toEvidence, type Evidence, type EvidenceColumns } from './evidence.js';

/** Why a complaint went up to a step. */
export interface ComplaintAppeal {
  readonly step: StepLevel;
  readonly party: Party;
  readonly text: string;
  readonly filedBy: AccountId;
  readonly filedAt: Instant;
}

/** A complaint with all that was said about it, the lowest step first. */
export interface StoredComplaint {
  readonly id: ComplaintId;
  readonly primaryId: PrimaryId;
  readonly contestId: ContestId;
  readonly territory: TerritoryCode;
  readonly ground: ComplaintGround;
  readonly respondent: CandidacyId | null;
  readonly happenedAt: Instant;
  readonly text: string;
  readonly filedBy: AccountId;
  readonly filedAt: Instant;
  readonly state: ComplaintState;
  readonly step: StepLevel;
  readonly decideBy: Instant;
  readonly evidence: Evidence | null;
  readonly decisions: readonly ComplaintDecision[];
  readonly appeals: readonly ComplaintAppeal[];
}

export type NewComplaintRow = Omit<StoredComplaint, 'state' | 'decisions' | 'appeals'>;

interface ComplaintRow
  extends Omit<StoredComplaint, 'evidence' | 'decisions' | 'appeals'>, EvidenceColumns {}

/** What of the complaints is asked for; what is not named is not asked. */
export interface ComplaintFilter {
  readonly primaryId?: PrimaryId;
  readonly ids?: readonly ComplaintId[];
  readonly filedBy?: AccountId;
  readonly respondents?: readonly CandidacyId[];
}

const selectComplaints = `
  SELECT id, primary_id AS "primaryId", contest_id AS "contestId", territory, ground, respondent_id AS respondent,
         happened_at AS "happenedAt", text, filed_by AS "filedBy", filed_at AS "filedAt", state, step,
         decide_by AS "decideBy", evidence_name AS "evidenceName", evidence_type AS "evidenceType",
         evidence_hash AS "evidenceHash"
    FROM campaign_complaint`;

const selectDecisions = `
  SELECT complaint_id AS "complaintId", step, outcome, sanction, text, decided_by AS "decidedBy",
         decided_at AS "decidedAt", appeal_by AS "appealBy"
    FROM campaign_complaint_decision WHERE complaint_id = ANY($1) ORDER BY decided_at`;

const selectAppeals = `
  SELECT complaint_id AS "complaintId", step, party, text, filed_by AS "filedBy", filed_at AS "filedAt"
    FROM campaign_complaint_appeal WHERE complaint_id = ANY($1) ORDER BY filed_at`;

@Injectable()
export class ComplaintRepository {
  constructor(private readonly database: Database) {}

  /** The complaints asked for: those that wait first, by their deadline, then the others, the newest first. */
  async find(filter: ComplaintFilter): Promise<StoredComplaint[]> {
    const rows = await this.database.rows<ComplaintRow>(
      `${selectComplaints}
        WHERE ($1::uuid IS NULL OR primary_id = $1)
          AND ($2::uuid[] IS NULL OR id = ANY($2))
          AND ($3::uuid IS NULL OR filed_by = $3)
          AND ($4::uuid[] IS NULL OR respondent_id = ANY($4))
        ORDER BY state NOT IN ('filed', 'appealed'),
                 CASE WHEN state IN ('filed', 'appealed') THEN decide_by END, filed_at DESC, id`,
      [
        filter.primaryId ?? null,
        filter.ids ?? null,
        filter.filedBy ?? null,
        filter.respondents ?? null,
      ],
    );
    return await this.withHistory(rows);
  }

  /** The complaint, held for the transaction, so that no two decisions about it are taken at once. */
  async hold(tx: Tx, id: ComplaintId): Promise<StoredComplaint | null> {
    const rows = await this.database.rows<ComplaintRow>(
      `${selectComplaints} WHERE id = $1 FOR UPDATE`,
      [id],
      tx,
    );
    const [complaint] = await this.withHistory(rows, tx);
    return complaint ?? null;
  }

  async add(tx: Tx, complaint: NewComplaintRow): Promise<void> {
    const { evidence } = complaint;
    await tx.query(
      `INSERT INTO campaign_complaint (id, primary_id, contest_id, territory, ground, respondent_id, happened_at, text,
         filed_by, filed_at, state, step, decide_by, evidence_name, evidence_type, evidence_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'filed', $11, $12, $13, $14, $15)`,
      [
        complaint.id,
        complaint.primaryId,
        complaint.contestId,
        complaint.territory,
        complaint.ground,
        complaint.respondent,
        complaint.happenedAt,
        complaint.text,
        complaint.filedBy,
        complaint.filedAt,
        complaint.step,
        complaint.decideBy,
        evidence?.name ?? null,
        evidence?.type ?? null,
        evidence?.hash ?? null,
      ],
    );
  }

  async decide(
    tx: Tx,
    id: ComplaintId,
    state: ComplaintState,
    decision: ComplaintDecision,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO campaign_complaint_decision (complaint_id, step, outcome, sanction, text, decided_by, decided_at,
                                                appeal_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        decision.step,
        decision.outcome,
        decision.sanction,
        decision.text,
        decision.decidedBy,
        decision.decidedAt,
        decision.appealBy,
      ],
    );
    await tx.query('UPDATE campaign_complaint SET state = $2 WHERE id = $1', [id, state]);
  }

  async appeal(
    tx: Tx,
    id: ComplaintId,
    hearing: Hearing,
    appeal: Omit<ComplaintAppeal, 'step'>,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO campaign_complaint_appeal (complaint_id, step, party, text, filed_by, filed_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, hearing.step, appeal.party, appeal.text, appeal.filedBy, appeal.filedAt],
    );
    await tx.query(
      `UPDATE campaign_complaint SET state = 'appealed', step = $2, decide_by = $3 WHERE id = $1`,
      [id, hearing.step, hearing.decideBy],
    );
  }

  /** How many complaints of a season wait for a body. */
  async waiting(primaryId: PrimaryId): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(
      `SELECT count(*)::integer AS count FROM campaign_complaint
        WHERE primary_id = $1 AND state IN ('filed', 'appealed')`,
      [primaryId],
    );
    return row?.count ?? 0;
  }

  private async withHistory(
    rows: readonly ComplaintRow[],
    tx: Tx = this.database.reader,
  ): Promise<StoredComplaint[]> {
    if (rows.length === 0) return [];
    const ids = [rows.map(({ id }) => id)];
    const decisions = await this.database.rows<ComplaintDecision & OfComplaint>(
      selectDecisions,
      ids,
      tx,
    );
    const appeals = await this.database.rows<ComplaintAppeal & OfComplaint>(selectAppeals, ids, tx);
    return rows.map((row) => toComplaint(row, decisions, appeals));
  }
}

interface OfComplaint {
  readonly complaintId: ComplaintId;
}

function toComplaint(
  row: ComplaintRow,
  decisions: readonly (ComplaintDecision & OfComplaint)[],
  appeals: readonly (ComplaintAppeal & OfComplaint)[],
): StoredComplaint {
  return {
    id: row.id,
    primaryId: row.primaryId,
    contestId: row.contestId,
    territory: row.territory,
    ground: row.ground,
    respondent: row.respondent,
    happenedAt: row.happenedAt,
    text: row.text,
    filedBy: row.filedBy,
    filedAt: row.filedAt,
    state: row.state,
    step: row.step,
    decideBy: row.decideBy,
    evidence: toEvidence(row),
    decisions: decisions.filter(({ complaintId }) => complaintId === row.id),
    appeals: appeals.filter(({ complaintId }) => complaintId === row.id),
  };
}
