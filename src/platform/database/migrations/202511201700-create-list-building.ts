import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateListBuilding1763660000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    // An intervention is a signed act of the leadership: it stays as it was signed.
    await runner.query(`
      CREATE FUNCTION list_building_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'an intervention is never changed or removed';
      END $$`);
    await runner.query(`
      CREATE TRIGGER list_building_intervention_stays BEFORE UPDATE OR DELETE ON list_building_intervention
      FOR EACH ROW EXECUTE FUNCTION list_building_refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE list_building_${table}`);
    await runner.query('DROP FUNCTION list_building_refuse_change()');
  }
}

const tables = [
  'outsider',
  'mandate',
  'filing',
  'consent',
  'intervention',
  'place',
  'version',
  'list',
];

const statements = [
  `CREATE TABLE list_building_list (
     id uuid NOT NULL,
     primary_id uuid NOT NULL,
     contest_id uuid NOT NULL,
     state text NOT NULL,
     version integer NOT NULL,
     places integer NOT NULL,
     allowed_places integer NOT NULL,
     seats integer NOT NULL,
     CONSTRAINT "PK_list_building_list" PRIMARY KEY (id),
     CONSTRAINT list_building_list_one_per_contest UNIQUE (contest_id),
     CONSTRAINT list_building_list_state CHECK (state IN ('built', 'infeasible', 'undecided', 'filed')),
     CONSTRAINT list_building_list_places CHECK (places > 0 AND places <= allowed_places AND seats > 0)
   )`,
  `CREATE TABLE list_building_version (
     list_id uuid NOT NULL,
     version integer NOT NULL,
     cause text NOT NULL,
     input text NOT NULL,
     input_hash text NOT NULL,
     result_hashes text[] NOT NULL,
     outcome jsonb NOT NULL,
     made_by uuid NOT NULL,
     made_by_name text NOT NULL,
     made_at timestamptz NOT NULL,
     CONSTRAINT "PK_list_building_version" PRIMARY KEY (list_id, version),
     CONSTRAINT "FK_list_building_version_list" FOREIGN KEY (list_id) REFERENCES list_building_list (id),
     CONSTRAINT list_building_version_cause CHECK (cause IN ('build', 'intervention'))
   )`,
  `CREATE TABLE list_building_place (
     list_id uuid NOT NULL,
     version integer NOT NULL,
     view text NOT NULL,
     place integer NOT NULL,
     candidate_id uuid NOT NULL,
     CONSTRAINT "PK_list_building_place" PRIMARY KEY (list_id, version, view, place),
     CONSTRAINT list_building_place_one_place_each UNIQUE (list_id, version, view, candidate_id),
     CONSTRAINT "FK_list_building_place_list" FOREIGN KEY (list_id) REFERENCES list_building_list (id),
     CONSTRAINT list_building_place_view
       CHECK (view IN ('as-voted', 'after-quotas', 'after-interventions', 'as-filed')),
     CONSTRAINT list_building_place_number CHECK (place > 0)
   )`,
  `CREATE TABLE list_building_intervention (
     list_id uuid NOT NULL,
     number integer NOT NULL,
     place integer NOT NULL,
     candidate_id uuid NOT NULL,
     reason text NOT NULL,
     author_id uuid NOT NULL,
     author_name text NOT NULL,
     signed_at timestamptz NOT NULL,
     CONSTRAINT "PK_list_building_intervention" PRIMARY KEY (list_id, number),
     CONSTRAINT list_building_intervention_place UNIQUE (list_id, place),
     CONSTRAINT list_building_intervention_person UNIQUE (list_id, candidate_id),
     CONSTRAINT "FK_list_building_intervention_list" FOREIGN KEY (list_id) REFERENCES list_building_list (id),
     CONSTRAINT list_building_intervention_number CHECK (number > 0 AND place > 0),
     CONSTRAINT list_building_intervention_reasoned CHECK (btrim(reason) <> '')
   )`,
  `CREATE TABLE list_building_consent (
     list_id uuid NOT NULL,
     candidate_id uuid NOT NULL,
     answer text NOT NULL,
     recorded_by uuid NOT NULL,
     recorded_at timestamptz NOT NULL,
     CONSTRAINT "PK_list_building_consent" PRIMARY KEY (list_id, candidate_id),
     CONSTRAINT "FK_list_building_consent_list" FOREIGN KEY (list_id) REFERENCES list_building_list (id),
     CONSTRAINT list_building_consent_answer CHECK (answer IN ('given', 'declined'))
   )`,
  `CREATE TABLE list_building_filing (
     list_id uuid NOT NULL,
     version integer NOT NULL,
     filed_by uuid NOT NULL,
     filed_by_name text NOT NULL,
     filed_at timestamptz NOT NULL,
     seats_won integer,
     seated_by uuid,
     seated_at timestamptz,
     CONSTRAINT "PK_list_building_filing" PRIMARY KEY (list_id),
     CONSTRAINT "FK_list_building_filing_list" FOREIGN KEY (list_id) REFERENCES list_building_list (id),
     CONSTRAINT list_building_filing_seats CHECK (seats_won >= 0),
     CONSTRAINT list_building_filing_seated_together
       CHECK (num_nonnulls(seats_won, seated_by, seated_at) IN (0, 3))
   )`,
  `CREATE TABLE list_building_mandate (
     list_id uuid NOT NULL,
     candidate_id uuid NOT NULL,
     status text NOT NULL,
     rank integer NOT NULL,
     passed_over_by text[] NOT NULL,
     CONSTRAINT "PK_list_building_mandate" PRIMARY KEY (list_id, candidate_id),
     CONSTRAINT list_building_mandate_rank UNIQUE (list_id, status, rank),
     CONSTRAINT "FK_list_building_mandate_list" FOREIGN KEY (list_id) REFERENCES list_building_list (id),
     CONSTRAINT list_building_mandate_status CHECK (status IN ('seated', 'reserve')),
     CONSTRAINT list_building_mandate_number CHECK (rank > 0)
   )`,
  `CREATE TABLE list_building_outsider (
     id uuid NOT NULL,
     list_id uuid NOT NULL,
     family text NOT NULL,
     given text NOT NULL,
     patronymic text,
     groups text[] NOT NULL,
     CONSTRAINT "PK_list_building_outsider" PRIMARY KEY (id),
     CONSTRAINT "FK_list_building_outsider_list" FOREIGN KEY (list_id) REFERENCES list_building_list (id),
     CONSTRAINT list_building_outsider_named CHECK (btrim(family) <> '' AND btrim(given) <> '')
   )`,
];
