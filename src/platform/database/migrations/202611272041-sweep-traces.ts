import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SweepTraces1795812060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE voting_round ADD COLUMN swept_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE voting_round DROP COLUMN swept_at');
  }
}
