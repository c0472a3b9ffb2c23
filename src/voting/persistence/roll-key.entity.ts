import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { RoundId } from '../../kernel/ids.js';
import { RoundEntity } from './round.entity.js';

/**
 * What the pseudonyms of a roll are made with. It stays in the register and is never published: whoever has it and a list of
 * members can name everybody on the roll. A round that has it has a frozen roll.
 */
@Entity('voting_roll_key')
@Check('voting_roll_key_length', 'octet_length(key) = 32')
export class RollKeyEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'round_id',
    primaryKeyConstraintName: 'PK_voting_roll_key',
  })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_roll_key_round' })
  readonly roundId!: RoundId;

  @Column({ type: 'bytea' })
  readonly key!: Buffer;
}
