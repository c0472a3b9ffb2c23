import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AccountId, TerritoryCode } from '../../kernel/ids.js';
import { AccountEntity } from './account.entity.js';
import type { Role } from './actor.js';

@Entity('identity_grant')
@Index('identity_grant_account', ['accountId'])
@Check(
  'identity_grant_role',
  "role IN ('central-office', 'commission-chair', 'commission-secretary', 'commission-member', 'trustee', 'party-control', 'observer', 'candidate', 'voter', 'administrator')",
)
export class GrantEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @ForeignKey(() => AccountEntity, { name: 'identity_grant_of_account' })
  @Column({ type: 'uuid', name: 'account_id' })
  readonly accountId!: AccountId;

  @Column({ type: 'text' })
  readonly role!: Role;

  @Column({ type: 'text', nullable: true })
  readonly territory!: TerritoryCode | null;

  @Column({ type: 'uuid', name: 'granted_by', nullable: true })
  readonly grantedBy!: AccountId | null;

  @Column({ type: 'timestamptz', name: 'granted_at' })
  readonly grantedAt!: Date;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  readonly revokedAt!: Date | null;
}
