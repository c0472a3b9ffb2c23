import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AccountId, CandidacyId } from '../../kernel/ids.js';
import type { Attendance } from '../domain/attendance.js';
import type { DebateId } from '../domain/ids.js';
import { DebateEntity } from './debate.entity.js';

/** A participant of a debate: when they speak, and whether they came. */
@Entity('campaign_debate_slot')
@Unique('campaign_debate_slot_position', ['debateId', 'position'])
@Index('campaign_debate_slot_candidacy', ['candidacyId'])
@Check('campaign_debate_slot_from_one', 'position > 0')
@Check('campaign_debate_slot_attendance', "attendance IN ('present', 'absent', 'excused')")
@Check('campaign_debate_slot_excused', "attendance <> 'excused' OR btrim(reason) <> ''")
@Check('campaign_debate_slot_marked', 'num_nonnulls(attendance, marked_by, marked_at) IN (0, 3)')
@Check('campaign_debate_slot_drawn_first', 'attendance IS NULL OR position IS NOT NULL')
@Check(
  'campaign_debate_slot_evidence',
  'num_nonnulls(evidence_name, evidence_type, evidence_hash) IN (0, 3)',
)
export class DebateSlotEntity {
  @ForeignKey(() => DebateEntity, { name: 'FK_campaign_debate_slot_debate' })
  @PrimaryColumn({
    type: 'uuid',
    name: 'debate_id',
    primaryKeyConstraintName: 'PK_campaign_debate_slot',
  })
  readonly debateId!: DebateId;

  @PrimaryColumn({
    type: 'uuid',
    name: 'candidacy_id',
    primaryKeyConstraintName: 'PK_campaign_debate_slot',
  })
  readonly candidacyId!: CandidacyId;

  /** The place in the order of speakers, from 1; null until drawn. */
  @Column({ type: 'integer', nullable: true })
  readonly position!: number | null;

  @Column({ type: 'text', nullable: true })
  readonly attendance!: Attendance | null;

  @Column({ type: 'text', default: '' })
  readonly reason!: string;

  @Column({ type: 'uuid', name: 'marked_by', nullable: true })
  readonly markedBy!: AccountId | null;

  @Column({ type: 'timestamptz', name: 'marked_at', nullable: true })
  readonly markedAt!: Date | null;

  @Column({ type: 'text', name: 'evidence_name', nullable: true })
  readonly evidenceName!: string | null;

  @Column({ type: 'text', name: 'evidence_type', nullable: true })
  readonly evidenceType!: string | null;

  @Column({ type: 'text', name: 'evidence_hash', nullable: true })
  readonly evidenceHash!: string | null;
}
