import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddListSuccession1795796400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `ALTER TABLE list_building_version
     DROP CONSTRAINT list_building_version_cause,
     ADD CONSTRAINT list_building_version_cause
       CHECK (cause IN ('build', 'intervention', 'withdrawal', 'refusal', 'yield'))`,
  `ALTER TABLE list_building_consent
     ADD COLUMN accepts_from integer,
     ADD COLUMN accepts_to integer,
     ADD COLUMN answered_by text NOT NULL DEFAULT 'office',
     ADD COLUMN ground text NOT NULL DEFAULT '',
     ADD CONSTRAINT list_building_consent_answered_by
       CHECK (answered_by IN ('candidate', 'office', 'silence')),
     ADD CONSTRAINT list_building_consent_silence
       CHECK (answered_by <> 'silence' OR answer = 'declined'),
     ADD CONSTRAINT list_building_consent_range
       CHECK (num_nonnulls(accepts_from, accepts_to) IN (0, 2)
         AND accepts_from > 0 AND accepts_to >= accepts_from),
     ADD CONSTRAINT list_building_consent_range_given
       CHECK (accepts_from IS NULL OR answer = 'given')`,
  `CREATE TABLE list_building_offer (
     list_id uuid NOT NULL,
     candidate_id uuid NOT NULL,
     version integer NOT NULL,
     place integer NOT NULL,
     offered_by uuid NOT NULL,
     offered_at timestamptz NOT NULL,
     answer_by timestamptz,
     CONSTRAINT "PK_list_building_offer" PRIMARY KEY (list_id, candidate_id, version),
     CONSTRAINT "FK_list_building_offer_list" FOREIGN KEY (list_id) REFERENCES list_building_list (id),
     CONSTRAINT list_building_offer_place CHECK (place > 0),
     CONSTRAINT list_building_offer_time CHECK (answer_by > offered_at)
   )`,
  `CREATE TABLE list_building_departure (
     list_id uuid NOT NULL,
     candidate_id uuid NOT NULL,
     from_version integer NOT NULL,
     place integer NOT NULL,
     cause text NOT NULL,
     to_version integer,
     recorded_by uuid NOT NULL,
     recorded_by_name text NOT NULL,
     recorded_at timestamptz NOT NULL,
     CONSTRAINT "PK_list_building_departure" PRIMARY KEY (list_id, candidate_id, from_version),
     CONSTRAINT "FK_list_building_departure_list" FOREIGN KEY (list_id) REFERENCES list_building_list (id),
     CONSTRAINT list_building_departure_place CHECK (place > 0),
     CONSTRAINT list_building_departure_cause
       CHECK (cause IN ('withdrawn', 'struck-off', 'declined', 'silent', 'not-accepted')),
     CONSTRAINT list_building_departure_versions CHECK (to_version > from_version)
   )`,
  `CREATE TABLE list_building_yield (
     list_id uuid NOT NULL,
     number integer NOT NULL,
     giver_id uuid NOT NULL,
     taker_id uuid NOT NULL,
     giver_place integer NOT NULL,
     taker_place integer NOT NULL,
     offered_by uuid NOT NULL,
     offered_at timestamptz NOT NULL,
     answer text,
     answered_by uuid,
     answered_at timestamptz,
     version integer,
     CONSTRAINT "PK_list_building_yield" PRIMARY KEY (list_id, number),
     CONSTRAINT "FK_list_building_yield_list" FOREIGN KEY (list_id) REFERENCES list_building_list (id),
     CONSTRAINT list_building_yield_two CHECK (giver_id <> taker_id AND giver_place <> taker_place),
     CONSTRAINT list_building_yield_places CHECK (number > 0 AND giver_place > 0 AND taker_place > 0),
     CONSTRAINT list_building_yield_answer CHECK (answer IN ('agreed', 'refused')),
     CONSTRAINT list_building_yield_answered
       CHECK (num_nonnulls(answer, answered_by, answered_at) IN (0, 3)),
     CONSTRAINT list_building_yield_version
       CHECK ((answer IS NOT DISTINCT FROM 'agreed') = (version IS NOT NULL))
   )`,
  `CREATE UNIQUE INDEX list_building_yield_open ON list_building_yield (list_id, giver_id)
     WHERE answer IS NULL`,
  // Offers and departures are acts: they stay as they were recorded.
  `CREATE FUNCTION list_building_act_stays() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'a recorded act is never changed or removed';
   END $$`,
  `CREATE TRIGGER list_building_offer_stays BEFORE UPDATE OR DELETE ON list_building_offer
     FOR EACH ROW EXECUTE FUNCTION list_building_act_stays()`,
  `CREATE TRIGGER list_building_departure_stays BEFORE UPDATE OR DELETE ON list_building_departure
     FOR EACH ROW EXECUTE FUNCTION list_building_act_stays()`,
  // A yield is answered once, and what was offered stays as it was offered.
  `CREATE FUNCTION list_building_yield_once() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' OR OLD.answer IS NOT NULL
       OR (NEW.list_id, NEW.number, NEW.giver_id, NEW.taker_id, NEW.giver_place, NEW.taker_place,
           NEW.offered_by, NEW.offered_at)
         IS DISTINCT FROM
          (OLD.list_id, OLD.number, OLD.giver_id, OLD.taker_id, OLD.giver_place, OLD.taker_place,
           OLD.offered_by, OLD.offered_at)
     THEN
       RAISE EXCEPTION 'a recorded act is never changed or removed';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER list_building_yield_stays BEFORE UPDATE OR DELETE ON list_building_yield
     FOR EACH ROW EXECUTE FUNCTION list_building_yield_once()`,
];

const down = [
  'DROP TABLE list_building_yield',
  'DROP FUNCTION list_building_yield_once()',
  'DROP TABLE list_building_departure',
  'DROP TABLE list_building_offer',
  'DROP FUNCTION list_building_act_stays()',
  `ALTER TABLE list_building_consent
     DROP COLUMN accepts_from,
     DROP COLUMN accepts_to,
     DROP COLUMN answered_by,
     DROP COLUMN ground`,
  `ALTER TABLE list_building_version
     DROP CONSTRAINT list_building_version_cause,
     ADD CONSTRAINT list_building_version_cause CHECK (cause IN ('build', 'intervention')) NOT VALID`,
];
