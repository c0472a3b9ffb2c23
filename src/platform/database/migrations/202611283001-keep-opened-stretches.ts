import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepOpenedStretches1795932060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `CREATE TABLE voting_opened_stretch (
     round_id uuid NOT NULL,
     leaf_from integer NOT NULL,
     opens bytea NOT NULL,
     contents bytea NOT NULL,
     CONSTRAINT "PK_voting_opened_stretch" PRIMARY KEY (round_id, leaf_from),
     CONSTRAINT "FK_voting_opened_stretch_round" FOREIGN KEY (round_id) REFERENCES voting_round (id),
     CONSTRAINT voting_opened_stretch_leaf_from CHECK (leaf_from >= 0),
     CONSTRAINT voting_opened_stretch_whole
       CHECK (octet_length(opens) > 0 AND octet_length(contents) % octet_length(opens) = 0)
   )`,
  // Nothing comes out of them smaller, and nothing is read in parts.
  'ALTER TABLE voting_opened_stretch ALTER opens SET STORAGE EXTERNAL, ALTER contents SET STORAGE EXTERNAL',
  // What had another length than the ballots of its round was unreadable, and zeros are.
  `INSERT INTO voting_opened_stretch (round_id, leaf_from, opens, contents)
   SELECT o.round_id, min(o.leaf_index),
          string_agg(CASE WHEN o.content IS NULL THEN '\\x00'::bytea ELSE '\\x01'::bytea END, '' ORDER BY o.leaf_index),
          string_agg(CASE WHEN octet_length(o.content) = r.content_bytes THEN o.content
                          ELSE decode(repeat('00', r.content_bytes), 'hex') END, '' ORDER BY o.leaf_index)
     FROM voting_opened_ballot o JOIN voting_round r ON r.id = o.round_id
    GROUP BY o.round_id, o.leaf_index / 8192`,
  `CREATE FUNCTION voting_opened_stretch_unchangeable() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'what was in a ballot is never changed or removed';
   END $$`,
  `CREATE TRIGGER voting_opened_stretch_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON voting_opened_stretch
     FOR EACH STATEMENT EXECUTE FUNCTION voting_opened_stretch_unchangeable()`,
  // What is there already and comes again is not among the new rows.
  `CREATE FUNCTION voting_opened_stretch_guard() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE
     until integer := NEW.leaf_from + octet_length(NEW.opens);
   BEGIN
     IF NOT EXISTS (SELECT 1 FROM voting_round r JOIN voting_ballot_key k ON k.round_id = r.id
                     WHERE r.id = NEW.round_id AND r.state = 'closed' AND k.private_key IS NOT NULL) THEN
       RAISE EXCEPTION 'a box is opened while its round is closed and its key is there';
     END IF;
     IF NEW.leaf_from <> (SELECT coalesce(max(leaf_from + octet_length(opens)), 0) FROM voting_opened_stretch
                           WHERE round_id = NEW.round_id AND leaf_from <> NEW.leaf_from) THEN
       RAISE EXCEPTION 'a box is opened in the order of its log';
     END IF;
     IF until - NEW.leaf_from <> (SELECT count(*) FROM voting_ballot
                                   WHERE round_id = NEW.round_id AND leaf_index >= NEW.leaf_from AND leaf_index < until) THEN
       RAISE EXCEPTION 'no ballot of the box has this place in its log';
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER voting_opened_stretch_comes_late AFTER INSERT ON voting_opened_stretch
     FOR EACH ROW EXECUTE FUNCTION voting_opened_stretch_guard()`,
  'DROP TABLE voting_opened_ballot',
  'DROP FUNCTION voting_opened_ballot_guard()',
  'DROP FUNCTION voting_opened_ballot_unchangeable()',
];

const down = [
  `CREATE TABLE voting_opened_ballot (
     round_id uuid NOT NULL,
     leaf_index integer NOT NULL,
     content bytea,
     CONSTRAINT "PK_voting_opened_ballot" PRIMARY KEY (round_id, leaf_index),
     CONSTRAINT "FK_voting_opened_ballot_round" FOREIGN KEY (round_id) REFERENCES voting_round (id),
     CONSTRAINT voting_opened_ballot_leaf_index CHECK (leaf_index >= 0)
   )`,
  `INSERT INTO voting_opened_ballot (round_id, leaf_index, content)
   SELECT s.round_id, s.leaf_from + i,
          CASE WHEN get_byte(s.opens, i) = 1
               THEN substring(s.contents FROM i * (octet_length(s.contents) / octet_length(s.opens)) + 1
                              FOR octet_length(s.contents) / octet_length(s.opens)) END
     FROM voting_opened_stretch s, LATERAL generate_series(0, octet_length(s.opens) - 1) AS i`,
  'DROP TABLE voting_opened_stretch',
  'DROP FUNCTION voting_opened_stretch_guard()',
  'DROP FUNCTION voting_opened_stretch_unchangeable()',
  `CREATE FUNCTION voting_opened_ballot_unchangeable() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'what was in a ballot is never changed or removed';
   END $$`,
  `CREATE TRIGGER voting_opened_ballot_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON voting_opened_ballot
     FOR EACH STATEMENT EXECUTE FUNCTION voting_opened_ballot_unchangeable()`,
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
