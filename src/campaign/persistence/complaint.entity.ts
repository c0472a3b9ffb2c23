import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type {
  AccountId,
  CandidacyId,
  ContestId,
  PrimaryId,
  TerritoryCode,
} from '../../kernel/ids.js';
import type { ComplaintState } from '../domain/complaint-state.js';
import type { ComplaintGround } from '../domain/complaint.js';
import type { ComplaintId } from '../domain/ids.js';
import type { StepLevel } from '../domain/ladder.js';

@Entity('campaign_complaint')
@Index('campaign_complaint_queue', ['primaryId', 'state', 'decideBy'])
@Index('campaign_complaint_filed_by', ['filedBy'])
@Index('campaign_complaint_respondent_id', ['respondentId'])
@Check(
  'campaign_complaint_ground',
  "ground IN ('bribery', 'use-of-office', 'pressure-on-voters', 'false-statements', 'insult', 'unlawful-campaigning', 'identity-fraud', 'debate-misconduct', 'commission-breach')",
)
@Check('campaign_complaint_respondent', "(ground = 'commission-breach') = (respondent_id IS NULL)")
@Check('campaign_complaint_state', "state IN ('filed', 'decided', 'appealed', 'final')")
@Check('campaign_complaint_step', "step IN ('territorial', 'regional', 'central')")
@Check('campaign_complaint_text', "btrim(text) <> ''")
@Check('campaign_complaint_after', 'happened_at <= filed_at')
@Check(
  'campaign_complaint_evidence',
  'num_nonnulls(evidence_name, evidence_type, evidence_hash) IN (0, 3)',
)
export class ComplaintEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'PK_campaign_complaint' })
  readonly id!: ComplaintId;

  @Column({ type: 'uuid', name: 'primary_id' })
  readonly primaryId!: PrimaryId;

  @Column({ type: 'uuid', name: 'contest_id' })
  readonly contestId!: ContestId;

  @Column({ type: 'text' })
  readonly territory!: TerritoryCode;

  @Column({ type: 'text' })
  readonly ground!: ComplaintGround;

  /** The candidacy complained of; null when the complaint is about a commission. */
  @Column({ type: 'uuid', name: 'respondent_id', nullable: true })
  readonly respondentId!: CandidacyId | null;

  @Column({ type: 'timestamptz', name: 'happened_at' })
  readonly happenedAt!: Date;

  @Column({ type: 'text' })
  readonly text!: string;

  @Column({ type: 'uuid', name: 'filed_by' })
  readonly filedBy!: AccountId;

  @Column({ type: 'timestamptz', name: 'filed_at' })
  readonly filedAt!: Date;

  @Column({ type: 'text' })
  readonly state!: ComplaintState;

  /** The body that has it now, or had it last. */
  @Column({ type: 'text' })
  readonly step!: StepLevel;

  @Column({ type: 'timestamptz', name: 'decide_by' })
  readonly decideBy!: Date;

  @Column({ type: 'text', name: 'evidence_name', nullable: true })
  readonly evidenceName!: string | null;

  @Column({ type: 'text', name: 'evidence_type', nullable: true })
  readonly evidenceType!: string | null;

  @Column({ type: 'text', name: 'evidence_hash', nullable: true })
  readonly evidenceHash!: string | null;
}
