import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OneAccountPerKey1795860120000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE voting_trustee ADD CONSTRAINT voting_trustee_key_once UNIQUE (public_key)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE voting_trustee DROP CONSTRAINT voting_trustee_key_once');
  }
}
