import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateVotingCount1763655002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE voting_place (
        id uuid NOT NULL,
        round_id uuid NOT NULL,
        name text NOT NULL,
        listed integer,
        CONSTRAINT "PK_voting_place" PRIMARY KEY (id),
        CONSTRAINT voting_place_name_once UNIQUE (round_id, name),
        CONSTRAINT voting_place_name CHECK (btrim(name) <> ''),
        CONSTRAINT voting_place_listed CHECK (listed >= 0),
        CONSTRAINT "FK_voting_place_round" FOREIGN KEY (round_id) REFERENCES voting_round (id)
      )`);
    // Two slots, two people: the same person cannot stand in both.
    await runner.query(`
      CREATE TABLE voting_paper_entry (
        place_id uuid NOT NULL,
        slot integer NOT NULL,
        typed_by uuid NOT NULL,
        typed_at timestamptz NOT NULL,
        signatures integer NOT NULL,
        issued integer NOT NULL,
        "cast" integer NOT NULL,
        valid integer NOT NULL,
        invalid integer NOT NULL,
        votes integer[] NOT NULL,
        CONSTRAINT "PK_voting_paper_entry" PRIMARY KEY (place_id, slot),
        CONSTRAINT voting_paper_entry_two_people UNIQUE (place_id, typed_by),
        CONSTRAINT voting_paper_entry_slot CHECK (slot IN (1, 2)),
        CONSTRAINT voting_paper_entry_sums CHECK (valid >= 0 AND invalid >= 0 AND valid + invalid = "cast"
                                                  AND "cast" <= signatures AND signatures <= issued),
        CONSTRAINT "FK_voting_paper_entry_place" FOREIGN KEY (place_id) REFERENCES voting_place (id)
      )`);
    await runner.query(`
      CREATE TABLE voting_result (
        round_id uuid NOT NULL,
        result jsonb NOT NULL,
        hash text NOT NULL,
        counted_at timestamptz NOT NULL,
        counted_by uuid,
        published_at timestamptz,
        CONSTRAINT "PK_voting_result" PRIMARY KEY (round_id),
        CONSTRAINT voting_result_hash CHECK (hash ~ '^[0-9a-f]{64}$'),
        CONSTRAINT "FK_voting_result_round" FOREIGN KEY (round_id) REFERENCES voting_round (id)
      )`);
    await runner.query(`
      CREATE TABLE voting_tie_decision (
        round_id uuid NOT NULL,
        tie text NOT NULL,
        member uuid NOT NULL,
        candidacies uuid[] NOT NULL,
        reason text NOT NULL,
        decided_at timestamptz NOT NULL,
        CONSTRAINT "PK_voting_tie_decision" PRIMARY KEY (round_id, tie, member),
        CONSTRAINT voting_tie_decision_reason CHECK (btrim(reason) <> ''),
        CONSTRAINT "FK_voting_tie_decision_round" FOREIGN KEY (round_id) REFERENCES voting_round (id)
      )`);
    await runner.query(`
      CREATE TABLE voting_protocol_signature (
        round_id uuid NOT NULL,
        member uuid NOT NULL,
        result_hash text NOT NULL,
        signed_at timestamptz NOT NULL,
        CONSTRAINT "PK_voting_protocol_signature" PRIMARY KEY (round_id, member),
        CONSTRAINT "FK_voting_protocol_signature_round" FOREIGN KEY (round_id) REFERENCES voting_round (id)
      )`);
    await runner.query(`
      CREATE TABLE voting_dissent (
        round_id uuid NOT NULL,
        member uuid NOT NULL,
        text text NOT NULL,
        stated_at timestamptz NOT NULL,
        CONSTRAINT "PK_voting_dissent" PRIMARY KEY (round_id, member),
        CONSTRAINT voting_dissent_text CHECK (btrim(text) <> ''),
        CONSTRAINT "FK_voting_dissent_round" FOREIGN KEY (round_id) REFERENCES voting_round (id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'voting_dissent',
      'voting_protocol_signature',
      'voting_tie_decision',
      'voting_result',
      'voting_paper_entry',
      'voting_place',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
