import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { ListId } from '../../kernel/ids.js';
import { ListEntity } from './list.entity.js';

/** The views that are kept with a list; mandates have a table of their own. */
export type ListView = 'as-voted' | 'after-quotas' | 'after-interventions' | 'as-filed';

@Entity('list_building_place')
@Unique('list_building_place_one_place_each', ['listId', 'version', 'view', 'candidateId'])
@Check(
  'list_building_place_view',
  "view IN ('as-voted', 'after-quotas', 'after-interventions', 'as-filed')",
)
@Check('list_building_place_number', 'place > 0')
export class ListPlaceEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'list_id',
    primaryKeyConstraintName: 'PK_list_building_place',
  })
  @ForeignKey(() => ListEntity, { name: 'FK_list_building_place_list' })
  readonly listId!: ListId;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'PK_list_building_place' })
  readonly version!: number;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'PK_list_building_place' })
  readonly view!: ListView;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'PK_list_building_place' })
  readonly place!: number;

  /** A candidacy, or an outsider. */
  @Column({ type: 'uuid', name: 'candidate_id' })
  readonly candidateId!: string;
}
