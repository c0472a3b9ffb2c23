import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The place of a ballot in the log of its box; null until the next tree head. */
export class PlaceBallotsInLogs1795811460000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE voting_ballot
        ADD COLUMN leaf_index integer,
        ADD CONSTRAINT voting_ballot_leaf_index_not_negative CHECK (leaf_index >= 0)`);
    // Boxes closed before they had logs: their roots in the ledger are over the order of the serials.
    await runner.query(`
      UPDATE voting_ballot b SET leaf_index = n.place - 1
        FROM (SELECT round_id, serial, row_number() OVER (PARTITION BY round_id ORDER BY serial) AS place
                FROM voting_ballot) n, voting_round r
       WHERE b.round_id = n.round_id AND b.serial = n.serial AND r.id = b.round_id
         AND r.state NOT IN ('planned', 'open', 'paused', 'extended')`);
    // What waits stands at the end of this index, as null; the other is for whoever asks with a receipt.
    await runner.query(
      'CREATE UNIQUE INDEX voting_ballot_leaf_index ON voting_ballot (round_id, leaf_index)',
    );
    await runner.query(
      'CREATE INDEX voting_ballot_by_leaf_hash ON voting_ballot (leaf_hash) WHERE leaf_index IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE voting_ballot DROP COLUMN leaf_index');
  }
}
