import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { RoundId } from '../../kernel/ids.js';
import { RoundEntity } from './round.entity.js';

/**
 * A ballot in the box. Its key is the random serial of the voter's device; there is no voter, no time, no address and no
 * sequence in it: the place in the log of the box is shuffled, and closing the round rewrites the rows in its order.
 */
@Entity('voting_ballot')
@Check('voting_ballot_serial', 'octet_length(serial) = 32')
@Check('voting_ballot_prefix', 'octet_length(prefix) = 32')
@Check('voting_ballot_leaf_hash', 'octet_length(leaf_hash) = 32')
@Check('voting_ballot_leaf_index_not_negative', 'leaf_index >= 0')
@Index('voting_ballot_leaf_index', ['roundId', 'leafIndex'], { unique: true })
@Index('voting_ballot_by_leaf_hash', ['leafHash'], { where: 'leaf_index IS NOT NULL' })
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

  /** The encapsulated key, then the ciphertext (RFC 9180). */
  @Column({ type: 'bytea' })
  readonly sealed!: Buffer;

  @Column({ type: 'bytea', name: 'leaf_hash' })
  readonly leafHash!: Buffer;

  /** The place in the log of the box; null until the next tree head. */
  @Column({ type: 'integer', name: 'leaf_index', nullable: true })
  readonly leafIndex!: number | null;
}
