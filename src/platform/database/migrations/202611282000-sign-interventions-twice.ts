import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SignInterventionsTwice1795896000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  // Null: given before a second signature was asked for.
  `ALTER TABLE list_building_intervention
     ADD COLUMN confirmed_by uuid,
     ADD COLUMN confirmed_by_name text,
     ADD COLUMN confirmed_at timestamptz,
     ADD CONSTRAINT list_building_intervention_confirmed
       CHECK (num_nonnulls(confirmed_by, confirmed_by_name, confirmed_at) IN (0, 3)),
     ADD CONSTRAINT list_building_intervention_two CHECK (confirmed_by <> author_id)`,
  `CREATE TABLE list_building_proposal (
     list_id uuid NOT NULL,
     number integer NOT NULL,
     place integer NOT NULL,
     candidate_id uuid NOT NULL,
     outsider jsonb,
     reason text NOT NULL,
     proposed_by uuid NOT NULL,
     proposed_by_name text NOT NULL,
     proposed_at timestamptz NOT NULL,
     answer text,
     answered_by uuid,
     answered_by_name text,
     answered_at timestamptz,
     ground text NOT NULL DEFAULT '',
     intervention integer,
     CONSTRAINT "PK_list_building_proposal" PRIMARY KEY (list_id, number),
     CONSTRAINT "FK_list_building_proposal_list" FOREIGN KEY (list_id) REFERENCES list_building_list (id),
     CONSTRAINT "FK_list_building_proposal_intervention" FOREIGN KEY (list_id, intervention)
       REFERENCES list_building_intervention (list_id, number),
     CONSTRAINT list_building_proposal_number CHECK (number > 0 AND place > 0),
     CONSTRAINT list_building_proposal_reasoned CHECK (btrim(reason) <> ''),
     CONSTRAINT list_building_proposal_answer CHECK (answer IN ('signed', 'refused', 'withdrawn')),
     CONSTRAINT list_building_proposal_answered
       CHECK (num_nonnulls(answer, answered_by, answered_by_name, answered_at) IN (0, 4)),
     CONSTRAINT list_building_proposal_two
       CHECK ((answer = 'withdrawn') = (answered_by = proposed_by)),
     CONSTRAINT list_building_proposal_given
       CHECK ((answer IS NOT DISTINCT FROM 'signed') = (intervention IS NOT NULL)),
     CONSTRAINT list_building_proposal_ground CHECK (answer <> 'refused' OR btrim(ground) <> '')
   )`,
  `CREATE UNIQUE INDEX list_building_proposal_place ON list_building_proposal (list_id, place)
     WHERE answer IS NULL`,
  `CREATE UNIQUE INDEX list_building_proposal_person ON list_building_proposal (list_id, candidate_id)
     WHERE answer IS NULL`,
  // A proposal is answered once, and what was proposed stays as it was proposed.
  `CREATE FUNCTION list_building_proposal_once() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' OR OLD.answer IS NOT NULL
       OR (NEW.list_id, NEW.number, NEW.place, NEW.candidate_id, NEW.outsider, NEW.reason,
           NEW.proposed_by, NEW.proposed_by_name, NEW.proposed_at)
         IS DISTINCT FROM
          (OLD.list_id, OLD.number, OLD.place, OLD.candidate_id, OLD.outsider, OLD.reason,
           OLD.proposed_by, OLD.proposed_by_name, OLD.proposed_at)
     THEN
       RAISE EXCEPTION 'a recorded act is never changed or removed';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER list_building_proposal_stays BEFORE UPDATE OR DELETE ON list_building_proposal
     FOR EACH ROW EXECUTE FUNCTION list_building_proposal_once()`,
];

const down = [
  'DROP TABLE list_building_proposal',
  'DROP FUNCTION list_building_proposal_once()',
  `ALTER TABLE list_building_intervention
     DROP COLUMN confirmed_by,
     DROP COLUMN confirmed_by_name,
     DROP COLUMN confirmed_at`,
];
