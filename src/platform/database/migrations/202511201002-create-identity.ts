import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateIdentity1763635202000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE identity_account (
        id uuid NOT NULL,
        login text,
        iin text,
        name text NOT NULL,
        contact text,
        password_hash text,
        created_at timestamptz NOT NULL,
        disabled_at timestamptz,
        CONSTRAINT "PK_identity_account" PRIMARY KEY (id),
        CONSTRAINT identity_account_login UNIQUE (login),
        CONSTRAINT identity_account_iin UNIQUE (iin),
        CONSTRAINT identity_account_staff_or_person CHECK ((login IS NULL) <> (iin IS NULL)),
        CONSTRAINT identity_account_staff_has_password
          CHECK ((login IS NULL) = (password_hash IS NULL))
      )`);
    await runner.query(`
      CREATE TABLE identity_grant (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        role text NOT NULL,
        territory text,
        granted_by uuid,
        granted_at timestamptz NOT NULL,
        revoked_at timestamptz,
        CONSTRAINT "PK_identity_grant" PRIMARY KEY (id),
        CONSTRAINT identity_grant_of_account FOREIGN KEY (account_id) REFERENCES identity_account (id),
        CONSTRAINT identity_grant_role CHECK (role IN ('central-office', 'commission-chair',
          'commission-secretary', 'commission-member', 'party-control', 'observer', 'candidate',
          'voter', 'administrator'))
      )`);
    await runner.query('CREATE INDEX identity_grant_account ON identity_grant (account_id)');
    await runner.query(`
      CREATE TABLE identity_session (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        started_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        CONSTRAINT "PK_identity_session" PRIMARY KEY (id),
        CONSTRAINT identity_session_of_account FOREIGN KEY (account_id) REFERENCES identity_account (id)
      )`);
    await runner.query('CREATE INDEX identity_session_account ON identity_session (account_id)');
    await runner.query(`
      CREATE TABLE identity_refresh_token (
        hash bytea NOT NULL,
        session_id uuid NOT NULL,
        issued_at timestamptz NOT NULL,
        used_at timestamptz,
        CONSTRAINT "PK_identity_refresh_token" PRIMARY KEY (hash),
        CONSTRAINT identity_refresh_token_of_session
          FOREIGN KEY (session_id) REFERENCES identity_session (id)
      )`);
    await runner.query(
      'CREATE INDEX identity_refresh_token_session ON identity_refresh_token (session_id)',
    );
    await runner.query(`
      CREATE TABLE identity_one_time_code (
        id uuid NOT NULL,
        subject text NOT NULL,
        hash bytea NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        used_at timestamptz,
        CONSTRAINT "PK_identity_one_time_code" PRIMARY KEY (id)
      )`);
    await runner.query(
      'CREATE INDEX identity_one_time_code_subject ON identity_one_time_code (subject, created_at)',
    );
    await runner.query(`
      CREATE TABLE identity_failure (
        subject text NOT NULL,
        count integer NOT NULL,
        locked_until timestamptz,
        CONSTRAINT "PK_identity_failure" PRIMARY KEY (subject)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'failure',
      'one_time_code',
      'refresh_token',
      'session',
      'grant',
      'account',
    ]) {
      await runner.query(`DROP TABLE identity_${table}`);
    }
  }
}
