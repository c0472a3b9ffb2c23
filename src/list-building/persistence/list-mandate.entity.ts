import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { ListId } from '../../kernel/ids.js';
import { ListEntity } from './list.entity.js';

@Entity('list_building_mandate')
@Unique('list_building_mandate_rank', ['listId', 'status', 'rank'])
@Check('list_building_mandate_status', "status IN ('seated', 'reserve')")
@Check('list_building_mandate_number', 'rank > 0')
export class ListMandateEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'list_id',
    primaryKeyConstraintName: 'PK_list_building_mandate',
  })
  @ForeignKey(() => ListEntity, { name: 'FK_list_building_mandate_list' })
  readonly listId!: ListId;

  @PrimaryColumn({
    type: 'uuid',
    name: 'candidate_id',
    primaryKeyConstraintName: 'PK_list_building_mandate',
  })
  readonly candidateId!: string;

  @Column({ type: 'text' })
  readonly status!: 'seated' | 'reserve';

  /** The order among those of the same status. */
  @Column({ type: 'integer' })
  readonly rank!: number;

  /** The quotas that passed this person over for a seat; empty otherwise. */
  @Column({ type: 'text', name: 'passed_over_by', array: true })
  readonly passedOverBy!: readonly string[];
}
