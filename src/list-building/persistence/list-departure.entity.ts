import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId, ListId } from '../../kernel/ids.js';
import type { LeavingCause } from '../domain/succession.js';
import { ListEntity } from './list.entity.js';

/** Somebody who left the place they had in a version; never changed or removed. */
@Entity('list_building_departure')
@Check('list_building_departure_place', 'place > 0')
@Check(
  'list_building_departure_cause',
  "cause IN ('withdrawn', 'struck-off', 'declined', 'silent', 'not-accepted')",
)
@Check('list_building_departure_versions', 'to_version > from_version')
export class ListDepartureEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'list_id',
    primaryKeyConstraintName: 'PK_list_building_departure',
  })
  @ForeignKey(() => ListEntity, { name: 'FK_list_building_departure_list' })
  readonly listId!: ListId;

  @PrimaryColumn({
    type: 'uuid',
    name: 'candidate_id',
    primaryKeyConstraintName: 'PK_list_building_departure',
  })
  readonly candidateId!: string;

  @PrimaryColumn({
    type: 'integer',
    name: 'from_version',
    primaryKeyConstraintName: 'PK_list_building_departure',
  })
  readonly fromVersion!: number;

  @Column({ type: 'integer' })
  readonly place!: number;

  @Column({ type: 'text' })
  readonly cause!: LeavingCause;

  /** The version that was built without them; null where nothing moved and the number stays empty. */
  @Column({ type: 'integer', name: 'to_version', nullable: true })
  readonly toVersion!: number | null;

  @Column({ type: 'uuid', name: 'recorded_by' })
  readonly recordedBy!: AccountId;

  @Column({ type: 'text', name: 'recorded_by_name' })
  readonly recordedByName!: string;

  @Column({ type: 'timestamptz', name: 'recorded_at' })
  readonly recordedAt!: Date;
}
