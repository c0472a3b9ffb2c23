import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { ContestId, PrimaryId, TerritoryCode } from '../../kernel/ids.js';
import { SeasonEntity } from './season.entity.js';
import { TerritoryEntity } from './territory.entity.js';

@Entity('primary_contest')
@Unique('primary_contest_one_per_territory', ['primaryId', 'body', 'territory'])
@Check('primary_contest_seats', 'seats > 0 AND places >= seats')
export class ContestEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'PK_primary_contest' })
  readonly id!: ContestId;

  @Column({ type: 'uuid', name: 'primary_id' })
  @ForeignKey(() => SeasonEntity, { name: 'FK_primary_contest_season' })
  readonly primaryId!: PrimaryId;

  @Column({ type: 'text' })
  readonly body!: string;

  @Column({ type: 'text' })
  @ForeignKey(() => TerritoryEntity, { name: 'FK_primary_contest_territory' })
  readonly territory!: TerritoryCode;

  @Column({ type: 'integer' })
  readonly seats!: number;

  @Column({ type: 'integer' })
  readonly places!: number;

  /** The order of the rules: body by body, and the territory tree within. */
  @Column({ type: 'integer' })
  readonly position!: number;
}
