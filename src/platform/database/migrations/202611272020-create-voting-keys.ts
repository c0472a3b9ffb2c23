import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateVotingKeys1795810800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `CREATE TABLE voting_trustee (
     account_id uuid NOT NULL,
     public_key bytea NOT NULL,
     at timestamptz NOT NULL,
     CONSTRAINT "PK_voting_trustee" PRIMARY KEY (account_id),
     CONSTRAINT voting_trustee_public_key CHECK (octet_length(public_key) = 32)
   )`,
  `CREATE TABLE voting_ballot_key (
     round_id uuid NOT NULL,
     public_key bytea NOT NULL,
     trial_public_key bytea NOT NULL,
     needed integer NOT NULL,
     trial_sealed bytea NOT NULL,
     trial_opened_at timestamptz,
     private_key bytea,
     made_by uuid NOT NULL,
     made_at timestamptz NOT NULL,
     CONSTRAINT "PK_voting_ballot_key" PRIMARY KEY (round_id),
     CONSTRAINT "FK_voting_ballot_key_round" FOREIGN KEY (round_id) REFERENCES voting_round (id),
     CONSTRAINT voting_ballot_key_public_key CHECK (octet_length(public_key) = 32),
     CONSTRAINT voting_ballot_key_trial_public_key CHECK (octet_length(trial_public_key) = 32),
     CONSTRAINT voting_ballot_key_two_keys CHECK (public_key <> trial_public_key),
     CONSTRAINT voting_ballot_key_needed CHECK (needed BETWEEN 2 AND 15),
     CONSTRAINT voting_ballot_key_trial_sealed CHECK (octet_length(trial_sealed) > 48),
     CONSTRAINT voting_ballot_key_private_key CHECK (octet_length(private_key) = 32)
   )`,
  // A share is 33 bytes; an envelope holds two and is 48 bytes longer than what is in it.
  `CREATE TABLE voting_key_share (
     round_id uuid NOT NULL,
     place integer NOT NULL,
     account_id uuid NOT NULL,
     trustee_key bytea NOT NULL,
     sealed bytea NOT NULL,
     commitment bytea NOT NULL,
     trial_commitment bytea NOT NULL,
     trial_share bytea,
     share bytea,
     CONSTRAINT "PK_voting_key_share" PRIMARY KEY (round_id, place),
     CONSTRAINT voting_key_share_one_each UNIQUE (round_id, account_id),
     CONSTRAINT "FK_voting_key_share_key" FOREIGN KEY (round_id) REFERENCES voting_ballot_key (round_id),
     CONSTRAINT "FK_voting_key_share_trustee" FOREIGN KEY (account_id) REFERENCES voting_trustee (account_id),
     CONSTRAINT voting_key_share_place CHECK (place BETWEEN 1 AND 15),
     CONSTRAINT voting_key_share_trustee_key CHECK (octet_length(trustee_key) = 32),
     CONSTRAINT voting_key_share_sealed CHECK (octet_length(sealed) = 114),
     CONSTRAINT voting_key_share_commitment CHECK (octet_length(commitment) = 32),
     CONSTRAINT voting_key_share_trial_commitment CHECK (octet_length(trial_commitment) = 32),
     CONSTRAINT voting_key_share_trial_share CHECK (octet_length(trial_share) = 33),
     CONSTRAINT voting_key_share_share CHECK (octet_length(share) = 33)
   )`,
  'CREATE INDEX voting_key_share_account ON voting_key_share (account_id)',
  // Made, made anew and tried while the round is planned; opened when it is closed; otherwise never changed.
  `CREATE FUNCTION voting_ballot_key_guard() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE
     stands text := (SELECT state FROM voting_round WHERE id = coalesce(NEW.round_id, OLD.round_id));
   BEGIN
     IF TG_OP = 'DELETE' AND stands = 'planned' THEN RETURN OLD; END IF;
     IF TG_OP = 'INSERT' AND stands = 'planned' AND NEW.private_key IS NULL AND NEW.trial_opened_at IS NULL THEN
       RETURN NEW;
     END IF;
     IF TG_OP = 'UPDATE' AND stands = 'planned' AND OLD.trial_opened_at IS NULL
        AND to_jsonb(NEW) - 'trial_opened_at' = to_jsonb(OLD) - 'trial_opened_at' THEN
       RETURN NEW;
     END IF;
     IF TG_OP = 'UPDATE' AND stands IN ('closed', 'counted', 'signed', 'published', 'final') AND OLD.private_key IS NULL
        AND to_jsonb(NEW) - 'private_key' = to_jsonb(OLD) - 'private_key' THEN
       RETURN NEW;
     END IF;
     RAISE EXCEPTION 'a ballot key is not changed so while its round is %', stands;
   END $$`,
  `CREATE TRIGGER voting_ballot_key_stays BEFORE INSERT OR UPDATE OR DELETE ON voting_ballot_key
     FOR EACH ROW EXECUTE FUNCTION voting_ballot_key_guard()`,
  `CREATE FUNCTION voting_key_share_guard() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE
     stands text := (SELECT state FROM voting_round WHERE id = coalesce(NEW.round_id, OLD.round_id));
   BEGIN
     IF TG_OP = 'DELETE' AND stands = 'planned' THEN RETURN OLD; END IF;
     IF TG_OP = 'INSERT' AND stands = 'planned' AND NEW.share IS NULL AND NEW.trial_share IS NULL THEN RETURN NEW; END IF;
     IF TG_OP = 'UPDATE' AND stands = 'planned' AND OLD.trial_share IS NULL
        AND to_jsonb(NEW) - 'trial_share' = to_jsonb(OLD) - 'trial_share' THEN
       RETURN NEW;
     END IF;
     IF TG_OP = 'UPDATE' AND stands IN ('closed', 'counted', 'signed', 'published', 'final') AND OLD.share IS NULL
        AND to_jsonb(NEW) - 'share' = to_jsonb(OLD) - 'share' THEN
       RETURN NEW;
     END IF;
     RAISE EXCEPTION 'a share of a ballot key is not changed so while its round is %', stands;
   END $$`,
  `CREATE TRIGGER voting_key_share_stays BEFORE INSERT OR UPDATE OR DELETE ON voting_key_share
     FOR EACH ROW EXECUTE FUNCTION voting_key_share_guard()`,
  // Asked at the commit, when all shares of a new key are there: as many as it needs, and their places without a gap.
  `CREATE FUNCTION voting_ballot_key_shared() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF EXISTS (
       SELECT 1 FROM voting_ballot_key k
         LEFT JOIN voting_key_share s ON s.round_id = k.round_id
        WHERE k.round_id = NEW.round_id
        GROUP BY k.round_id, k.needed
       HAVING count(s.place) < k.needed OR max(s.place) <> count(s.place)
     ) THEN
       RAISE EXCEPTION 'the ballot key of round % has fewer shares than it needs', NEW.round_id;
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE CONSTRAINT TRIGGER voting_ballot_key_is_shared AFTER INSERT ON voting_ballot_key
     DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION voting_ballot_key_shared()`,
];

const down = [
  'DROP TABLE voting_key_share',
  'DROP TABLE voting_ballot_key',
  'DROP TABLE voting_trustee',
  'DROP FUNCTION voting_key_share_guard()',
  'DROP FUNCTION voting_ballot_key_guard()',
  'DROP FUNCTION voting_ballot_key_shared()',
];
