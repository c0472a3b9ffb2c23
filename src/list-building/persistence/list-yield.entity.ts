import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AccountId, ListId } from '../../kernel/ids.js';
import { ListEntity } from './list.entity.js';

/** A place one person yields to another, signed by both; answered once, never removed. */
@Entity('list_building_yield')
@Index('list_building_yield_open', ['listId', 'giverId'], {
  unique: true,
  where: 'answer IS NULL',
})
@Check('list_building_yield_two', 'giver_id <> taker_id AND giver_place <> taker_place')
@Check('list_building_yield_places', 'number > 0 AND giver_place > 0 AND taker_place > 0')
@Check('list_building_yield_answer', "answer IN ('agreed', 'refused')")
@Check('list_building_yield_answered', 'num_nonnulls(answer, answered_by, answered_at) IN (0, 3)')
@Check(
  'list_building_yield_version',
  "(answer IS NOT DISTINCT FROM 'agreed') = (version IS NOT NULL)",
)
export class ListYieldEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'list_id',
    primaryKeyConstraintName: 'PK_list_building_yield',
  })
  @ForeignKey(() => ListEntity, { name: 'FK_list_building_yield_list' })
  readonly listId!: ListId;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'PK_list_building_yield' })
  readonly number!: number;

  @Column({ type: 'uuid', name: 'giver_id' })
  readonly giverId!: string;

  @Column({ type: 'uuid', name: 'taker_id' })
  readonly takerId!: string;

  @Column({ type: 'integer', name: 'giver_place' })
  readonly giverPlace!: number;

  @Column({ type: 'integer', name: 'taker_place' })
  readonly takerPlace!: number;

  @Column({ type: 'uuid', name: 'offered_by' })
  readonly offeredBy!: AccountId;

  @Column({ type: 'timestamptz', name: 'offered_at' })
  readonly offeredAt!: Date;

  @Column({ type: 'text', nullable: true })
  readonly answer!: 'agreed' | 'refused' | null;

  @Column({ type: 'uuid', name: 'answered_by', nullable: true })
  readonly answeredBy!: AccountId | null;

  @Column({ type: 'timestamptz', name: 'answered_at', nullable: true })
  readonly answeredAt!: Date | null;

  /** The version in which both stand on each other's places. */
  @Column({ type: 'integer', nullable: true })
  readonly version!: number | null;
}
