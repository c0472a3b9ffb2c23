import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { AccountId, ListId } from '../../kernel/ids.js';
import { ListEntity } from './list.entity.js';

/** A place given by the leadership: numbered, named, reasoned, signed by two; never changed or removed. */
@Entity('list_building_intervention')
@Unique('list_building_intervention_place', ['listId', 'place'])
@Unique('list_building_intervention_person', ['listId', 'candidateId'])
@Check('list_building_intervention_number', 'number > 0 AND place > 0')
@Check('list_building_intervention_reasoned', "btrim(reason) <> ''")
@Check(
  'list_building_intervention_confirmed',
  'num_nonnulls(confirmed_by, confirmed_by_name, confirmed_at) IN (0, 3)',
)
@Check('list_building_intervention_two', 'confirmed_by <> author_id')
export class ListInterventionEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'list_id',
    primaryKeyConstraintName: 'PK_list_building_intervention',
  })
  @ForeignKey(() => ListEntity, { name: 'FK_list_building_intervention_list' })
  readonly listId!: ListId;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'PK_list_building_intervention' })
  readonly number!: number;

  @Column({ type: 'integer' })
  readonly place!: number;

  @Column({ type: 'uuid', name: 'candidate_id' })
  readonly candidateId!: string;

  @Column({ type: 'text' })
  readonly reason!: string;

  @Column({ type: 'uuid', name: 'author_id' })
  readonly authorId!: AccountId;

  @Column({ type: 'text', name: 'author_name' })
  readonly authorName!: string;

  @Column({ type: 'timestamptz', name: 'signed_at' })
  readonly signedAt!: Date;

  /** The second signature, with which it came into force; null where it was given before a second one was asked for. */
  @Column({ type: 'uuid', name: 'confirmed_by', nullable: true })
  readonly confirmedBy!: AccountId | null;

  @Column({ type: 'text', name: 'confirmed_by_name', nullable: true })
  readonly confirmedByName!: string | null;

  @Column({ type: 'timestamptz', name: 'confirmed_at', nullable: true })
  readonly confirmedAt!: Date | null;
}
