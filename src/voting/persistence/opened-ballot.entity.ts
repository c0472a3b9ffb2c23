import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { RoundId } from '../../kernel/ids.js';
import { RoundEntity } from './round.entity.js';

/** What was in a sealed ballot, by its place in the log of the box. Null: it does not open. */
@Entity('voting_opened_ballot')
@Check('voting_opened_ballot_leaf_index', 'leaf_index >= 0')
export class OpenedBallotEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'round_id',
    primaryKeyConstraintName: 'PK_voting_opened_ballot',
  })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_opened_ballot_round' })
  readonly roundId!: RoundId;

  @PrimaryColumn({
    type: 'integer',
    name: 'leaf_index',
    primaryKeyConstraintName: 'PK_voting_opened_ballot',
  })
  readonly leafIndex!: number;

  @Column({ type: 'bytea', nullable: true })
  readonly content!: Buffer | null;
}
