import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FollowDeparturesAsJobs1795896600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of checks(
      "'build', 'feasibility', 'scenario', 'succession'",
      "'built', 'infeasible', 'undecided', 'refused', 'answered', 'number-emptied'",
    ))
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of checks(
      "'build', 'feasibility', 'scenario'",
      "'built', 'infeasible', 'undecided', 'refused', 'answered'",
      'NOT VALID',
    ))
      await runner.query(statement);
  }
}

function checks(kinds: string, outcomes: string, valid = ''): string[] {
  return [
    `ALTER TABLE list_job DROP CONSTRAINT list_job_kind,
       ADD CONSTRAINT list_job_kind CHECK (kind IN (${kinds})) ${valid}`,
    `ALTER TABLE list_job_step DROP CONSTRAINT list_job_step_outcome,
       ADD CONSTRAINT list_job_step_outcome CHECK (outcome IN (${outcomes})) ${valid}`,
  ];
}
