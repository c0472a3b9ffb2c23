import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A ballot box in a program of its own: the key it signs with, and how new the register's orders to it are. */
export class LinkBox1795824600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE voting_round
        ADD COLUMN box_key bytea,
        ADD CONSTRAINT voting_round_box_key CHECK (octet_length(box_key) = 32)`);
    await runner.query(`
      CREATE TABLE voting_round_order (
        round_id uuid NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT "PK_voting_round_order" PRIMARY KEY (round_id),
        CONSTRAINT "FK_voting_round_order_round" FOREIGN KEY (round_id) REFERENCES voting_round (id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE voting_round_order');
    await runner.query('ALTER TABLE voting_round DROP COLUMN box_key');
  }
}
