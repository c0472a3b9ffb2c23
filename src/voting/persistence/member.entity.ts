import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { MemberId, TerritoryCode } from '../../kernel/ids.js';

/** A member of the party as the register has it. */
@Entity('voting_member')
@Unique('voting_member_iin', ['iin'])
@Index('voting_member_territory', ['territory'])
@Check('voting_member_iin_shape', "iin ~ '^[0-9]{12}$'")
export class MemberEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'PK_voting_member' })
  readonly id!: MemberId;

  @Column({ type: 'text' })
  readonly iin!: string;

  @Column({ type: 'text' })
  readonly family!: string;

  @Column({ type: 'text' })
  readonly given!: string;

  @Column({ type: 'text', nullable: true })
  readonly patronymic!: string | null;

  @Column({ type: 'text' })
  readonly territory!: TerritoryCode;

  @Column({ type: 'date' })
  readonly joined!: string;

  @Column({ type: 'text', nullable: true })
  readonly phone!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly email!: string | null;

  @Column({ type: 'text' })
  readonly organisation!: string;
}
