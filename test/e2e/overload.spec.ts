import { createHash } from 'node:crypto';
import { Database } from '../../src/platform/database/index.js';
import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import {
  AuthoriseService,
  readTokenPublicKey,
  requestTokens,
  type UnsignedToken,
} from '../../src/voting/index.js';
import { Busy, patiently } from '../../src/voting/web/client/patience.js';
import { testApp, testClock, type TestApp } from '../support/app.js';
import { accepted } from '../support/candidates.js';
import {
  authorisationOf,
  ballotOf,
  blindSignatureIn,
  leafIn,
  leavesInBox,
  postJson,
  signInVoters,
  type HttpReply,
  type Parts,
} from '../support/http-voters.js';
import { startProgram, type Program } from '../support/program.js';
import { plantRound, type PlantedRound } from '../support/rounds.js';

/** So many may wait; a few batches of at most so many are worked on beside them. */
const crowd = 5;
const begun = { ballots: 2 * crowd, authorisation: 3 * crowd };
const voters = 60;

type Route = keyof typeof begun;

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

describe('a server with more to do than its database can take', () => {
  it('refuses ballots early that it did not begin, loses none it began, and takes the rest later', async () => {
    const round = await plant(voters);
    const ballots = await ballotsOf(round);
    const { taken, refused } = await whileLocked('voting_ballot', round, 'ballots', (send) =>
      ballots.map((body) => send(body)),
    );
    expect(refused.length).toBeGreaterThanOrEqual(voters - begun.ballots);
    expect(await leavesInBox(app, round)).toEqual(taken.map(leafIn).sort());

    const receipts = await Promise.all(ballots.map((body) => insist(round, 'ballots', body)));
    expect(receipts).toHaveLength(voters);
    expect(await leavesInBox(app, round)).toEqual(receipts.map(leafIn).sort());
    expect(receipts.map(leafIn)).toEqual(expect.arrayContaining(taken.map(leafIn)));
  });

  it('refuses authorisations early that it did not begin, leaves none half done, and gives the rest later', async () => {
    const round = await plant(voters);
    const bearers = await signInVoters(app, round);
    const unsigned = tokensFor(round);
    const { taken, refused } = await whileLocked(
      'voting_participation',
      round,
      'authorisation',
      (send) => unsigned.map((token, at) => send(authorisationOf(token), bearers[at])),
    );
    expect(refused.length).toBeGreaterThanOrEqual(voters - begun.authorisation);
    expect(await authorised(round)).toHaveLength(taken.length);

    // Half of them come with another message, as from another device: of the first one nothing must be left.
    const answered = new Set(taken.map(({ asked }) => asked));
    const others = tokensFor(round);
    const chosen = unsigned.map((token, at) =>
      at % 2 === 0 || answered.has(authorisationOf(token)['blinded']) ? token : others[at]!,
    );
    const replies = await Promise.all(
      chosen.map((token, at) =>
        insist(round, 'authorisation', authorisationOf(token), bearers[at]),
      ),
    );
    expect(await authorised(round)).toEqual(chosen.map(hashOf).sort());
    // Every signature makes a token, and every token a ballot.
    const ballots = replies.map((reply, at) =>
      ballotOf(round, chosen[at]!, blindSignatureIn(reply)),
    );
    await Promise.all(ballots.map((body) => insist(round, 'ballots', body)));
    expect(await leavesInBox(app, round)).toHaveLength(voters);
  });
});

describe('a round that is being changed at the moment', () => {
  it('asks its voters to come again and holds up no other round', async () => {
    const [changing, other] = [await plant(1), await plant(1)];
    const [[mine], [theirs]] = [await ballotsOf(changing), await ballotsOf(other)];
    await app.get(Database).transaction(async (tx) => {
      await tx.query('SELECT 1 FROM voting_round WHERE id = $1 FOR UPDATE', [changing.id]);
      expect(await post(changing, 'ballots', mine!)).toMatchObject({ status: 503, retryAfter: 1 });
      expect(await post(other, 'ballots', theirs!)).toMatchObject({ status: 200 });
    });
    expect(await post(changing, 'ballots', mine!)).toMatchObject({ status: 200 });
  });
});

interface Answered extends HttpReply {
  /** The blinded message of an authorisation. */
  readonly asked: string | undefined;
}

type Send = (body: Parts, bearer?: string) => Promise<void>;

/**
 * Sends a crowd to a route while nobody can write into a table, until all are refused that can be. Answers who got through
 * after all and who was refused; each with the time to come again.
 */
async function whileLocked(
  table: string,
  round: PlantedRound,
  route: Route,
  crowdOf: (send: Send) => Promise<void>[],
): Promise<{ readonly taken: Answered[]; readonly refused: Answered[] }> {
  const answers: Answered[] = [];
  const allRefused = Promise.withResolvers<undefined>();
  const send: Send = async (body, bearer) => {
    answers.push({ ...(await post(round, route, body, bearer)), asked: body['blinded'] });
    if (answers.length >= voters - begun[route]) allRefused.resolve(undefined);
  };
  let sent: Promise<unknown> = Promise.resolve();
  await app.get(Database).transaction(async (tx) => {
    await tx.query(`LOCK TABLE ${table} IN EXCLUSIVE MODE`);
    sent = Promise.all(crowdOf(send));
    await allRefused.promise;
    expect(answers.every(({ status }) => status === 503)).toBe(true);
  });
  await sent;
  const refused = answers.filter(({ status }) => status === 503);
  const taken = answers.filter(({ status }) => status === 200);
  expect(refused.length + taken.length).toBe(voters);
  const sentence = expect.stringContaining('Your place is kept') as string;
  for (const { retryAfter, body } of refused) {
    expect(retryAfter).toBeGreaterThanOrEqual(1);
    expect(body).toMatchObject({ error: { kind: 'overloaded', sentence } });
  }
  return { taken, refused };
}

async function post(
  round: PlantedRound,
  route: Route,
  body: Parts,
  bearer?: string,
): Promise<HttpReply> {
  return await postJson(`${program.url}/api/rounds/${round.id}/${route}`, body, bearer);
}

/** As the voter's page does it: comes again when it is told to. */
async function insist(
  round: PlantedRound,
  route: Route,
  body: Parts,
  bearer?: string,
): Promise<HttpReply> {
  const ask = async (): Promise<HttpReply> => {
    const reply = await post(round, route, body, bearer);
    if (reply.status === 503) throw new Busy(reply.retryAfter ?? 1);
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    return reply;
  };
  return await patiently(ask, () => undefined);
}

async function plant(count: number): Promise<PlantedRound> {
  return await plantRound(app.rows.bind(app), count);
}

function tokensFor(round: PlantedRound): UnsignedToken[] {
  const key = readTokenPublicKey(round.key.publicKey);
  return requestTokens(key, round.id, round.voters.length);
}

/** A ballot for everybody on the roll, as it is posted. */
async function ballotsOf(round: PlantedRound): Promise<Parts[]> {
  const authorisation = app.get(AuthoriseService);
  return await Promise.all(
    tokensFor(round).map(async (token, at) => {
      const asked = { round: round.id, member: round.voters[at]!, blinded: token.blinded };
      return ballotOf(round, token, accepted(await authorisation.authorise(asked)));
    }),
  );
}

/** The hashes of the blinded messages of all who are authorised, sorted. */
async function authorised({ id }: PlantedRound): Promise<string[]> {
  const rows = await app.rows<{ hash: string }>(
    "SELECT encode(blinded_hash, 'hex') AS hash FROM voting_participation WHERE round_id = $1 ORDER BY 1",
    [id],
  );
  return rows.map(({ hash }) => hash);
}

function hashOf({ blinded }: UnsignedToken): string {
  return createHash('sha256').update(blinded).digest('hex');
}
