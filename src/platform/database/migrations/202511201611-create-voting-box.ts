import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateVotingBox1763655001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE voting_member (
        id uuid NOT NULL,
        iin text NOT NULL,
        family text NOT NULL,
        given text NOT NULL,
        patronymic text,
        territory text NOT NULL,
        joined date NOT NULL,
        phone text,
        email text,
        organisation text NOT NULL,
        CONSTRAINT "PK_voting_member" PRIMARY KEY (id),
        CONSTRAINT voting_member_iin UNIQUE (iin),
        CONSTRAINT voting_member_iin_shape CHECK (iin ~ '^[0-9]{12}$')
      )`);
    await runner.query('CREATE INDEX voting_member_territory ON voting_member (territory)');
    await runner.query(`
      CREATE TABLE voting_delegate (
        contest_id uuid NOT NULL,
        stage_id text NOT NULL,
        unit text NOT NULL,
        member_id uuid NOT NULL,
        CONSTRAINT "PK_voting_delegate" PRIMARY KEY (contest_id, stage_id, unit, member_id),
        CONSTRAINT "FK_voting_delegate_member" FOREIGN KEY (member_id) REFERENCES voting_member (id)
      )`);
    await runner.query('CREATE INDEX voting_delegate_member ON voting_delegate (member_id)');
    await runner.query(`
      CREATE TABLE voting_roll_entry (
        round_id uuid NOT NULL,
        member_id uuid NOT NULL,
        channel text NOT NULL,
        CONSTRAINT "PK_voting_roll_entry" PRIMARY KEY (round_id, member_id),
        CONSTRAINT voting_roll_entry_channel CHECK (channel IN ('online', 'paper')),
        CONSTRAINT "FK_voting_roll_entry_round" FOREIGN KEY (round_id) REFERENCES voting_round (id),
        CONSTRAINT "FK_voting_roll_entry_member" FOREIGN KEY (member_id) REFERENCES voting_member (id)
      )`);
    await runner.query('CREATE INDEX voting_roll_entry_member ON voting_roll_entry (member_id)');
    // Participation and ballot hold nothing that could join them: no time, no sequence, no address, no common random.
    await runner.query(`
      CREATE TABLE voting_participation (
        round_id uuid NOT NULL,
        member_id uuid NOT NULL,
        blinded_hash bytea NOT NULL,
        blind_signature bytea NOT NULL,
        CONSTRAINT "PK_voting_participation" PRIMARY KEY (round_id, member_id),
        CONSTRAINT voting_participation_blinded_hash CHECK (octet_length(blinded_hash) = 32),
        CONSTRAINT "FK_voting_participation_roll_entry" FOREIGN KEY (round_id, member_id)
          REFERENCES voting_roll_entry (round_id, member_id)
      )`);
    await runner.query(`
      CREATE TABLE voting_token_key (
        round_id uuid NOT NULL,
        public_key bytea NOT NULL,
        private_key bytea,
        CONSTRAINT "PK_voting_token_key" PRIMARY KEY (round_id),
        CONSTRAINT "FK_voting_token_key_round" FOREIGN KEY (round_id) REFERENCES voting_round (id)
      )`);
    await runner.query(`
      CREATE TABLE voting_ballot (
        round_id uuid NOT NULL,
        serial bytea NOT NULL,
        prefix bytea NOT NULL,
        signature bytea NOT NULL,
        content bytea NOT NULL,
        leaf_hash bytea NOT NULL,
        CONSTRAINT "PK_voting_ballot" PRIMARY KEY (round_id, serial),
        CONSTRAINT voting_ballot_serial CHECK (octet_length(serial) = 32),
        CONSTRAINT voting_ballot_prefix CHECK (octet_length(prefix) = 32),
        CONSTRAINT voting_ballot_leaf_hash CHECK (octet_length(leaf_hash) = 32),
        CONSTRAINT "FK_voting_ballot_round" FOREIGN KEY (round_id) REFERENCES voting_round (id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'voting_ballot',
      'voting_token_key',
      'voting_participation',
      'voting_roll_entry',
      'voting_delegate',
      'voting_member',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
