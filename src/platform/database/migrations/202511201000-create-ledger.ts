import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLedger1763635200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ledger_entry (
        id bigint GENERATED ALWAYS AS IDENTITY,
        kind text NOT NULL,
        subject text NOT NULL,
        actor uuid,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        data jsonb NOT NULL,
        leaf_index bigint,
        leaf_hash bytea,
        CONSTRAINT "PK_ledger_entry" PRIMARY KEY (id),
        CONSTRAINT ledger_entry_sealed_together CHECK ((leaf_index IS NULL) = (leaf_hash IS NULL))
      )`);
    await runner.query('CREATE INDEX ledger_entry_subject ON ledger_entry (subject)');
    await runner.query('CREATE UNIQUE INDEX ledger_entry_leaf_index ON ledger_entry (leaf_index)');
    await runner.query(`
      CREATE TABLE ledger_tree_head (
        tree_size bigint NOT NULL,
        root_hash bytea NOT NULL,
        peaks jsonb NOT NULL,
        at timestamptz NOT NULL,
        signature bytea NOT NULL,
        CONSTRAINT "PK_ledger_tree_head" PRIMARY KEY (tree_size),
        CONSTRAINT ledger_tree_head_not_empty CHECK (tree_size > 0)
      )`);
    // Append-only: what was decided is never changed or removed, only given its place in the tree once.
    await runner.query(`
      CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'ledger_entry' THEN
          IF OLD.leaf_index IS NULL AND NEW.leaf_index IS NOT NULL
             AND (NEW.id, NEW.kind, NEW.subject, NEW.at, NEW.data)
               = (OLD.id, OLD.kind, OLD.subject, OLD.at, OLD.data)
             AND NEW.actor IS NOT DISTINCT FROM OLD.actor THEN
            RETURN NEW;
          END IF;
        END IF;
        RAISE EXCEPTION 'the ledger is append-only';
      END $$`);
    for (const table of ['ledger_entry', 'ledger_tree_head']) {
      await runner.query(`
        CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ledger_tree_head');
    await runner.query('DROP TABLE ledger_entry');
    await runner.query('DROP FUNCTION ledger_refuse_change()');
  }
}
