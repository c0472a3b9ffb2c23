import { randomBytes, randomUUID } from 'node:crypto';
import { defined } from '../kernel/assert.js';
import type { RoundId } from '../kernel/ids.js';
import { Database } from '../platform/database/index.js';
import { newX25519Pair, OpenBoxService } from '../voting/index.js';
import { expected } from './expect.js';
import type { Acting } from './playing.js';

/** The private halves of the ballot keys, until the ceremony of the trustees is played. */
const privateKeys = new Map<RoundId, Buffer>();

/** Gives a planned round its ballot key. */
export async function makeBallotKey({ app }: Acting, round: RoundId): Promise<void> {
  const [pair, other] = [newX25519Pair(), newX25519Pair()];
  await app.get(Database).rows(
    `WITH trustees AS (
       INSERT INTO voting_trustee (account_id, public_key, at) SELECT unnest($2::uuid[]), $4, now() RETURNING account_id),
     key AS (
       INSERT INTO voting_ballot_key (round_id, public_key, trial_public_key, needed, trial_sealed, made_by, made_at)
       VALUES ($1, $3, $4, 2, $5, $6, now()))
     INSERT INTO voting_key_share (round_id, place, account_id, trustee_key, sealed, commitment, trial_commitment)
     SELECT $1, row_number() OVER (), account_id, $4, $7, $8, $8 FROM trustees`,
    [
      round,
      [randomUUID(), randomUUID()],
      pair.publicKey,
      other.publicKey,
      randomBytes(64),
      randomUUID(),
      randomBytes(114),
      randomBytes(32),
    ],
  );
  privateKeys.set(round, pair.privateKey);
}

/** Opens the box of a closed round. */
export async function openBox({ app }: Acting, round: RoundId): Promise<void> {
  const privateKey = defined(privateKeys.get(round), 'a ballot key made before');
  await app
    .get(Database)
    .rows('UPDATE voting_ballot_key SET private_key = $2 WHERE round_id = $1', [round, privateKey]);
  expected(await app.get(OpenBoxService).open(round), 'the opening of the box');
}
