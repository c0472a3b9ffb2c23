import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { RoundId } from '../../kernel/ids.js';
import { RoundEntity } from './round.entity.js';

/**
 * A ballot in the box. Its key is the random serial of the voter's device; there is no voter, no time, no address and no
 * sequence in it, and closing the round rewrites the rows in the order of their serials.
 */
@Entity('voting_ballot')
@Check('voting_ballot_serial', 'octet_length(serial) = 32')
@Check('voting_ballot_prefix', 'octet_length(prefix) = 32')
@Check('voting_ballot_leaf_hash', 'octet_length(leaf_hash) = 32')
export class BallotEntity {
  @PrimaryColumn({ type: 'uuid', name: 'round_id', primaryKeyConstraintName: 'PK_voting_ballot' })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_ballot_round' })
  readonly roundId!: RoundId;

  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'PK_voting_ballot' })
  readonly serial!: Buffer;

  @Column({ type: 'bytea' })
  readonly prefix!: Buffer;

  @Column({ type: 'bytea' })
  readonly signature!: Buffer;

  @Column({ type: 'bytea' })
  readonly content!: Buffer;

  @Column({ type: 'bytea', name: 'leaf_hash' })
  readonly leafHash!: Buffer;
}
