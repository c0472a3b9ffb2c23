import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One mechanism for the log of decisions and those of the boxes: heads by log, and tiles of hashes to read proofs from. */
export class KeepTreeLogs1795811400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ledger_tree_head
        ADD COLUMN log text NOT NULL DEFAULT 'ledger',
        ADD COLUMN version smallint NOT NULL DEFAULT 1,
        DROP COLUMN peaks,
        DROP CONSTRAINT ledger_tree_head_not_empty,
        DROP CONSTRAINT "PK_ledger_tree_head",
        ADD CONSTRAINT "PK_ledger_tree_head" PRIMARY KEY (log, tree_size),
        ADD CONSTRAINT ledger_tree_head_size CHECK (tree_size >= 0),
        ADD CONSTRAINT ledger_tree_head_root_hash CHECK (octet_length(root_hash) = 32),
        ADD CONSTRAINT ledger_tree_head_signature CHECK (octet_length(signature) = 64),
        ADD CONSTRAINT ledger_tree_head_version CHECK (version IN (1, 2))`);
    await runner.query(`
      ALTER TABLE ledger_tree_head
        ALTER COLUMN log DROP DEFAULT,
        ALTER COLUMN version DROP DEFAULT`);
    await runner.query('CREATE INDEX ledger_entry_leaf_hash ON ledger_entry (leaf_hash)');
    await runner.query(`
      CREATE TABLE ledger_tree_tile (
        log text NOT NULL,
        level smallint NOT NULL,
        position bigint NOT NULL,
        hashes bytea NOT NULL,
        CONSTRAINT "PK_ledger_tree_tile" PRIMARY KEY (log, level, position),
        CONSTRAINT ledger_tree_tile_place CHECK (level >= 0 AND position >= 0),
        CONSTRAINT ledger_tree_tile_hashes
          CHECK (octet_length(hashes) % 32 = 0 AND octet_length(hashes) BETWEEN 32 AND 8192)
      )`);
    // Hashes do not compress.
    await runner.query('ALTER TABLE ledger_tree_tile ALTER COLUMN hashes SET STORAGE EXTERNAL');
    await runner.query(`
      CREATE FUNCTION ledger_tile_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          IF (NEW.log, NEW.level, NEW.position) = (OLD.log, OLD.level, OLD.position)
             AND substring(NEW.hashes FROM 1 FOR octet_length(OLD.hashes)) = OLD.hashes THEN
            RETURN NEW;
          END IF;
        END IF;
        RAISE EXCEPTION 'the ledger is append-only';
      END $$`);
    await runner.query(`
      CREATE TRIGGER ledger_tree_tile_append_only BEFORE UPDATE OR DELETE ON ledger_tree_tile
      FOR EACH ROW EXECUTE FUNCTION ledger_tile_only_grows()`);
    await fillTiles(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ledger_tree_tile');
    await runner.query('DROP FUNCTION ledger_tile_only_grows()');
    await runner.query('DROP INDEX ledger_entry_leaf_hash');
    // What the older program needs to go on cannot be made from here: it numbers and signs everything anew.
    await runner.query('TRUNCATE ledger_tree_head');
    await runner.query('ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_append_only');
    await runner.query('UPDATE ledger_entry SET leaf_index = NULL, leaf_hash = NULL');
    await runner.query('ALTER TABLE ledger_entry ENABLE TRIGGER ledger_entry_append_only');
    await runner.query(`
      ALTER TABLE ledger_tree_head
        DROP CONSTRAINT ledger_tree_head_version,
        DROP CONSTRAINT ledger_tree_head_signature,
        DROP CONSTRAINT ledger_tree_head_root_hash,
        DROP CONSTRAINT ledger_tree_head_size,
        DROP CONSTRAINT "PK_ledger_tree_head",
        DROP COLUMN log,
        DROP COLUMN version,
        ADD COLUMN peaks jsonb NOT NULL,
        ADD CONSTRAINT "PK_ledger_tree_head" PRIMARY KEY (tree_size),
        ADD CONSTRAINT ledger_tree_head_not_empty CHECK (tree_size > 0)`);
  }
}

/** The tiles of the entries that are in the log already: 256 hashes each, a level above from the roots of full tiles. */
async function fillTiles(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE OR REPLACE FUNCTION pg_temp.root_of(hashes bytea) RETURNS bytea LANGUAGE plpgsql AS $$
    DECLARE
      middle integer := octet_length(hashes) / 2;
    BEGIN
      IF octet_length(hashes) = 32 THEN RETURN hashes; END IF;
      RETURN sha256('\\x01'::bytea || pg_temp.root_of(substring(hashes FROM 1 FOR middle))
        || pg_temp.root_of(substring(hashes FROM middle + 1)));
    END $$`);
  await runner.query(`
    INSERT INTO ledger_tree_tile (log, level, position, hashes)
    SELECT 'ledger', 0, leaf_index / 256, string_agg(leaf_hash, ''::bytea ORDER BY leaf_index)
      FROM ledger_entry WHERE leaf_index IS NOT NULL GROUP BY leaf_index / 256`);
  for (const level of [0, 1, 2, 3]) {
    await runner.query(
      `INSERT INTO ledger_tree_tile (log, level, position, hashes)
       SELECT 'ledger', $1::smallint + 1, position / 256,
              string_agg(pg_temp.root_of(hashes), ''::bytea ORDER BY position)
         FROM ledger_tree_tile WHERE level = $1 AND octet_length(hashes) = 8192 GROUP BY position / 256`,
      [level],
    );
  }
}
