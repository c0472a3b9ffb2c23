import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId } from '../../kernel/ids.js';
import type { Sanction } from '../domain/complaint.js';
import type { ComplaintId } from '../domain/ids.js';
import type { StepLevel } from '../domain/ladder.js';
import { ComplaintEntity } from './complaint.entity.js';

@Entity('campaign_complaint_decision')
@Check('campaign_complaint_decision_step', "step IN ('territorial', 'regional', 'central')")
@Check('campaign_complaint_decision_outcome', "outcome IN ('upheld', 'rejected')")
@Check('campaign_complaint_decision_sanction', "sanction IN ('warning', 'removal')")
@Check('campaign_complaint_decision_breach', "sanction IS NULL OR outcome = 'upheld'")
@Check('campaign_complaint_decision_text', "btrim(text) <> ''")
export class ComplaintDecisionEntity {
  @ForeignKey(() => ComplaintEntity, { name: 'FK_campaign_complaint_decision_complaint' })
  @PrimaryColumn({
    type: 'uuid',
    name: 'complaint_id',
    primaryKeyConstraintName: 'PK_campaign_complaint_decision',
  })
  readonly complaintId!: ComplaintId;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'PK_campaign_complaint_decision' })
  readonly step!: StepLevel;

  @Column({ type: 'text' })
  readonly outcome!: 'upheld' | 'rejected';

  @Column({ type: 'text', nullable: true })
  readonly sanction!: Sanction | null;

  @Column({ type: 'text' })
  readonly text!: string;

  @Column({ type: 'uuid', name: 'decided_by' })
  readonly decidedBy!: AccountId;

  @Column({ type: 'timestamptz', name: 'decided_at' })
  readonly decidedAt!: Date;

  @Column({ type: 'timestamptz', name: 'appeal_by', nullable: true })
  readonly appealBy!: Date | null;
}
