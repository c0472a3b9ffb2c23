import { createHmac, randomBytes } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CommitRoll1795812000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE voting_roll_key (
        round_id uuid NOT NULL,
        key bytea NOT NULL,
        CONSTRAINT "PK_voting_roll_key" PRIMARY KEY (round_id),
        CONSTRAINT voting_roll_key_length CHECK (octet_length(key) = 32),
        CONSTRAINT "FK_voting_roll_key_round" FOREIGN KEY (round_id) REFERENCES voting_round (id)
      )`);
    await runner.query('ALTER TABLE voting_roll_entry ADD COLUMN pseudonym bytea');
    await nameFrozenRolls(runner);
    await runner.query('ALTER TABLE voting_roll_entry ALTER COLUMN pseudonym SET NOT NULL');
    await runner.query(`ALTER TABLE voting_roll_entry ADD CONSTRAINT voting_roll_entry_pseudonym_length
      CHECK (octet_length(pseudonym) = 32)`);
    await runner.query(`CREATE UNIQUE INDEX voting_roll_entry_pseudonym
      ON voting_roll_entry (round_id, pseudonym)`);
    await refuseLaterChanges(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const on of ['insert', 'delete', 'update'])
      await runner.query(`DROP TRIGGER voting_roll_entry_frozen_${on} ON voting_roll_entry`);
    await runner.query('ALTER TABLE voting_roll_entry DROP COLUMN pseudonym');
    await runner.query('DROP TABLE voting_roll_key');
    for (const name of ['roll_frozen', 'roll_only_to_paper', 'roll_key_kept'])
      await runner.query(`DROP FUNCTION voting_${name}()`);
  }
}

/** Rolls that were frozen before there were pseudonyms get them now; the ledger holds no root over them. */
async function nameFrozenRolls(runner: QueryRunner): Promise<void> {
  const rounds = (await runner.query(
    `SELECT DISTINCT round_id AS id FROM voting_roll_entry`,
  )) as readonly { id: string }[];
  for (const { id } of rounds) {
    const key = randomBytes(32);
    await runner.query('INSERT INTO voting_roll_key VALUES ($1, $2)', [id, key]);
    const entries = (await runner.query(
      'SELECT member_id AS id FROM voting_roll_entry WHERE round_id = $1',
      [id],
    )) as readonly { id: string }[];
    const members = entries.map((entry) => entry.id);
    const names = members.map((member) => pseudonym(key, id, member));
    await runner.query(
      `UPDATE voting_roll_entry e SET pseudonym = n.name FROM unnest($2::uuid[], $3::bytea[]) AS n (member, name)
        WHERE e.round_id = $1 AND e.member_id = n.member`,
      [id, members, names],
    );
  }
}

function pseudonym(key: Buffer, round: string, member: string): Buffer {
  const bytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
  return createHmac('sha256', key)
    .update('irikteu/voter/1\0')
    .update(bytes(round))
    .update(bytes(member))
    .digest();
}

/**
 * From the moment a round has its roll key, nobody comes onto its roll or leaves it. The one change left is from online to
 * paper, while the round is not over, and only for voters whose pseudonyms stand in a recorded decision.
 */
async function refuseLaterChanges(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION voting_roll_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM (SELECT DISTINCT round_id FROM touched) t
                   JOIN voting_roll_key k ON k.round_id = t.round_id) THEN
        RAISE EXCEPTION 'the roll is frozen';
      END IF;
      RETURN NULL;
    END $$`);
  await runner.query(`
    CREATE FUNCTION voting_roll_only_to_paper() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (
        SELECT 1 FROM (SELECT * FROM before EXCEPT ALL SELECT * FROM after) b
          JOIN voting_roll_key k ON k.round_id = b.round_id
          JOIN voting_round r ON r.id = b.round_id
          LEFT JOIN after a ON a.round_id = b.round_id AND a.member_id = b.member_id
          LEFT JOIN (
            SELECT l.subject, p.pseudonym
              FROM (SELECT DISTINCT round_id FROM before) t
              JOIN ledger_entry l ON l.subject = t.round_id::text AND l.kind = 'voters-marked-for-paper'
             CROSS JOIN LATERAL jsonb_array_elements_text(l.data -> 'pseudonyms') AS p (pseudonym)
          ) d ON d.subject = b.round_id::text AND d.pseudonym = encode(b.pseudonym, 'hex')
         WHERE a.pseudonym IS DISTINCT FROM b.pseudonym OR b.channel <> 'online' OR a.channel <> 'paper'
            OR r.state NOT IN ('planned', 'open', 'paused', 'extended') OR d.pseudonym IS NULL) THEN
        RAISE EXCEPTION 'the roll is frozen: a voter only goes to paper, by a recorded decision';
      END IF;
      RETURN NULL;
    END $$`);
  await runner.query(`
    CREATE FUNCTION voting_roll_key_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'the key of a roll stays as it is';
    END $$`);
  await runner.query(`
    CREATE TRIGGER voting_roll_entry_frozen_insert AFTER INSERT ON voting_roll_entry
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION voting_roll_frozen()`);
  await runner.query(`
    CREATE TRIGGER voting_roll_entry_frozen_delete AFTER DELETE ON voting_roll_entry
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION voting_roll_frozen()`);
  await runner.query(`
    CREATE TRIGGER voting_roll_entry_frozen_update AFTER UPDATE ON voting_roll_entry
    REFERENCING OLD TABLE AS before NEW TABLE AS after
    FOR EACH STATEMENT EXECUTE FUNCTION voting_roll_only_to_paper()`);
  await runner.query(`
    CREATE TRIGGER voting_roll_key_kept BEFORE UPDATE OR DELETE ON voting_roll_key
    FOR EACH ROW EXECUTE FUNCTION voting_roll_key_kept()`);
}
