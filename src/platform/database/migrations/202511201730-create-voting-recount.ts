import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateVotingRecount1763665002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Beside the result, never in its place: the first count stays what it was.
    await runner.query(`
      CREATE TABLE voting_recount (
        round_id uuid NOT NULL,
        number integer NOT NULL,
        of_hash text NOT NULL,
        without uuid[] NOT NULL,
        reason text NOT NULL,
        result jsonb NOT NULL,
        hash text NOT NULL,
        counted_at timestamptz NOT NULL,
        counted_by uuid NOT NULL,
        CONSTRAINT "PK_voting_recount" PRIMARY KEY (round_id, number),
        CONSTRAINT voting_recount_number CHECK (number > 0),
        CONSTRAINT voting_recount_reason CHECK (btrim(reason) <> ''),
        CONSTRAINT voting_recount_hash CHECK (hash ~ '^[0-9a-f]{64}$'),
        CONSTRAINT "FK_voting_recount_round" FOREIGN KEY (round_id) REFERENCES voting_round (id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE voting_recount');
  }
}
