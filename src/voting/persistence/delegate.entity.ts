import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ContestId, MemberId, TerritoryCode } from '../../kernel/ids.js';
import { MemberEntity } from './member.entity.js';

/** A member who votes in one unit of a stage whose electorate is not all members. */
@Entity('voting_delegate')
@Index('voting_delegate_member', ['memberId'])
export class DelegateEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'contest_id',
    primaryKeyConstraintName: 'PK_voting_delegate',
  })
  readonly contestId!: ContestId;

  @PrimaryColumn({ type: 'text', name: 'stage_id', primaryKeyConstraintName: 'PK_voting_delegate' })
  readonly stageId!: string;

  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'PK_voting_delegate' })
  readonly unit!: TerritoryCode;

  @PrimaryColumn({
    type: 'uuid',
    name: 'member_id',
    primaryKeyConstraintName: 'PK_voting_delegate',
  })
  @ForeignKey(() => MemberEntity, { name: 'FK_voting_delegate_member' })
  readonly memberId!: MemberId;
}
