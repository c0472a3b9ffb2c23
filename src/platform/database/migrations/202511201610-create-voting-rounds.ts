import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateVotingRounds1763655000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE voting_round (
        id uuid NOT NULL,
        primary_id uuid NOT NULL,
        contest_id uuid NOT NULL,
        stage_id text NOT NULL,
        unit text NOT NULL,
        electorate text NOT NULL,
        channels text[] NOT NULL,
        ballot_kind text NOT NULL,
        marks integer NOT NULL,
        unit_seats integer NOT NULL,
        content_bytes integer NOT NULL,
        order_seed text NOT NULL,
        state text NOT NULL DEFAULT 'planned',
        opens_at timestamptz NOT NULL,
        closes_at timestamptz NOT NULL,
        roll_frozen_at timestamptz,
        roll_size integer,
        CONSTRAINT "PK_voting_round" PRIMARY KEY (id),
        CONSTRAINT voting_round_one_per_unit UNIQUE (contest_id, stage_id, unit),
        CONSTRAINT voting_round_electorate CHECK (electorate IN ('members', 'delegates', 'commission')),
        CONSTRAINT voting_round_ballot_kind CHECK (ballot_kind IN ('single', 'rating')),
        CONSTRAINT voting_round_marks CHECK (marks > 0 AND (ballot_kind <> 'single' OR marks = 1)),
        CONSTRAINT voting_round_unit_seats CHECK (unit_seats >= 0),
        CONSTRAINT voting_round_content_bytes CHECK (content_bytes > 0),
        CONSTRAINT voting_round_state CHECK (state IN ('planned', 'open', 'paused', 'extended', 'closed', 'counted',
                                                       'signed', 'published', 'final')),
        CONSTRAINT voting_round_times CHECK (closes_at > opens_at),
        CONSTRAINT voting_round_roll CHECK ((roll_frozen_at IS NULL) = (roll_size IS NULL))
      )`);
    await runner.query('CREATE INDEX voting_round_primary ON voting_round (primary_id)');
    await runner.query(`
      CREATE TABLE voting_round_candidate (
        round_id uuid NOT NULL,
        position integer NOT NULL,
        candidacy_id uuid NOT NULL,
        CONSTRAINT "PK_voting_round_candidate" PRIMARY KEY (round_id, position),
        CONSTRAINT voting_round_candidate_once UNIQUE (round_id, candidacy_id),
        CONSTRAINT voting_round_candidate_position CHECK (position >= 0),
        CONSTRAINT "FK_voting_round_candidate_round" FOREIGN KEY (round_id) REFERENCES voting_round (id)
      )`);
    await runner.query(
      'CREATE INDEX voting_round_candidate_candidacy ON voting_round_candidate (candidacy_id)',
    );
    await runner.query(`
      CREATE TABLE voting_round_decision (
        id uuid NOT NULL,
        round_id uuid NOT NULL,
        kind text NOT NULL,
        reason text NOT NULL,
        actor uuid,
        at timestamptz NOT NULL,
        closes_at timestamptz,
        CONSTRAINT "PK_voting_round_decision" PRIMARY KEY (id),
        CONSTRAINT voting_round_decision_kind CHECK (kind IN ('open', 'pause', 'resume', 'extend', 'close')),
        CONSTRAINT voting_round_decision_reason CHECK (kind IN ('open', 'close') OR btrim(reason) <> ''),
        CONSTRAINT voting_round_decision_extension CHECK ((kind = 'extend') = (closes_at IS NOT NULL)),
        CONSTRAINT "FK_voting_round_decision_round" FOREIGN KEY (round_id) REFERENCES voting_round (id)
      )`);
    await runner.query(
      'CREATE INDEX voting_round_decision_round ON voting_round_decision (round_id, at)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE voting_round_decision');
    await runner.query('DROP TABLE voting_round_candidate');
    await runner.query('DROP TABLE voting_round');
  }
}
