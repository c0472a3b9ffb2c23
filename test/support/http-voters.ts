import { randomBytes } from 'node:crypto';
import { Database } from '../../src/platform/database/index.js';
import { Accounts, Sessions } from '../../src/platform/identity/index.js';
import {
  finishToken,
  readTokenPublicKey,
  sealBallot,
  type UnsignedToken,
} from '../../src/voting/index.js';
import type { TestApp } from './app.js';
import { accepted } from './candidates.js';
import type { PlantedRound } from './rounds.js';

/** What a device posts, each part in base64. */
export type Parts = Readonly<Record<string, string>>;

export interface HttpReply {
  readonly status: number;
  /** In seconds; null where nothing is said. */
  readonly retryAfter: number | null;
  readonly body: unknown;
}

/** Accounts and access tokens of all voters of a round. */
export async function signInVoters(app: TestApp, round: PlantedRound): Promise<string[]> {
  const members = await app.rows<{ iin: string }>(
    'SELECT m.iin FROM voting_member m JOIN unnest($1::uuid[]) WITH ORDINALITY AS v (id, place) ON v.id = m.id ORDER BY place',
    [round.voters],
  );
  const accounts = app.get(Accounts);
  return await Promise.all(
    members.map(async ({ iin }) => {
      const id = await app.get(Database).transaction(async (tx) => {
        const person = { iin, name: 'Айгүл Сейітова', contact: '+77010000000' };
        const account = await accounts.ensurePerson(tx, person);
        await accounts.give(tx, account, { role: 'voter', territory: null }, null);
        return account;
      });
      return (await app.get(Sessions).start(id)).access;
    }),
  );
}

/** Posts JSON to a server, as a device that reads English. */
export async function postJson(address: string, body: object, bearer?: string): Promise<HttpReply> {
  const reply = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': 'en',
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  });
  const retryAfter = reply.headers.get('retry-after');
  return {
    status: reply.status,
    retryAfter: retryAfter === null ? null : Number(retryAfter),
    body: await reply.json(),
  };
}

/** What asks for the right to vote. */
export function authorisationOf({ blinded }: UnsignedToken): Parts {
  return inBase64({ blinded });
}

/** A sealed ballot with the token that this blind signature makes. */
export function ballotOf(
  round: PlantedRound,
  unsigned: UnsignedToken,
  blindSignature: Uint8Array,
): Parts {
  const key = readTokenPublicKey(round.key.publicKey);
  const { serial, prefix, signature } = accepted(finishToken(key, unsigned, blindSignature));
  const name = { round: round.id, serial };
  const content = randomBytes(round.contentBytes);
  const { enc, ct } = sealBallot(round.ballotKey.publicKey, name, content);
  return inBase64({ serial, prefix, signature, enc, ct });
}

/** Of the answer to an authorisation. */
export function blindSignatureIn({ body }: HttpReply): Buffer {
  return Buffer.from((body as { blindSignature: string }).blindSignature, 'base64');
}

/** Of the answer to a ballot; hexadecimal. */
export function leafIn({ body }: HttpReply): string {
  return (body as { leafHash: string }).leafHash;
}

/** The leaf hashes in the box of a round, sorted; hexadecimal. */
export async function leavesInBox(app: TestApp, { id }: PlantedRound): Promise<string[]> {
  const rows = await app.rows<{ leaf: string }>(
    "SELECT encode(leaf_hash, 'hex') AS leaf FROM voting_ballot WHERE round_id = $1 ORDER BY 1",
    [id],
  );
  return rows.map(({ leaf }) => leaf);
}

function inBase64(parts: Readonly<Record<string, Uint8Array>>): Parts {
  return Object.fromEntries(
    Object.entries(parts).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
  );
}
