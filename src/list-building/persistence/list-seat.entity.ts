import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AccountId, ListId } from '../../kernel/ids.js';
import { ListEntity } from './list.entity.js';

export type FilledAs = 'assigned' | 'next-in-order' | 'same-group' | 'by-decision';

/** One person's holding of one seat, from its filling to its vacancy. The history of a seat is its holdings. */
@Entity('list_building_seat')
@Index('list_building_seat_one_holder', ['listId', 'seat'], {
  unique: true,
  where: 'vacated_at IS NULL',
})
@Index('list_building_seat_one_seat', ['listId', 'candidateId'], { unique: true })
@Check('list_building_seat_number', 'seat > 0 AND holding > 0')
@Check(
  'list_building_seat_filled_as',
  "filled_as IN ('assigned', 'next-in-order', 'same-group', 'by-decision')",
)
@Check('list_building_seat_first', "(filled_as = 'assigned') = (holding = 1)")
@Check('list_building_seat_reasoned', "filled_as <> 'by-decision' OR btrim(reason) <> ''")
@Check(
  'list_building_seat_vacated',
  'num_nonnulls(vacated_reason, vacated_by, vacated_by_name, vacated_at) IN (0, 4)',
)
@Check('list_building_seat_vacated_reasoned', "btrim(vacated_reason) <> ''")
@Check('list_building_seat_vacated_after', 'vacated_at >= filled_at')
export class ListSeatEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'list_id',
    primaryKeyConstraintName: 'PK_list_building_seat',
  })
  @ForeignKey(() => ListEntity, { name: 'FK_list_building_seat_list' })
  readonly listId!: ListId;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'PK_list_building_seat' })
  readonly seat!: number;

  /** 1 for whoever got it first, 2 for the successor, and so on. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'PK_list_building_seat' })
  readonly holding!: number;

  @Column({ type: 'uuid', name: 'candidate_id' })
  readonly candidateId!: string;

  @Column({ type: 'text', name: 'filled_as' })
  readonly filledAs!: FilledAs;

  @Column({ type: 'text', default: '' })
  readonly reason!: string;

  /** Who stood before the successor in the reserve, and the quotas that passed them over. */
  @Column({ type: 'jsonb', name: 'passed_over', default: () => "'[]'" })
  readonly passedOver!: readonly { readonly id: string; readonly because: readonly string[] }[];

  @Column({ type: 'uuid', name: 'filled_by' })
  readonly filledBy!: AccountId;

  @Column({ type: 'text', name: 'filled_by_name', default: '' })
  readonly filledByName!: string;

  @Column({ type: 'timestamptz', name: 'filled_at' })
  readonly filledAt!: Date;

  @Column({ type: 'text', name: 'vacated_reason', nullable: true })
  readonly vacatedReason!: string | null;

  @Column({ type: 'uuid', name: 'vacated_by', nullable: true })
  readonly vacatedBy!: AccountId | null;

  @Column({ type: 'text', name: 'vacated_by_name', nullable: true })
  readonly vacatedByName!: string | null;

  @Column({ type: 'timestamptz', name: 'vacated_at', nullable: true })
  readonly vacatedAt!: Date | null;
}
