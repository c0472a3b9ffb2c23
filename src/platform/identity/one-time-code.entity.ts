import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('identity_one_time_code')
@Index('identity_one_time_code_subject', ['subject', 'createdAt'])
export class OneTimeCodeEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  /** What the code proves control of: `iin:…`, `setup`. */
  @Column({ type: 'text' })
  readonly subject!: string;

  @Column({ type: 'bytea' })
  readonly hash!: Buffer;

  @Column({ type: 'timestamptz', name: 'created_at' })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  readonly expiresAt!: Date;

  @Column({ type: 'integer', default: 0 })
  readonly attempts!: number;

  @Column({ type: 'timestamptz', name: 'used_at', nullable: true })
  readonly usedAt!: Date | null;
}

/** Failed sign-ins in a row, by what was tried. */
@Entity('identity_failure')
export class FailureEntity {
  @PrimaryColumn({ type: 'text' })
  readonly subject!: string;

  @Column({ type: 'integer' })
  readonly count!: number;

  @Column({ type: 'timestamptz', name: 'locked_until', nullable: true })
  readonly lockedUntil!: Date | null;
}
