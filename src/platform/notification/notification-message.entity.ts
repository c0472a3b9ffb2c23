import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('notification_message')
@Index('notification_message_waiting', ['createdAt'], { where: 'sent_at IS NULL' })
@Check('notification_message_channel', "channel IN ('sms', 'email')")
export class NotificationMessageEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text' })
  readonly channel!: 'sms' | 'email';

  @Column({ type: 'text' })
  readonly recipient!: string;

  @Column({ type: 'text' })
  readonly subject!: string;

  @Column({ type: 'text' })
  readonly body!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'sent_at', nullable: true })
  readonly sentAt!: Date | null;

  @Column({ type: 'integer', default: 0 })
  readonly attempts!: number;
}
