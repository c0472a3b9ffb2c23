import { setTimeout as pause } from 'node:timers/promises';
import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import { readTokenPublicKey, requestTokens, type UnsignedToken } from '../../src/voting/index.js';
import { testApp, testClock, type TestApp } from '../support/app.js';
import {
  authorisationOf,
  ballotOf,
  blindSignatureIn,
  leafIn,
  leavesInBox,
  postJson,
  signInVoters,
  type HttpReply,
} from '../support/http-voters.js';
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
  let votes: Vote[];
  let program: Program;

  beforeAll(async () => {
    // The database and the sessions; the program under test is a process of its own beside it.
    app = await testApp({ clock: testClock(new Date().toISOString()) });
    round = await plantRound(app.rows.bind(app), voters);
    const bearers = await signInVoters(app, round);
    const unsigned = requestTokens(readTokenPublicKey(round.key.publicKey), round.id, voters);
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
    expect(leafIn(await post('ballots', first!.body!))).toBe(first!.leafHash);
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
    vote.leafHash = leafIn(await post('ballots', vote.body));
  }

  async function authorise({ unsigned, bearer }: Vote): Promise<object> {
    const answer = await post('authorisation', authorisationOf(unsigned), bearer);
    return ballotOf(round, unsigned, blindSignatureIn(answer));
  }

  async function post(
    route: 'authorisation' | 'ballots',
    body: object,
    bearer?: string,
  ): Promise<HttpReply> {
    const reply = await postJson(`${program.url}/api/rounds/${round.id}/${route}`, body, bearer);
    if (reply.status !== 200) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
    return reply;
  }

  /** Those whose answered ballot is not in the box. */
  async function missing(some: readonly Vote[]): Promise<string[]> {
    const present = new Set(await leavesInBox(app, round));
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

async function waitUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(2);
}
