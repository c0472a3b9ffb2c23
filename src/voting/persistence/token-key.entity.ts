import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { RoundId } from '../../kernel/ids.js';
import { RoundEntity } from './round.entity.js';

/** The key that signs the tokens of one round. Its private half is destroyed when the round closes. */
@Entity('voting_token_key')
export class TokenKeyEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'round_id',
    primaryKeyConstraintName: 'PK_voting_token_key',
  })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_token_key_round' })
  readonly roundId!: RoundId;

  /** SubjectPublicKeyInfo, DER. */
  @Column({ type: 'bytea', name: 'public_key' })
  readonly publicKey!: Buffer;

  /** PKCS #8, DER. */
  @Column({ type: 'bytea', name: 'private_key', nullable: true })
  readonly privateKey!: Buffer | null;
}
