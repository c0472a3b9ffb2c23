import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TellAuthorised1795812120000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE voting_issuance_notice (
        round_id uuid NOT NULL,
        told_to bytea NOT NULL,
        CONSTRAINT "PK_voting_issuance_notice" PRIMARY KEY (round_id),
        CONSTRAINT "FK_voting_issuance_notice_round" FOREIGN KEY (round_id) REFERENCES voting_round (id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE voting_issuance_notice');
  }
}
