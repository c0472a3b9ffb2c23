import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RepeatVotingRounds1763655003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE voting_round ADD COLUMN attempt integer NOT NULL DEFAULT 1');
    await runner.query('ALTER TABLE voting_round DROP CONSTRAINT voting_round_one_per_unit');
    await runner.query(`ALTER TABLE voting_round ADD CONSTRAINT voting_round_one_per_unit
      UNIQUE (contest_id, stage_id, unit, attempt)`);
    await runner.query(
      'ALTER TABLE voting_round ADD CONSTRAINT voting_round_attempt CHECK (attempt > 0)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE voting_round DROP CONSTRAINT voting_round_attempt');
    await runner.query('ALTER TABLE voting_round DROP CONSTRAINT voting_round_one_per_unit');
    await runner.query(`ALTER TABLE voting_round ADD CONSTRAINT voting_round_one_per_unit
      UNIQUE (contest_id, stage_id, unit)`);
    await runner.query('ALTER TABLE voting_round DROP COLUMN attempt');
  }
}
