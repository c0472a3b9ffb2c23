import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNotification1763635201000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notification_message (
        id uuid NOT NULL,
        channel text NOT NULL,
        recipient text NOT NULL,
        subject text NOT NULL,
        body text NOT NULL,
        created_at timestamptz NOT NULL,
        sent_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        CONSTRAINT "PK_notification_message" PRIMARY KEY (id),
        CONSTRAINT notification_message_channel CHECK (channel IN ('sms', 'email'))
      )`);
    await runner.query(
      'CREATE INDEX notification_message_waiting ON notification_message (created_at) WHERE sent_at IS NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notification_message');
  }
}
