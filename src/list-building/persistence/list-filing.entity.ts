import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId, ListId } from '../../kernel/ids.js';
import { ListEntity } from './list.entity.js';

@Entity('list_building_filing')
@Check('list_building_filing_seats', 'seats_won >= 0')
@Check(
  'list_building_filing_seated_together',
  'num_nonnulls(seats_won, seated_by, seated_at) IN (0, 3)',
)
export class ListFilingEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'list_id',
    primaryKeyConstraintName: 'PK_list_building_filing',
  })
  @ForeignKey(() => ListEntity, { name: 'FK_list_building_filing_list' })
  readonly listId!: ListId;

  @Column({ type: 'integer' })
  readonly version!: number;

  @Column({ type: 'uuid', name: 'filed_by' })
  readonly filedBy!: AccountId;

  @Column({ type: 'text', name: 'filed_by_name' })
  readonly filedByName!: string;

  @Column({ type: 'timestamptz', name: 'filed_at' })
  readonly filedAt!: Date;

  /** The number and day of the minutes of the congress; empty where none are named. */
  @Column({ type: 'text', default: '' })
  readonly minutes!: string;

  @Column({ type: 'integer', name: 'seats_won', nullable: true })
  readonly seatsWon!: number | null;

  @Column({ type: 'uuid', name: 'seated_by', nullable: true })
  readonly seatedBy!: AccountId | null;

  @Column({ type: 'timestamptz', name: 'seated_at', nullable: true })
  readonly seatedAt!: Date | null;
}
