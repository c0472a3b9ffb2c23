import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { RoundId } from '../../kernel/ids.js';
import { RoundEntity } from './round.entity.js';

/** A paper voting place of a round. Without its protocol the round has no total. */
@Entity('voting_place')
@Unique('voting_place_name_once', ['roundId', 'name'])
@Check('voting_place_name', "btrim(name) <> ''")
@Check('voting_place_listed', 'listed >= 0')
export class PlaceEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'PK_voting_place' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'round_id' })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_place_round' })
  readonly roundId!: RoundId;

  @Column({ type: 'text' })
  readonly name!: string;

  /** How many voters are listed for the place; null where any voter on paper may come. */
  @Column({ type: 'integer', nullable: true })
  readonly listed!: number | null;
}
