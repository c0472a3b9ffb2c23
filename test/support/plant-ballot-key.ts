import { randomBytes, randomUUID } from 'node:crypto';
import type { RoundId } from '../../src/kernel/ids.js';
import { ballotOpener } from '../../src/voting/sealing/sealed-ballot.js';
import { newX25519Pair, type X25519Pair } from '../../src/voting/sealing/x25519.js';

/** Runs a statement and answers its rows. */
type Rows = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

/** Gives a planned round a ballot key, shared between two trustees; its private half is the caller's. */
export async function plantBallotKey(
  rows: Rows,
  round: RoundId,
  pair = newX25519Pair(),
): Promise<X25519Pair> {
  const trustees = [randomUUID(), randomUUID()];
  await rows(
    `WITH trustees AS (
       INSERT INTO voting_trustee (account_id, public_key, at)
       SELECT unnest($2::uuid[]), unnest($3::bytea[]), now() RETURNING account_id, public_key),
     key AS (
       INSERT INTO voting_ballot_key (round_id, public_key, trial_public_key, needed, trial_sealed, made_by, made_at)
       VALUES ($1, $4, $5, 2, $6, $7, now()))
     INSERT INTO voting_key_share (round_id, place, account_id, trustee_key, sealed, commitment, trial_commitment)
     SELECT $1, row_number() OVER (), account_id, public_key, $8, $9, $9 FROM trustees`,
    [
      round,
      trustees,
      trustees.map(() => newX25519Pair().publicKey),
      pair.publicKey,
      newX25519Pair().publicKey,
      randomBytes(64),
      randomUUID(),
      randomBytes(114),
      randomBytes(32),
    ],
  );
  await rows('UPDATE voting_ballot_key SET trial_opened_at = now() WHERE round_id = $1', [round]);
  return pair;
}

/** The private half of a closed round comes together. */
export async function giveBallotKey(
  rows: Rows,
  round: RoundId,
  { privateKey }: X25519Pair,
): Promise<void> {
  await rows('UPDATE voting_ballot_key SET private_key = $2 WHERE round_id = $1', [
    round,
    privateKey,
  ]);
}

/** What was opened in the box of a round: serials and contents in hexadecimal, null for what does not open. */
export async function whatWasOpened(
  rows: Rows,
  round: RoundId,
): Promise<{ serial: string; content: string | null }[]> {
  return await rows(
    `SELECT encode(b.serial, 'hex') AS serial,
            CASE WHEN get_byte(s.opens, b.leaf_index - s.leaf_from) = 1
                 THEN encode(substring(s.contents FROM (b.leaf_index - s.leaf_from) * r.content_bytes + 1
                                       FOR r.content_bytes), 'hex') END AS content
       FROM voting_opened_stretch s JOIN voting_round r ON r.id = s.round_id
       JOIN voting_ballot b ON b.round_id = s.round_id AND b.leaf_index >= s.leaf_from
        AND b.leaf_index < s.leaf_from + octet_length(s.opens)
      WHERE s.round_id = $1`,
    [round],
  );
}

/** What is in the box of a round, whatever its state, for whoever has the key; null for what does not open. */
export async function lookIntoBox(
  rows: Rows,
  round: RoundId,
  privateKey: Uint8Array,
): Promise<(Buffer | null)[]> {
  const open = ballotOpener(round, privateKey);
  const ballots = await rows<{ serial: Buffer; sealed: Buffer }>(
    'SELECT serial, sealed FROM voting_ballot WHERE round_id = $1',
    [round],
  );
  return ballots.map(({ serial, sealed }) => open(serial, sealed));
}
