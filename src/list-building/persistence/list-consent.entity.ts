import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId, ListId } from '../../kernel/ids.js';
import { ListEntity } from './list.entity.js';

@Entity('list_building_consent')
@Check('list_building_consent_answer', "answer IN ('given', 'declined')")
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

  @Column({ type: 'uuid', name: 'recorded_by' })
  readonly recordedBy!: AccountId;

  @Column({ type: 'timestamptz', name: 'recorded_at' })
  readonly recordedAt!: Date;
}
