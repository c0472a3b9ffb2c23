import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepOpenedBallots1795860060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `CREATE FUNCTION voting_opened_ballot_unchangeable() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'what was in a ballot is never changed or removed';
   END $$`,
  `CREATE TRIGGER voting_opened_ballot_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON voting_opened_ballot
     FOR EACH STATEMENT EXECUTE FUNCTION voting_opened_ballot_unchangeable()`,
  // Asked once for the thousands of ballots of a stretch. What is there already and comes again is not among the new rows.
  `CREATE FUNCTION voting_opened_ballot_guard() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF EXISTS (
       SELECT 1 FROM (SELECT DISTINCT round_id FROM opened) o
         LEFT JOIN voting_round r ON r.id = o.round_id
         LEFT JOIN voting_ballot_key k ON k.round_id = o.round_id
        WHERE r.state IS DISTINCT FROM 'closed' OR k.private_key IS NULL
     ) THEN
       RAISE EXCEPTION 'a box is opened while its round is closed and its key is there';
     END IF;
     IF EXISTS (
       SELECT 1 FROM opened o
        WHERE NOT EXISTS (SELECT 1 FROM voting_ballot b WHERE b.round_id = o.round_id AND b.leaf_index = o.leaf_index)
     ) THEN
       RAISE EXCEPTION 'no ballot of the box has this place in its log';
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER voting_opened_ballot_comes_late AFTER INSERT ON voting_opened_ballot
     REFERENCING NEW TABLE AS opened FOR EACH STATEMENT EXECUTE FUNCTION voting_opened_ballot_guard()`,
];

const down = [
  'DROP TRIGGER voting_opened_ballot_comes_late ON voting_opened_ballot',
  'DROP TRIGGER voting_opened_ballot_stays ON voting_opened_ballot',
  'DROP FUNCTION voting_opened_ballot_guard()',
  'DROP FUNCTION voting_opened_ballot_unchangeable()',
];
