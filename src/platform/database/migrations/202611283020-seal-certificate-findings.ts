import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SealCertificateFindings1795903200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE candidate_sealed_finding');
    await runner.query('DROP FUNCTION candidate_sealed_finding_stays()');
  }
}

const up = [
  `CREATE TABLE candidate_sealed_finding (
     hash text NOT NULL,
     candidacy_id uuid NOT NULL,
     salt text NOT NULL,
     groups jsonb NOT NULL,
     found_by uuid NOT NULL,
     found_at timestamptz NOT NULL,
     CONSTRAINT "PK_candidate_sealed_finding" PRIMARY KEY (hash),
     CONSTRAINT "FK_candidate_sealed_finding_candidacy" FOREIGN KEY (candidacy_id)
       REFERENCES candidate_candidacy (id),
     CONSTRAINT candidate_sealed_finding_hex CHECK (hash ~ '^[0-9a-f]{64}$' AND salt ~ '^[0-9a-f]{64}$')
   )`,
  // The ledger holds its hash: with another text it would open nothing.
  `CREATE FUNCTION candidate_sealed_finding_stays() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     RAISE EXCEPTION 'a sealed finding is never changed or removed';
   END $$`,
  `CREATE TRIGGER candidate_sealed_finding_stays BEFORE UPDATE OR DELETE ON candidate_sealed_finding
     FOR EACH ROW EXECUTE FUNCTION candidate_sealed_finding_stays()`,
];
