import { randomBytes } from 'node:crypto';
import { Database } from '../../src/platform/database/index.js';
import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import {
  AuthoriseService,
  finishToken,
  readTokenPublicKey,
  requestTokens,
} from '../../src/voting/index.js';
import { ciphertextBytes } from '../../src/voting/domain/ballots/sealed-form.js';
import { Busy, patiently } from '../../src/voting/web/client/patience.js';
import { testApp, testClock, type TestApp } from '../support/app.js';
import { startProgram, type Program } from '../support/program.js';
import { plantRound, type PlantedRound } from '../support/rounds.js';

/** So many may wait; two batches of at most so many are worked on beside them. */
const crowd = 5;
const begun = 2 * crowd;
const voters = 60;

let app: TestApp;
let program: Program;

beforeAll(async () => {
  // The database; the program under test is a process of its own beside it.
  app = await testApp({ clock: testClock(new Date().toISOString()) });
  const settings = app.nest.get<Settings>(SETTINGS);
  program = await startProgram(['serve'], {
    DATABASE_URL: settings.databaseUrl,
    IRIKTEU_HOME: settings.home,
    IRIKTEU_SECRET: settings.secret,
    IRIKTEU_CROWD: String(crowd),
    IRIKTEU_CROWD_SECONDS: '1',
  });
  await program.says(/Irikteu answers at/, 100_000);
}, 120_000);

afterAll(async () => {
  await program.end('SIGTERM');
  await app.close();
});

describe('a server with more ballots than its database can take', () => {
  it('refuses early what it did not begin, loses nothing it began, and takes the rest later', async () => {
    const round = await plant(voters);
    const ballots = await ballotsOf(round);
    const answers: Reply[] = [];
    const allRefused = Promise.withResolvers<undefined>();
    let sent: Promise<unknown> = Promise.resolve();
    await app.get(Database).transaction(async (tx) => {
      await tx.query('LOCK TABLE voting_ballot IN EXCLUSIVE MODE');
      sent = Promise.all(
        ballots.map(async (body) => {
          answers.push(await post(round, body));
          if (answers.length >= voters - begun) allRefused.resolve(undefined);
        }),
      );
      await allRefused.promise;
      expect(answers.every(({ status }) => status === 503)).toBe(true);
    });
    await sent;

    const refused = answers.filter(({ status }) => status === 503);
    const taken = answers.filter(({ status }) => status === 200);
    expect(refused.length + taken.length).toBe(voters);
    expect(await stored(round)).toEqual(taken.map(leafOf).sort());
    for (const { retryAfter, body } of refused) {
      expect(retryAfter).toBeGreaterThanOrEqual(1);
      expect(body).toMatchObject({
        error: {
          kind: 'overloaded',
          sentence: expect.stringContaining('Your place is kept') as string,
        },
      });
    }

    const receipts = await Promise.all(
      ballots.map((body) =>
        patiently(
          () => insist(round, body),
          () => undefined,
        ),
      ),
    );
    expect(receipts).toHaveLength(voters);
    expect(await stored(round)).toEqual(receipts.map(leafOf).sort());
    expect(receipts.map(leafOf)).toEqual(expect.arrayContaining(taken.map(leafOf)));
  });
});

describe('a round that is being changed at the moment', () => {
  it('asks its voters to come again and holds up no other round', async () => {
    const [changing, other] = [await plant(1), await plant(1)];
    const [[mine], [theirs]] = [await ballotsOf(changing), await ballotsOf(other)];
    await app.get(Database).transaction(async (tx) => {
      await tx.query('SELECT 1 FROM voting_round WHERE id = $1 FOR UPDATE', [changing.id]);
      expect(await post(changing, mine!)).toMatchObject({ status: 503, retryAfter: 1 });
      expect(await post(other, theirs!)).toMatchObject({ status: 200 });
    });
    expect(await post(changing, mine!)).toMatchObject({ status: 200 });
  });
});

interface Reply {
  readonly status: number;
  readonly retryAfter: number;
  readonly body: unknown;
}

async function post(round: PlantedRound, body: object): Promise<Reply> {
  const reply = await fetch(`${program.url}/api/rounds/${round.id}/ballots`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify(body),
  });
  const retryAfter = Number(reply.headers.get('retry-after'));
  return { status: reply.status, retryAfter, body: await reply.json() };
}

/** As the voter's page does it. */
async function insist(round: PlantedRound, body: object): Promise<Reply> {
  const reply = await post(round, body);
  if (reply.status === 503) throw new Busy(reply.retryAfter);
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return reply;
}

function leafOf({ body }: Reply): string {
  return (body as { leafHash: string }).leafHash;
}

async function plant(count: number): Promise<PlantedRound> {
  return await plantRound(app.rows.bind(app), count);
}

/** A ballot for everybody on the roll, as it is posted. */
async function ballotsOf(round: PlantedRound): Promise<object[]> {
  const key = readTokenPublicKey(round.key.publicKey);
  const unsigned = requestTokens(key, round.id, round.voters.length);
  const authorisation = app.get(AuthoriseService);
  return await Promise.all(
    unsigned.map(async (token, at) => {
      const member = round.voters[at]!;
      const { blinded } = token;
      const answer = await authorisation.authorise({ round: round.id, member, blinded });
      if (!answer.ok) throw new Error(answer.error.kind);
      const finished = finishToken(key, token, answer.value);
      if (!finished.ok) throw new Error(finished.error.kind);
      const [enc, ct] = [randomBytes(32), randomBytes(ciphertextBytes(round.contentBytes))];
      const parts = { ...finished.value, enc, ct };
      return Object.fromEntries(
        Object.entries(parts).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
      );
    }),
  );
}

/** The leaf hashes in the box. */
async function stored(round: PlantedRound): Promise<string[]> {
  const rows = await app.rows<{ leaf: string }>(
    "SELECT encode(leaf_hash, 'hex') AS leaf FROM voting_ballot WHERE round_id = $1 ORDER BY 1",
    [round.id],
  );
  return rows.map(({ leaf }) => leaf);
}
