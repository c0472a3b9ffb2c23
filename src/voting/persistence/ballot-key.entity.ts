import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId, RoundId } from '../../kernel/ids.js';
import { RoundEntity } from './round.entity.js';

/** The key to which the ballots of one round are sealed, and the key of its trial. Both private halves are shared among trustees. */
@Entity('voting_ballot_key')
@Check('voting_ballot_key_public_key', 'octet_length(public_key) = 32')
@Check('voting_ballot_key_trial_public_key', 'octet_length(trial_public_key) = 32')
@Check('voting_ballot_key_two_keys', 'public_key <> trial_public_key')
@Check('voting_ballot_key_needed', 'needed BETWEEN 2 AND 15')
@Check('voting_ballot_key_trial_sealed', 'octet_length(trial_sealed) > 48')
@Check('voting_ballot_key_private_key', 'octet_length(private_key) = 32')
export class BallotKeyEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'round_id',
    primaryKeyConstraintName: 'PK_voting_ballot_key',
  })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_ballot_key_round' })
  readonly roundId!: RoundId;

  /** X25519, RFC 7748. */
  @Column({ type: 'bytea', name: 'public_key' })
  readonly publicKey!: Buffer;

  @Column({ type: 'bytea', name: 'trial_public_key' })
  readonly trialPublicKey!: Buffer;

  /** How many shares rebuild a private half. */
  @Column({ type: 'integer' })
  readonly needed!: number;

  /** The trial ballot, sealed to the trial key. */
  @Column({ type: 'bytea', name: 'trial_sealed' })
  readonly trialSealed!: Buffer;

  /** When the trial shares of all trustees opened the trial ballot. */
  @Column({ type: 'timestamptz', name: 'trial_opened_at', nullable: true })
  readonly trialOpenedAt!: Date | null;

  /** Rebuilt from shares, and public, when the round is closed. The database takes it no earlier. */
  @Column({ type: 'bytea', name: 'private_key', nullable: true })
  readonly privateKey!: Buffer | null;

  @Column({ type: 'uuid', name: 'made_by' })
  readonly madeBy!: AccountId;

  @Column({ type: 'timestamptz', name: 'made_at' })
  readonly madeAt!: Date;
}
