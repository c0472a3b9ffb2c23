import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { MemberId, RoundId } from '../../kernel/ids.js';
import { RollEntryEntity } from './roll-entry.entity.js';

/**
 * That a voter was authorised, once per round. The blinded message and its signature say nothing about the ballot: any
 * pair fits any token. There is no time and no sequence, so that nothing can be matched by order.
 */
@Entity('voting_participation')
@ForeignKey(() => RollEntryEntity, ['roundId', 'memberId'], ['roundId', 'memberId'], {
  name: 'FK_voting_participation_roll_entry',
})
@Check('voting_participation_blinded_hash', 'octet_length(blinded_hash) = 32')
export class ParticipationEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'round_id',
    primaryKeyConstraintName: 'PK_voting_participation',
  })
  readonly roundId!: RoundId;

  @PrimaryColumn({
    type: 'uuid',
    name: 'member_id',
    primaryKeyConstraintName: 'PK_voting_participation',
  })
  readonly memberId!: MemberId;

  @Column({ type: 'bytea', name: 'blinded_hash' })
  readonly blindedHash!: Buffer;

  @Column({ type: 'bytea', name: 'blind_signature' })
  readonly blindSignature!: Buffer;
}
