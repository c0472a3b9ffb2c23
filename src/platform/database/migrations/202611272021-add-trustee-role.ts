import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddTrusteeRole1795810860000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE identity_grant DROP CONSTRAINT identity_grant_role');
    await runner.query(`ALTER TABLE identity_grant ADD CONSTRAINT identity_grant_role
      CHECK (role IN ('central-office', 'commission-chair', 'commission-secretary', 'commission-member',
        'trustee', 'party-control', 'observer', 'candidate', 'voter', 'administrator'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    // The older schema has no such role: who held it holds it no more.
    await runner.query(`DELETE FROM identity_grant WHERE role = 'trustee'`);
    await runner.query('ALTER TABLE identity_grant DROP CONSTRAINT identity_grant_role');
    await runner.query(`ALTER TABLE identity_grant ADD CONSTRAINT identity_grant_role
      CHECK (role IN ('central-office', 'commission-chair', 'commission-secretary', 'commission-member',
        'party-control', 'observer', 'candidate', 'voter', 'administrator'))`);
  }
}
