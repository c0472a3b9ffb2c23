import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddPaperBallots1763665001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE voting_paper_entry ADD COLUMN ballots jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE voting_paper_entry DROP COLUMN ballots');
  }
}
