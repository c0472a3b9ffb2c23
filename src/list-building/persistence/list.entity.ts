import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { ContestId, ListId, PrimaryId } from '../../kernel/ids.js';

export type ListState = 'built' | 'infeasible' | 'undecided' | 'filed';

@Entity('list_building_list')
@Unique('list_building_list_one_per_contest', ['contestId'])
@Check('list_building_list_state', "state IN ('built', 'infeasible', 'undecided', 'filed')")
@Check('list_building_list_places', 'places > 0 AND places <= allowed_places AND seats > 0')
export class ListEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'PK_list_building_list' })
  readonly id!: ListId;

  @Column({ type: 'uuid', name: 'primary_id' })
  readonly primaryId!: PrimaryId;

  @Column({ type: 'uuid', name: 'contest_id' })
  readonly contestId!: ContestId;

  @Column({ type: 'text' })
  readonly state!: ListState;

  @Column({ type: 'integer' })
  readonly version!: number;

  /** Fewer than allowed where fewer people stood. */
  @Column({ type: 'integer' })
  readonly places!: number;

  @Column({ type: 'integer', name: 'allowed_places' })
  readonly allowedPlaces!: number;

  @Column({ type: 'integer' })
  readonly seats!: number;
}
