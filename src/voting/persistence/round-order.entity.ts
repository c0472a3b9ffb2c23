import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { RoundId } from '../../kernel/ids.js';
import { RoundEntity } from './round.entity.js';

/** In a box that is a program of its own: of which moment the newest order of the register about a round is. */
@Entity('voting_round_order')
export class RoundOrderEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'round_id',
    primaryKeyConstraintName: 'PK_voting_round_order',
  })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_round_order_round' })
  readonly roundId!: RoundId;

  /** By the clock of the register's database. */
  @Column({ type: 'timestamptz' })
  readonly at!: Date;
}
