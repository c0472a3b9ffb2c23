import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateListJobs1795773600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE list_job_step');
    await runner.query('DROP TABLE list_job');
  }
}

const statements = [
  // The subject is a contest or a scenario; without one the work is done for every contest of the season.
  `CREATE TABLE list_job (
     id uuid NOT NULL,
     primary_id uuid NOT NULL,
     kind text NOT NULL,
     subject uuid,
     state text NOT NULL,
     asked_by uuid,
     asked_by_name text NOT NULL,
     asked_at timestamptz NOT NULL,
     night date,
     ended_at timestamptz,
     steps integer NOT NULL,
     step_subject uuid,
     place integer NOT NULL DEFAULT 0,
     places integer NOT NULL DEFAULT 0,
     runner uuid,
     seen_at timestamptz,
     CONSTRAINT "PK_list_job" PRIMARY KEY (id),
     CONSTRAINT list_job_kind CHECK (kind IN ('build', 'feasibility', 'scenario')),
     CONSTRAINT list_job_state CHECK (state IN ('waiting', 'running', 'done', 'cancelled', 'failed')),
     CONSTRAINT list_job_ended CHECK ((ended_at IS NULL) = (state IN ('waiting', 'running'))),
     CONSTRAINT list_job_runner CHECK (num_nonnulls(runner, seen_at) IN (0, 2) AND (state <> 'running' OR runner IS NOT NULL)),
     CONSTRAINT list_job_steps CHECK (steps >= 0 AND place >= 0 AND places >= 0),
     CONSTRAINT list_job_one_a_night UNIQUE (primary_id, kind, night)
   )`,
  // Asked twice, the same work is done once.
  `CREATE UNIQUE INDEX list_job_one_open ON list_job (primary_id, kind, subject) NULLS NOT DISTINCT
     WHERE state IN ('waiting', 'running')`,
  `CREATE INDEX list_job_newest ON list_job (primary_id, asked_at)`,
  // What a job has finished is finished: done again after a breakdown, it goes on behind its last step.
  `CREATE TABLE list_job_step (
     job_id uuid NOT NULL,
     subject uuid NOT NULL,
     outcome text NOT NULL,
     list_id uuid,
     version integer,
     refusals text[] NOT NULL,
     ended_at timestamptz NOT NULL,
     CONSTRAINT "PK_list_job_step" PRIMARY KEY (job_id, subject),
     CONSTRAINT "FK_list_job_step_job" FOREIGN KEY (job_id) REFERENCES list_job (id),
     CONSTRAINT "FK_list_job_step_version" FOREIGN KEY (list_id, version)
       REFERENCES list_building_version (list_id, version),
     CONSTRAINT list_job_step_outcome CHECK (outcome IN ('built', 'infeasible', 'undecided', 'refused', 'answered')),
     CONSTRAINT list_job_step_version_whole CHECK (num_nonnulls(list_id, version) IN (0, 2)),
     CONSTRAINT list_job_step_one_version UNIQUE (list_id, version)
   )`,
];
