import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId, ListId } from '../../kernel/ids.js';
import { ListEntity } from './list.entity.js';

@Entity('list_building_consent')
@Check('list_building_consent_answer', "answer IN ('given', 'declined')")
@Check('list_building_consent_answered_by', "answered_by IN ('candidate', 'office', 'silence')")
@Check('list_building_consent_silence', "answered_by <> 'silence' OR answer = 'declined'")
@Check(
  'list_building_consent_range',
  'num_nonnulls(accepts_from, accepts_to) IN (0, 2) AND accepts_from > 0 AND accepts_to >= accepts_from',
)
@Check('list_building_consent_range_given', "accepts_from IS NULL OR answer = 'given'")
export class ListConsentEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'list_id',
    primaryKeyConstraintName: 'PK_list_building_consent',
  })
  @ForeignKey(() => ListEntity, { name: 'FK_list_building_consent_list' })
  readonly listId!: ListId;

  @PrimaryColumn({
    type: 'uuid',
    name: 'candidate_id',
    primaryKeyConstraintName: 'PK_list_building_consent',
  })
  readonly candidateId!: string;

  @Column({ type: 'text' })
  readonly answer!: 'given' | 'declined';

  /** The places accepted, both included; null: whatever place the list gives. */
  @Column({ type: 'integer', name: 'accepts_from', nullable: true })
  readonly acceptsFrom!: number | null;

  @Column({ type: 'integer', name: 'accepts_to', nullable: true })
  readonly acceptsTo!: number | null;

  /** The person, the office on their behalf, or silence until the deadline. */
  @Column({ type: 'text', name: 'answered_by', default: 'office' })
  readonly answeredBy!: 'candidate' | 'office' | 'silence';

  /** What the office rests an answer on that it recorded for somebody. */
  @Column({ type: 'text', default: '' })
  readonly ground!: string;

  @Column({ type: 'uuid', name: 'recorded_by' })
  readonly recordedBy!: AccountId;

  @Column({ type: 'timestamptz', name: 'recorded_at' })
  readonly recordedAt!: Date;
}
