import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { RoundId } from '../../kernel/ids.js';
import { RoundEntity } from './round.entity.js';

/**
 * What was in a stretch of the log of a box, from one place on: for each ballot a byte of `opens`, 1 where it opens and 0 where it
 * does not, and as many bytes of `contents` as a ballot of the round has, zeros where it does not open.
 */
@Entity('voting_opened_stretch')
@Check('voting_opened_stretch_leaf_from', 'leaf_from >= 0')
@Check(
  'voting_opened_stretch_whole',
  'octet_length(opens) > 0 AND octet_length(contents) % octet_length(opens) = 0',
)
export class OpenedStretchEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'round_id',
    primaryKeyConstraintName: 'PK_voting_opened_stretch',
  })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_opened_stretch_round' })
  readonly roundId!: RoundId;

  @PrimaryColumn({
    type: 'integer',
    name: 'leaf_from',
    primaryKeyConstraintName: 'PK_voting_opened_stretch',
  })
  readonly leafFrom!: number;

  @Column({ type: 'bytea' })
  readonly opens!: Buffer;

  @Column({ type: 'bytea' })
  readonly contents!: Buffer;
}
