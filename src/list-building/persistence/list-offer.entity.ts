import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId, ListId } from '../../kernel/ids.js';
import { ListEntity } from './list.entity.js';

/** A place offered to somebody on a built list; never changed or removed. */
@Entity('list_building_offer')
@Check('list_building_offer_place', 'place > 0')
@Check('list_building_offer_time', 'answer_by > offered_at')
export class ListOfferEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'list_id',
    primaryKeyConstraintName: 'PK_list_building_offer',
  })
  @ForeignKey(() => ListEntity, { name: 'FK_list_building_offer_list' })
  readonly listId!: ListId;

  @PrimaryColumn({
    type: 'uuid',
    name: 'candidate_id',
    primaryKeyConstraintName: 'PK_list_building_offer',
  })
  readonly candidateId!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'PK_list_building_offer' })
  readonly version!: number;

  @Column({ type: 'integer' })
  readonly place!: number;

  @Column({ type: 'uuid', name: 'offered_by' })
  readonly offeredBy!: AccountId;

  @Column({ type: 'timestamptz', name: 'offered_at' })
  readonly offeredAt!: Date;

  /** Null: the rules set no deadline. */
  @Column({ type: 'timestamptz', name: 'answer_by', nullable: true })
  readonly answerBy!: Date | null;
}
