import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateListFeasibility1795773660000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE list_feasibility (
         contest_id uuid NOT NULL,
         asked_at timestamptz NOT NULL,
         primary_id uuid NOT NULL,
         registered integer NOT NULL,
         places integer NOT NULL,
         status text NOT NULL,
         conflict text[] NOT NULL,
         shortage jsonb NOT NULL,
         helps jsonb,
         margins jsonb NOT NULL,
         input_hash text NOT NULL,
         CONSTRAINT "PK_list_feasibility" PRIMARY KEY (contest_id, asked_at),
         CONSTRAINT list_feasibility_status
           CHECK (status IN ('nobody', 'feasible', 'short', 'infeasible', 'undecided')),
         CONSTRAINT list_feasibility_numbers CHECK (registered >= 0 AND places > 0),
         CONSTRAINT list_feasibility_nobody CHECK ((status = 'nobody') = (registered = 0)),
         CONSTRAINT list_feasibility_helps CHECK ((helps IS NOT NULL) = (status = 'infeasible'))
       )`,
    );
    await runner.query(
      'CREATE INDEX list_feasibility_newest ON list_feasibility (primary_id, asked_at)',
    );
    // An answer is what was true when it was asked: the history is never rewritten.
    await runner.query(`
      CREATE FUNCTION list_feasibility_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'an answer about feasibility is never changed';
      END $$`);
    await runner.query(`
      CREATE TRIGGER list_feasibility_stays BEFORE UPDATE ON list_feasibility
      FOR EACH ROW EXECUTE FUNCTION list_feasibility_refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE list_feasibility');
    await runner.query('DROP FUNCTION list_feasibility_refuse_change()');
  }
}
