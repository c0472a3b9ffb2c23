import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId, RoundId } from '../../kernel/ids.js';
import { RoundEntity } from './round.entity.js';

/** A commission member's signature under the result with this hash. */
@Entity('voting_protocol_signature')
export class ProtocolSignatureEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'round_id',
    primaryKeyConstraintName: 'PK_voting_protocol_signature',
  })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_protocol_signature_round' })
  readonly roundId!: RoundId;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'PK_voting_protocol_signature' })
  readonly member!: AccountId;

  @Column({ type: 'text', name: 'result_hash' })
  readonly resultHash!: string;

  @Column({ type: 'timestamptz', name: 'signed_at' })
  readonly signedAt!: Date;
}
