import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { MemberId, RoundId } from '../../kernel/ids.js';
import { MemberEntity } from './member.entity.js';
import { RoundEntity } from './round.entity.js';

/** Someone who may vote in a round, as frozen at the cut-off, and through which channel. */
@Entity('voting_roll_entry')
@Index('voting_roll_entry_member', ['memberId'])
@Index('voting_roll_entry_pseudonym', ['roundId', 'pseudonym'], { unique: true })
@Check('voting_roll_entry_pseudonym_length', 'octet_length(pseudonym) = 32')
@Check('voting_roll_entry_channel', "channel IN ('online', 'paper')")
export class RollEntryEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'round_id',
    primaryKeyConstraintName: 'PK_voting_roll_entry',
  })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_roll_entry_round' })
  readonly roundId!: RoundId;

  @PrimaryColumn({
    type: 'uuid',
    name: 'member_id',
    primaryKeyConstraintName: 'PK_voting_roll_entry',
  })
  @ForeignKey(() => MemberEntity, { name: 'FK_voting_roll_entry_member' })
  readonly memberId!: MemberId;

  @Column({ type: 'text' })
  readonly channel!: 'online' | 'paper';

  /** What the voter is called in everything published about the roll. */
  @Column({ type: 'bytea' })
  readonly pseudonym!: Buffer;
}
