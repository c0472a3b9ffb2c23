import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DiscardDraftSeasons1763670000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE primary_season ADD COLUMN discarded_at timestamptz');
    await runner.query(`ALTER TABLE primary_season ADD CONSTRAINT primary_season_discarded_draft
      CHECK (discarded_at IS NULL OR state = 'draft')`);
    await runner.query('DROP INDEX primary_season_one_at_a_time');
    await runner.query(`CREATE UNIQUE INDEX primary_season_one_at_a_time ON primary_season ((true))
      WHERE state <> 'closed' AND discarded_at IS NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX primary_season_one_at_a_time');
    // A discarded draft becomes a closed season: the older schema knows no other that is not open.
    await runner.query(`ALTER TABLE primary_season DROP CONSTRAINT primary_season_discarded_draft`);
    await runner.query(`UPDATE primary_season SET state = 'closed' WHERE discarded_at IS NOT NULL`);
    await runner.query('ALTER TABLE primary_season DROP COLUMN discarded_at');
    await runner.query(
      `CREATE UNIQUE INDEX primary_season_one_at_a_time ON primary_season ((true)) WHERE state <> 'closed'`,
    );
  }
}
