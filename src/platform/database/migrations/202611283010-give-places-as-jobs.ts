import type { MigrationInterface, QueryRunner } from 'typeorm';

export class GivePlacesAsJobs1795902600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const stays = (
  columns: readonly string[],
) => `CREATE OR REPLACE FUNCTION list_building_proposal_once()
   RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' OR OLD.answer IS NOT NULL
       OR (${columns.map((name) => `NEW.${name}`).join(', ')})
         IS DISTINCT FROM (${columns.map((name) => `OLD.${name}`).join(', ')})
     THEN
       RAISE EXCEPTION 'a recorded act is never changed or removed';
     END IF;
     RETURN NEW;
   END $$`;
const proposed = [
  ...['list_id', 'number', 'place', 'candidate_id', 'outsider', 'reason'],
  ...['proposed_by', 'proposed_by_name', 'proposed_at'],
];

const up = [
  `ALTER TABLE list_job
     ADD COLUMN task jsonb,
     DROP CONSTRAINT list_job_kind,
     ADD CONSTRAINT list_job_kind
       CHECK (kind IN ('build', 'feasibility', 'scenario', 'succession', 'proposal', 'signature')),
     ADD CONSTRAINT list_job_task CHECK ((task IS NOT NULL) = (kind IN ('proposal', 'signature')))`,
  'DROP INDEX list_job_one_open',
  // Two people may ask about one list at a time, each under their own name; the same is still asked once.
  `CREATE UNIQUE INDEX list_job_one_open ON list_job (primary_id, kind, subject, md5(task::text),
     (CASE WHEN task IS NOT NULL THEN asked_by END)) NULLS NOT DISTINCT WHERE state IN ('waiting', 'running')`,
  // Why something was refused, with its names and numbers.
  'ALTER TABLE list_job_step RENAME COLUMN refusals TO kinds',
  'ALTER TABLE list_job_step ADD COLUMN refusals jsonb',
  `UPDATE list_job_step SET refusals =
     (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind)), '[]') FROM unnest(kinds) kind)`,
  `ALTER TABLE list_job_step
     ALTER COLUMN refusals SET NOT NULL,
     DROP COLUMN kinds,
     DROP CONSTRAINT list_job_step_outcome,
     ADD CONSTRAINT list_job_step_outcome CHECK (outcome IN
       ('built', 'infeasible', 'undecided', 'refused', 'answered', 'number-emptied', 'proposed'))`,
  // Null: proposed before it was kept what the list would become.
  `ALTER TABLE list_building_proposal
     ADD COLUMN seen_version integer,
     ADD COLUMN would_be uuid[],
     ADD CONSTRAINT list_building_proposal_seen CHECK (num_nonnulls(seen_version, would_be) IN (0, 2))`,
  stays([...proposed, 'seen_version', 'would_be']),
];

const down = [
  stays(proposed),
  'ALTER TABLE list_building_proposal DROP COLUMN seen_version, DROP COLUMN would_be',
  `DELETE FROM list_job_step WHERE job_id IN (SELECT id FROM list_job WHERE kind IN ('proposal', 'signature'))`,
  `DELETE FROM list_job WHERE kind IN ('proposal', 'signature')`,
  'ALTER TABLE list_job_step RENAME COLUMN refusals TO told',
  'ALTER TABLE list_job_step ADD COLUMN refusals text[]',
  `UPDATE list_job_step SET refusals =
     ARRAY(SELECT refusal ->> 'kind' FROM jsonb_array_elements(told) refusal)`,
  `ALTER TABLE list_job_step
     ALTER COLUMN refusals SET NOT NULL,
     DROP COLUMN told,
     DROP CONSTRAINT list_job_step_outcome,
     ADD CONSTRAINT list_job_step_outcome CHECK (outcome IN
       ('built', 'infeasible', 'undecided', 'refused', 'answered', 'number-emptied'))`,
  'DROP INDEX list_job_one_open',
  `ALTER TABLE list_job
     DROP CONSTRAINT list_job_task,
     DROP COLUMN task,
     DROP CONSTRAINT list_job_kind,
     ADD CONSTRAINT list_job_kind CHECK (kind IN ('build', 'feasibility', 'scenario', 'succession'))`,
  `CREATE UNIQUE INDEX list_job_one_open ON list_job (primary_id, kind, subject) NULLS NOT DISTINCT
     WHERE state IN ('waiting', 'running')`,
];
