import { setTimeout as pause } from 'node:timers/promises';
import { Accounts, Sessions } from '../../src/platform/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import {
  finishToken,
  readTokenPublicKey,
  requestTokens,
  sealBallot,
  type TokenPublicKey,
  type UnsignedToken,
} from '../../src/voting/index.js';
import { testApp, testClock, type TestApp } from '../support/app.js';
import { startProgram, type Program } from '../support/program.js';
import { plantRound, type PlantedRound } from '../support/rounds.js';

const voters = 240;
const killedAfter = 80;

interface Vote {
  readonly unsigned: UnsignedToken;
  readonly bearer: string;
  body?: object;
  leafHash?: string;
}

describe('kill -9 while members vote', () => {
  let app: TestApp;
  let round: PlantedRound;
  let key: TokenPublicKey;
  let votes: Vote[];
  let program: Program;

  beforeAll(async () => {
    // The database and the sessions; the program under test is a process of its own beside it.
    app = await testApp({ clock: testClock(new Date().toISOString()) });
    round = await plantRound(app.rows.bind(app), voters);
    key = readTokenPublicKey(round.key.publicKey);
    const bearers = await signIn(app, round);
    const unsigned = requestTokens(key, round.id, voters);
    votes = bearers.map((bearer, at) => ({ bearer, unsigned: unsigned[at]! }));
    program = await serve(app);
  });

  afterAll(async () => {
    await program.end('SIGTERM');
    await app.close();
  });

  it('loses no ballot that was answered and lets nobody vote twice', async () => {
    const killing = waitUntil(() => answered() >= killedAfter).then(() => program.end('SIGKILL'));
    await voteAll();
    await killing;
    const before = votes.filter(({ leafHash }) => leafHash !== undefined);
    expect(before.length).toBeGreaterThanOrEqual(killedAfter);
    expect(before.length).toBeLessThan(voters);
    expect(await missing(before)).toEqual([]);

    program = await serve(app);
    await voteAll();
    expect(answered()).toBe(voters);
    expect(await missing(votes)).toEqual([]);
    expect(await counted('voting_participation')).toBe(voters);
    expect(await counted('voting_ballot')).toBe(voters);
  });

  it('gives everybody the same receipt as before when the ballot is sent again', async () => {
    const [first] = votes;
    const again = await post(`/api/rounds/${round.id}/ballots`, first!.body!);
    expect(again).toMatchObject({ leafHash: first!.leafHash });
  });

  function answered(): number {
    return votes.filter(({ leafHash }) => leafHash !== undefined).length;
  }

  /** Twenty voters at a time; whoever gets no answer keeps what is on the device. */
  async function voteAll(): Promise<void> {
    const waiting = votes.filter(({ leafHash }) => leafHash === undefined);
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        for (let vote = waiting.pop(); vote; vote = waiting.pop())
          await voteOnce(vote).catch(() => undefined);
      }),
    );
  }

  async function voteOnce(vote: Vote): Promise<void> {
    vote.body ??= await authorise(vote);
    const receipt = await post(`/api/rounds/${round.id}/ballots`, vote.body);
    vote.leafHash = (receipt as { leafHash: string }).leafHash;
  }

  async function authorise({ unsigned, bearer }: Vote): Promise<object> {
    const body = { blinded: unsigned.blinded.toString('base64') };
    const answer = await post(`/api/rounds/${round.id}/authorisation`, body, bearer);
    const { blindSignature } = answer as { blindSignature: string };
    const token = finishToken(key, unsigned, Buffer.from(blindSignature, 'base64'));
    if (!token.ok) throw new Error(token.error.kind);
    const { serial, prefix, signature } = token.value;
    const name = { round: round.id, serial };
    const content = Buffer.alloc(round.contentBytes, 1);
    const { enc, ct } = sealBallot(round.ballotKey.publicKey, name, content);
    const inBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
    return {
      serial: inBase64(serial),
      prefix: inBase64(prefix),
      signature: inBase64(signature),
      enc: inBase64(enc),
      ct: inBase64(ct),
    };
  }

  async function post(path: string, body: object, bearer?: string): Promise<unknown> {
    const reply = await fetch(program.url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify(body),
    });
    if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
    return await reply.json();
  }

  /** Those whose answered ballot is not in the box. */
  async function missing(some: readonly Vote[]): Promise<string[]> {
    const rows = await app.rows<{ leaf: string }>(
      "SELECT encode(leaf_hash, 'hex') AS leaf FROM voting_ballot WHERE round_id = $1",
      [round.id],
    );
    const present = new Set(rows.map(({ leaf }) => leaf));
    return some.flatMap(({ leafHash = '' }) => (present.has(leafHash) ? [] : [leafHash]));
  }

  async function counted(table: string): Promise<number> {
    const [row] = await app.rows<{ count: number }>(
      `SELECT count(*)::integer AS count FROM ${table} WHERE round_id = $1`,
      [round.id],
    );
    return row?.count ?? 0;
  }
});

async function serve(app: TestApp): Promise<Program> {
  const settings = app.nest.get<Settings>(SETTINGS);
  const program = await startProgram(['serve'], {
    DATABASE_URL: settings.databaseUrl,
    IRIKTEU_HOME: settings.home,
    IRIKTEU_SECRET: settings.secret,
  });
  await program.says(/Irikteu answers at/);
  return program;
}

/** Accounts and access tokens of all voters. */
async function signIn(app: TestApp, round: PlantedRound): Promise<string[]> {
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

async function waitUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(2);
}
