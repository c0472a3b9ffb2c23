import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddBallotKinds1763665000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE voting_round ADD COLUMN highest_value integer NOT NULL DEFAULT 1,
         ADD COLUMN votes integer,
         ADD COLUMN equal_ranks boolean NOT NULL DEFAULT false`,
    );
    await runner.query('ALTER TABLE voting_round DROP CONSTRAINT voting_round_ballot_kind');
    await runner.query(`ALTER TABLE voting_round ADD CONSTRAINT voting_round_ballot_kind
      CHECK (ballot_kind IN ('single', 'rating', 'cumulative', 'score', 'ranking'))`);
    await runner.query(`ALTER TABLE voting_round ADD CONSTRAINT voting_round_highest_value
      CHECK (highest_value > 0 AND (highest_value = 1 OR ballot_kind NOT IN ('single', 'rating')))`);
    await runner.query(`ALTER TABLE voting_round ADD CONSTRAINT voting_round_votes
      CHECK ((votes IS NOT NULL) = (ballot_kind = 'cumulative') AND (votes IS NULL OR votes > 0))`);
    await runner.query(`ALTER TABLE voting_round ADD CONSTRAINT voting_round_equal_ranks
      CHECK (NOT equal_ranks OR ballot_kind = 'ranking')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['equal_ranks', 'votes', 'highest_value', 'ballot_kind'])
      await runner.query(`ALTER TABLE voting_round DROP CONSTRAINT voting_round_${name}`);
    await runner.query(`ALTER TABLE voting_round ADD CONSTRAINT voting_round_ballot_kind
      CHECK (ballot_kind IN ('single', 'rating'))`);
    await runner.query(
      'ALTER TABLE voting_round DROP COLUMN equal_ranks, DROP COLUMN votes, DROP COLUMN highest_value',
    );
  }
}
