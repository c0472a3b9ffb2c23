import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { AccountId } from '../../kernel/ids.js';

/** Somebody who can be given a share of a ballot key, with the key to which it is sealed. */
@Entity('voting_trustee')
@Unique('voting_trustee_key_once', ['publicKey'])
@Check('voting_trustee_public_key', 'octet_length(public_key) = 32')
export class TrusteeEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'account_id',
    primaryKeyConstraintName: 'PK_voting_trustee',
  })
  readonly accountId!: AccountId;

  /** X25519, RFC 7748. The private half never leaves the trustee's device. */
  @Column({ type: 'bytea', name: 'public_key' })
  readonly publicKey!: Buffer;

  @Column({ type: 'timestamptz' })
  readonly at!: Date;
}
