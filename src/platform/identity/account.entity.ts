import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { AccountId } from '../../kernel/ids.js';

@Entity('identity_account')
@Unique('identity_account_login', ['login'])
@Unique('identity_account_iin', ['iin'])
@Check('identity_account_staff_or_person', '(login IS NULL) <> (iin IS NULL)')
@Check('identity_account_staff_has_password', '(login IS NULL) = (password_hash IS NULL)')
export class AccountEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: AccountId;

  /** Staff sign in by login and password. */
  @Column({ type: 'text', nullable: true })
  readonly login!: string | null;

  /** People sign in by IIN and a one-time code. */
  @Column({ type: 'text', nullable: true })
  readonly iin!: string | null;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ type: 'text', nullable: true })
  readonly contact!: string | null;

  @Column({ type: 'text', name: 'password_hash', nullable: true })
  readonly passwordHash!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'disabled_at', nullable: true })
  readonly disabledAt!: Date | null;
}
