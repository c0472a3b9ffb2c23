import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { ListId } from '../../kernel/ids.js';
import { ListEntity } from './list.entity.js';

/** Somebody who did not stand in the primary and was given a place where the rules allow it. */
@Entity('list_building_outsider')
@Check('list_building_outsider_named', "btrim(family) <> '' AND btrim(given) <> ''")
export class ListOutsiderEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'PK_list_building_outsider' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'list_id' })
  @ForeignKey(() => ListEntity, { name: 'FK_list_building_outsider_list' })
  readonly listId!: ListId;

  @Column({ type: 'text' })
  readonly family!: string;

  @Column({ type: 'text' })
  readonly given!: string;

  @Column({ type: 'text', nullable: true })
  readonly patronymic!: string | null;

  @Column({ type: 'text', array: true })
  readonly groups!: readonly string[];
}
