import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddListSeats1795796460000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `CREATE TABLE list_building_seat (
     list_id uuid NOT NULL,
     seat integer NOT NULL,
     holding integer NOT NULL,
     candidate_id uuid NOT NULL,
     filled_as text NOT NULL,
     reason text NOT NULL DEFAULT '',
     passed_over jsonb NOT NULL DEFAULT '[]',
     filled_by uuid NOT NULL,
     filled_by_name text NOT NULL DEFAULT '',
     filled_at timestamptz NOT NULL,
     vacated_reason text,
     vacated_by uuid,
     vacated_by_name text,
     vacated_at timestamptz,
     CONSTRAINT "PK_list_building_seat" PRIMARY KEY (list_id, seat, holding),
     CONSTRAINT "FK_list_building_seat_list" FOREIGN KEY (list_id) REFERENCES list_building_list (id),
     CONSTRAINT list_building_seat_number CHECK (seat > 0 AND holding > 0),
     CONSTRAINT list_building_seat_filled_as
       CHECK (filled_as IN ('assigned', 'next-in-order', 'same-group', 'by-decision')),
     CONSTRAINT list_building_seat_first CHECK ((filled_as = 'assigned') = (holding = 1)),
     CONSTRAINT list_building_seat_reasoned CHECK (filled_as <> 'by-decision' OR btrim(reason) <> ''),
     CONSTRAINT list_building_seat_vacated
       CHECK (num_nonnulls(vacated_reason, vacated_by, vacated_by_name, vacated_at) IN (0, 4)),
     CONSTRAINT list_building_seat_vacated_reasoned CHECK (btrim(vacated_reason) <> ''),
     CONSTRAINT list_building_seat_vacated_after CHECK (vacated_at >= filled_at)
   )`,
  // One seat has one holder at a time, and one person one seat, now or ever.
  `CREATE UNIQUE INDEX list_building_seat_one_holder ON list_building_seat (list_id, seat)
     WHERE vacated_at IS NULL`,
  `CREATE UNIQUE INDEX list_building_seat_one_seat ON list_building_seat (list_id, candidate_id)`,
  // Who held a seat stays on record; the only change is that it is vacated, once.
  `CREATE FUNCTION list_building_seat_history() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' OR OLD.vacated_at IS NOT NULL
       OR (NEW.list_id, NEW.seat, NEW.holding, NEW.candidate_id, NEW.filled_as, NEW.reason,
           NEW.passed_over, NEW.filled_by, NEW.filled_by_name, NEW.filled_at)
         IS DISTINCT FROM
          (OLD.list_id, OLD.seat, OLD.holding, OLD.candidate_id, OLD.filled_as, OLD.reason,
           OLD.passed_over, OLD.filled_by, OLD.filled_by_name, OLD.filled_at)
     THEN
       RAISE EXCEPTION 'who held a seat is never changed or removed';
     END IF;
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER list_building_seat_stays BEFORE UPDATE OR DELETE ON list_building_seat
     FOR EACH ROW EXECUTE FUNCTION list_building_seat_history()`,
  // Seats assigned before holders were kept one by one.
  `INSERT INTO list_building_seat (list_id, seat, holding, candidate_id, filled_as, filled_by, filled_at)
     SELECT mandate.list_id, mandate.rank, 1, mandate.candidate_id, 'assigned', filing.seated_by, filing.seated_at
     FROM list_building_mandate mandate
     JOIN list_building_filing filing ON filing.list_id = mandate.list_id
     WHERE mandate.status = 'seated' AND filing.seated_at IS NOT NULL`,
  `ALTER TABLE list_building_filing ADD COLUMN minutes text NOT NULL DEFAULT ''`,
];

const down = [
  'ALTER TABLE list_building_filing DROP COLUMN minutes',
  'DROP TABLE list_building_seat',
  'DROP FUNCTION list_building_seat_history()',
];
