import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AccountId, RoundId } from '../../kernel/ids.js';
import { BallotKeyEntity } from './ballot-key.entity.js';
import { TrusteeEntity } from './trustee.entity.js';

/** What one trustee has of the keys of one round: sealed at first, and what came back of it. */
@Entity('voting_key_share')
@Unique('voting_key_share_one_each', ['roundId', 'accountId'])
@Index('voting_key_share_account', ['accountId'])
@Check('voting_key_share_place', 'place BETWEEN 1 AND 15')
@Check('voting_key_share_trustee_key', 'octet_length(trustee_key) = 32')
@Check('voting_key_share_sealed', 'octet_length(sealed) = 114')
@Check('voting_key_share_commitment', 'octet_length(commitment) = 32')
@Check('voting_key_share_trial_commitment', 'octet_length(trial_commitment) = 32')
@Check('voting_key_share_trial_share', 'octet_length(trial_share) = 33')
@Check('voting_key_share_share', 'octet_length(share) = 33')
export class KeyShareEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'round_id',
    primaryKeyConstraintName: 'PK_voting_key_share',
  })
  @ForeignKey(() => BallotKeyEntity, { name: 'FK_voting_key_share_key' })
  readonly roundId!: RoundId;

  /** From 1 up, without a gap. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'PK_voting_key_share' })
  readonly place!: number;

  @Column({ type: 'uuid', name: 'account_id' })
  @ForeignKey(() => TrusteeEntity, { name: 'FK_voting_key_share_trustee' })
  readonly accountId!: AccountId;

  /** The trustee's public key to which the envelope is sealed. */
  @Column({ type: 'bytea', name: 'trustee_key' })
  readonly trusteeKey!: Buffer;

  /** The envelope: `enc` and ciphertext of the share and the trial share. */
  @Column({ type: 'bytea' })
  readonly sealed!: Buffer;

  @Column({ type: 'bytea' })
  readonly commitment!: Buffer;

  @Column({ type: 'bytea', name: 'trial_commitment' })
  readonly trialCommitment!: Buffer;

  /** Given back in the trial, before the round opens. */
  @Column({ type: 'bytea', name: 'trial_share', nullable: true })
  readonly trialShare!: Buffer | null;

  /** Given back when the round is closed. The database takes it no earlier. */
  @Column({ type: 'bytea', nullable: true })
  readonly share!: Buffer | null;
}
