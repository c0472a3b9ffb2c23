import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SealVotingBallots1795810200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  'ALTER TABLE voting_ballot RENAME COLUMN content TO sealed',
  `CREATE TABLE voting_opened_ballot (
     round_id uuid NOT NULL,
     leaf_index integer NOT NULL,
     content bytea,
     CONSTRAINT "PK_voting_opened_ballot" PRIMARY KEY (round_id, leaf_index),
     CONSTRAINT "FK_voting_opened_ballot_round" FOREIGN KEY (round_id) REFERENCES voting_round (id),
     CONSTRAINT voting_opened_ballot_leaf_index CHECK (leaf_index >= 0)
   )`,
  // Rounds that were closed before ballots were sealed: what lies in their boxes is open, in the order of their logs.
  `INSERT INTO voting_opened_ballot (round_id, leaf_index, content)
   SELECT b.round_id, row_number() OVER (PARTITION BY b.round_id ORDER BY b.serial) - 1, b.sealed
     FROM voting_ballot b JOIN voting_round r ON r.id = b.round_id
    WHERE r.state NOT IN ('planned', 'open', 'paused', 'extended') ORDER BY 1, 2`,
];

const down = [
  'DROP TABLE voting_opened_ballot',
  'ALTER TABLE voting_ballot RENAME COLUMN sealed TO content',
];
