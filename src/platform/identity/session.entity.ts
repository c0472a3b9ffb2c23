import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AccountId } from '../../kernel/ids.js';
import { AccountEntity } from './account.entity.js';

@Entity('identity_session')
@Index('identity_session_account', ['accountId'])
export class SessionEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @ForeignKey(() => AccountEntity, { name: 'identity_session_of_account' })
  @Column({ type: 'uuid', name: 'account_id' })
  readonly accountId!: AccountId;

  @Column({ type: 'timestamptz', name: 'started_at' })
  readonly startedAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  readonly expiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  readonly revokedAt!: Date | null;
}

/** A refresh token, by its hash. Each is used once; a second use ends the session. */
@Entity('identity_refresh_token')
@Index('identity_refresh_token_session', ['sessionId'])
export class RefreshTokenEntity {
  @PrimaryColumn({ type: 'bytea' })
  readonly hash!: Buffer;

  @ForeignKey(() => SessionEntity, { name: 'identity_refresh_token_of_session' })
  @Column({ type: 'uuid', name: 'session_id' })
  readonly sessionId!: string;

  @Column({ type: 'timestamptz', name: 'issued_at' })
  readonly issuedAt!: Date;

  @Column({ type: 'timestamptz', name: 'used_at', nullable: true })
  readonly usedAt!: Date | null;
}
