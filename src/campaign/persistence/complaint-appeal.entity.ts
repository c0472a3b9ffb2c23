import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId } from '../../kernel/ids.js';
import type { Party } from '../domain/complaint.js';
import type { ComplaintId } from '../domain/ids.js';
import type { StepLevel } from '../domain/ladder.js';
import { ComplaintEntity } from './complaint.entity.js';

/** Why a complaint went up to a step. */
@Entity('campaign_complaint_appeal')
@Check('campaign_complaint_appeal_step', "step IN ('regional', 'central')")
@Check('campaign_complaint_appeal_party', "party IN ('complainant', 'respondent')")
@Check('campaign_complaint_appeal_text', "btrim(text) <> ''")
export class ComplaintAppealEntity {
  @ForeignKey(() => ComplaintEntity, { name: 'FK_campaign_complaint_appeal_complaint' })
  @PrimaryColumn({
    type: 'uuid',
    name: 'complaint_id',
    primaryKeyConstraintName: 'PK_campaign_complaint_appeal',
  })
  readonly complaintId!: ComplaintId;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'PK_campaign_complaint_appeal' })
  readonly step!: StepLevel;

  @Column({ type: 'text' })
  readonly party!: Party;

  @Column({ type: 'text' })
  readonly text!: string;

  @Column({ type: 'uuid', name: 'filed_by' })
  readonly filedBy!: AccountId;

  @Column({ type: 'timestamptz', name: 'filed_at' })
  readonly filedAt!: Date;
}
