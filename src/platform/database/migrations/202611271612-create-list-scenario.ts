import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateListScenario1795773720000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE list_scenario (
         id uuid NOT NULL,
         list_id uuid NOT NULL,
         version integer NOT NULL,
         name text NOT NULL,
         note text NOT NULL,
         input text NOT NULL,
         input_hash text NOT NULL,
         outcome jsonb,
         made_by uuid NOT NULL,
         made_by_name text NOT NULL,
         made_at timestamptz NOT NULL,
         CONSTRAINT "PK_list_scenario" PRIMARY KEY (id),
         CONSTRAINT "FK_list_scenario_version" FOREIGN KEY (list_id, version)
           REFERENCES list_building_version (list_id, version),
         CONSTRAINT list_scenario_named CHECK (btrim(name) <> '')
       )`,
    );
    await runner.query('CREATE INDEX list_scenario_of_list ON list_scenario (list_id, made_at)');
    // A changed scenario is another one: only the outcome comes later, once.
    await runner.query(`
      CREATE FUNCTION list_scenario_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.outcome IS NULL AND to_jsonb(NEW) - 'outcome' = to_jsonb(OLD) - 'outcome' THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'a scenario is never changed';
      END $$`);
    await runner.query(`
      CREATE TRIGGER list_scenario_stays BEFORE UPDATE ON list_scenario
      FOR EACH ROW EXECUTE FUNCTION list_scenario_refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE list_scenario');
    await runner.query('DROP FUNCTION list_scenario_refuse_change()');
  }
}
