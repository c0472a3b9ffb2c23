import { randomBytes, sign, constants, createPrivateKey, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { JwtService } from '@nestjs/jwt';
import type pg from 'pg';
import { defined } from '../../../src/kernel/assert.js';
import type { RoundId } from '../../../src/kernel/ids.js';
import { accessLastsSeconds } from '../../../src/platform/identity/sessions.js';
import { leafHash } from '../../../src/platform/ledger/merkle-tree.js';
import { ballotLeaf } from '../../../src/voting/tokens/ballot-leaf.js';
import { sealBallot } from '../../../src/voting/sealing/sealed-ballot.js';
import { pssHash, pssSaltBytes } from '../../../src/voting/tokens/pss-encoding.js';
import { preparedMessage, tokenMessage } from '../../../src/voting/tokens/token-message.js';
import type { PlantedRound } from '../../support/rounds.js';
import { post } from './driver.js';

const signAside = promisify(sign);

export interface PreparedBallot {
  readonly request: Buffer;
  readonly serial: Buffer;
  /** What the receipt has to be about. */
  readonly leafHash: Buffer;
}

export interface PreparedAuthorisation {
  readonly request: Buffer;
  readonly blinded: Buffer;
}

/**
 * Ballots with tokens that are signed straight with the round's private key: the bytes are the same as if each had been
 * blinded, signed and unblinded, at a fraction of the time.
 */
export async function prepareBallots(
  round: PlantedRound,
  count: number,
): Promise<PreparedBallot[]> {
  const key = createPrivateKey({ key: round.key.privateKey, format: 'der', type: 'pkcs8' });
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const ballots: PreparedBallot[] = [];
  while (ballots.length < count) {
    const some = Array.from({ length: Math.min(1_000, count - ballots.length) }, async () => {
      const [serial, prefix] = [randomBytes(32), randomBytes(32)];
      const message = preparedMessage(prefix, tokenMessage(round.id, serial));
      const signature = await signAside(pssHash, message, {
        key,
        padding,
        saltLength: pssSaltBytes,
      });
      return ballotOf(round, { serial, prefix, signature });
    });
    ballots.push(...(await Promise.all(some)));
  }
  return ballots;
}

function ballotOf(
  round: PlantedRound,
  token: { serial: Buffer; prefix: Buffer; signature: Buffer },
): PreparedBallot {
  const where = { round: round.id, serial: token.serial };
  const { enc, ct } = sealBallot(
    round.ballotKey.publicKey,
    where,
    Buffer.alloc(round.contentBytes, 1),
  );
  const body = Object.fromEntries(
    Object.entries({ ...token, enc, ct }).map(([name, bytes]) => [
      name,
      Buffer.from(bytes).toString('base64'),
    ]),
  );
  const sealed = Buffer.concat([enc, ct]);
  return {
    request: post(`/api/rounds/${round.id}/ballots`, body),
    serial: token.serial,
    leafHash: leafHash(ballotLeaf({ round: round.id, ...token, sealed })),
  };
}

/** Requests for authorisation of members who are signed in. Blinded messages look random, so random ones are as good. */
export async function prepareAuthorisations(
  client: pg.Client,
  round: PlantedRound,
  secret: string,
): Promise<PreparedAuthorisation[]> {
  const jwt = new JwtService({
    secret,
    signOptions: { algorithm: 'HS256', expiresIn: accessLastsSeconds },
  });
  const sessions = await signIn(client, round.id);
  return sessions.map((claims) => {
    const blinded = randomBytes(256);
    blinded[0] = 1;
    const body = { blinded: blinded.toString('base64') };
    return {
      request: post(`/api/rounds/${round.id}/authorisation`, body, jwt.sign(claims)),
      blinded,
    };
  });
}

/** An account with the role of a voter and an open session for everybody on the roll. */
async function signIn(client: pg.Client, round: RoundId): Promise<{ sub: string; sid: string }[]> {
  const { rows: members } = await client.query<{ iin: string }>(
    'SELECT iin FROM voting_member m JOIN voting_roll_entry e ON e.member_id = m.id WHERE e.round_id = $1',
    [round],
  );
  const claims = members.map(() => ({ sub: randomUUID(), sid: randomUUID() }));
  const accounts = claims.map(({ sub }) => sub);
  await client.query(
    `INSERT INTO identity_account (id, iin, name, contact, created_at)
     SELECT *, 'Айгүл Сейітова', '+77010000000', now() FROM unnest($1::uuid[], $2::text[])`,
    [accounts, members.map(({ iin }) => iin)],
  );
  await client.query(
    `INSERT INTO identity_grant (id, account_id, role, granted_at)
     SELECT gen_random_uuid(), id, 'voter', now() FROM unnest($1::uuid[]) AS id`,
    [accounts],
  );
  await client.query(
    `INSERT INTO identity_session (id, account_id, started_at, expires_at)
     SELECT *, now(), now() + '1 day' FROM unnest($1::uuid[], $2::uuid[])`,
    [claims.map(({ sid }) => sid), accounts],
  );
  await client.query('ANALYZE');
  return claims.map((claim) => defined(claim, 'a session'));
}
