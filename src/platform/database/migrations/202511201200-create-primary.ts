import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePrimary1763640000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE primary_territory (
        code text NOT NULL,
        parent text,
        kind text NOT NULL,
        level text NOT NULL,
        name_kk text NOT NULL,
        name_ru text NOT NULL,
        name_en text NOT NULL,
        position integer NOT NULL,
        CONSTRAINT "PK_primary_territory" PRIMARY KEY (code),
        CONSTRAINT primary_territory_level CHECK (level IN ('country', 'region', 'district')),
        CONSTRAINT primary_territory_kind CHECK (kind IN ('country', 'region', 'republican-city', 'district', 'city')),
        CONSTRAINT primary_territory_root CHECK ((level = 'country') = (parent IS NULL)),
        CONSTRAINT "FK_primary_territory_parent" FOREIGN KEY (parent) REFERENCES primary_territory (code)
      )`);
    await runner.query(`
      CREATE TABLE primary_season (
        id uuid NOT NULL,
        state text NOT NULL,
        rules_version integer NOT NULL,
        frozen_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT "PK_primary_season" PRIMARY KEY (id),
        CONSTRAINT primary_season_version CHECK (rules_version > 0),
        CONSTRAINT primary_season_state CHECK (state IN ('draft', 'announced', 'registration', 'campaigning', 'voting',
                                                         'lists', 'filed', 'closed'))
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX primary_season_one_at_a_time ON primary_season ((true)) WHERE state <> 'closed'`,
    );
    await runner.query(`
      CREATE TABLE primary_rule_set (
        primary_id uuid NOT NULL,
        version integer NOT NULL,
        text text NOT NULL,
        canonical text NOT NULL,
        hash text NOT NULL,
        made_by uuid NOT NULL,
        made_by_name text NOT NULL,
        made_at timestamptz NOT NULL,
        reason text NOT NULL,
        CONSTRAINT "PK_primary_rule_set" PRIMARY KEY (primary_id, version),
        CONSTRAINT primary_rule_set_version CHECK (version > 0),
        CONSTRAINT primary_rule_set_hash CHECK (hash ~ '^[0-9a-f]{64}$'),
        CONSTRAINT primary_rule_set_reason CHECK (btrim(reason) <> ''),
        CONSTRAINT "FK_primary_rule_set_season" FOREIGN KEY (primary_id) REFERENCES primary_season (id)
      )`);
    await runner.query(`
      CREATE TABLE primary_contest (
        id uuid NOT NULL,
        primary_id uuid NOT NULL,
        body text NOT NULL,
        territory text NOT NULL,
        seats integer NOT NULL,
        places integer NOT NULL,
        position integer NOT NULL,
        CONSTRAINT "PK_primary_contest" PRIMARY KEY (id),
        CONSTRAINT primary_contest_one_per_territory UNIQUE (primary_id, body, territory),
        CONSTRAINT primary_contest_seats CHECK (seats > 0 AND places >= seats),
        CONSTRAINT "FK_primary_contest_season" FOREIGN KEY (primary_id) REFERENCES primary_season (id),
        CONSTRAINT "FK_primary_contest_territory" FOREIGN KEY (territory) REFERENCES primary_territory (code)
      )`);
    // A version of the rules is history the moment it is written.
    await runner.query(`
      CREATE FUNCTION primary_rule_set_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a version of the rules is never changed';
      END $$`);
    await runner.query(`
      CREATE TRIGGER primary_rule_set_append_only BEFORE UPDATE OR DELETE ON primary_rule_set
      FOR EACH ROW EXECUTE FUNCTION primary_rule_set_refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE primary_contest');
    await runner.query('DROP TABLE primary_rule_set');
    await runner.query('DROP FUNCTION primary_rule_set_refuse_change()');
    await runner.query('DROP TABLE primary_season');
    await runner.query('DROP TABLE primary_territory');
  }
}
