import { setTimeout as wait } from 'node:timers/promises';
import { Sessions } from '../../src/platform/identity/index.js';
import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import {
  AuthoriseService,
  readTokenPublicKey,
  requestTokens,
  type UnsignedToken,
} from '../../src/voting/index.js';
import { testApp, testClock, type TestApp } from '../support/app.js';
import { accepted as valueOf, contestIn } from '../support/candidates.js';
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
import { openPrimary } from '../support/primary.js';
import { startProgram, type Program } from '../support/program.js';
import { plantRound, type PlantedRound } from '../support/rounds.js';

const pauses = 4;
/** So many devices ask at the same time for those who were authorised before, and as many for the others, one voter after the other. */
const devices = 75;
/** So many voters come before each pause, and so many while it lasts, of each of the two sorts. */
const [beforePause, inPause] = [150, 40];
const ofASort = pauses * (beforePause + inPause);
const voters = 2 * ofASort;
/** After so many more accepted ballots the commission pauses, and resumes after so many refusals on each route. */
const [moreAccepted, refusedInPause] = [100, 150];

type Route = 'authorisation' | 'ballots';

/** What came back for one request, on the clock of `performance.now()`. */
interface Answered {
  readonly route: Route;
  readonly sent: number;
  readonly answered: number;
  readonly status: number;
  readonly kind: string | undefined;
  readonly retryAfter: number | null;
}

let app: TestApp;
let program: Program;
let round: PlantedRound;
let bearers: string[];
let chair: string;
let unsigned: UnsignedToken[];
/** Of those who were authorised before. */
let ballots: Parts[];
const answers: Answered[] = [];
const accepted = new Set<string>();

beforeAll(async () => {
  // The database and the sessions; the program under test is a process of its own beside it.
  app = await testApp({ clock: testClock(new Date().toISOString()) });
  const { primaryId } = await openPrimary(app);
  const contestId = await contestIn(app, primaryId, 'KZ-39');
  round = await plantRound(app.rows.bind(app), voters, { contestId });
  await app.rows('UPDATE voting_round SET primary_id = $2 WHERE id = $1', [round.id, primaryId]);
  bearers = await signInVoters(app, round);
  unsigned = requestTokens(readTokenPublicKey(round.key.publicKey), round.id, voters);
  ballots = await Promise.all(
    unsigned.slice(0, ofASort).map(async (token, at) => {
      const { blinded } = token;
      const asked = { round: round.id, member: round.voters[at]!, blinded };
      return ballotOf(round, token, valueOf(await app.get(AuthoriseService).authorise(asked)));
    }),
  );
  const { accountId } = await app.staff('commission-chair', 'KZ-3901');
  chair = (await app.get(Sessions).start(accountId)).access;
  const settings = app.nest.get<Settings>(SETTINGS);
  program = await startProgram(['serve'], {
    DATABASE_URL: settings.databaseUrl,
    IRIKTEU_HOME: settings.home,
    IRIKTEU_SECRET: settings.secret,
  });
  await program.says(/Irikteu answers at/, 100_000);
}, 180_000);

afterAll(async () => {
  await program.end('SIGTERM');
  await app.close();
});

it('accepts nothing that comes after a pause was answered, keeps all it accepted, and takes everybody afterwards', async () => {
  const crowd = new Crowd();
  const voting = voteAll(crowd);
  for (let pause = 1; pause <= pauses; pause++) {
    const enough = accepted.size + moreAccepted;
    crowd.come(beforePause);
    await until(() => accepted.size >= enough);
    await step('pause');
    const paused = performance.now();
    const before = await stored();
    expect(before.leaves).toEqual(expect.arrayContaining([...accepted]));
    const refusals = (asked: Route): Answered[] =>
      answers.filter(
        ({ route, sent, kind }) => route === asked && sent > paused && kind === 'round-paused',
      );
    crowd.come(inPause);
    await until(() => refusals('authorisation').length >= refusedInPause);
    await until(() => refusals('ballots').length >= refusedInPause);
    expect(await stored()).toEqual(before);
    expect(answers.filter(({ sent, status }) => sent > paused && status === 200)).toEqual([]);
    await step('resumption');
  }
  await voting;

  const { leaves, authorised } = await stored();
  expect([leaves.length, authorised]).toEqual([voters, voters]);
  expect(leaves).toEqual([...accepted].sort());
  const refused = answers.filter(({ status }) => status !== 200);
  expect(
    refused.filter(
      ({ status, kind, retryAfter }) =>
        !(status === 409 && kind === 'round-paused') && !(status === 503 && retryAfter !== null),
    ),
  ).toEqual([]);
}, 180_000);

/** The voters of both sorts who have come and have not begun: numbers from 0, the same for both. */
class Crowd {
  private came = 0;
  private readonly begun = { authorised: 0, others: 0 };

  come(more: number): void {
    this.came += more;
  }

  /** The next one of a sort, who may have to come first; undefined when all have begun. */
  async next(sort: 'authorised' | 'others'): Promise<number | undefined> {
    while (this.begun[sort] >= this.came) {
      if (this.came >= ofASort) return undefined;
      await wait(5);
    }
    return this.begun[sort]++;
  }
}

async function voteAll(crowd: Crowd): Promise<void> {
  const eachOf = async (
    sort: 'authorised' | 'others',
    vote: (at: number) => Promise<void>,
  ): Promise<void> => {
    for (let at = await crowd.next(sort); at !== undefined; at = await crowd.next(sort))
      await vote(at);
  };
  await Promise.all(
    Array.from({ length: devices }).flatMap(() => [
      eachOf('authorised', (at) => cast(ballots[at]!)),
      eachOf('others', async (at) => cast(await authorise(ofASort + at))),
    ]),
  );
}

async function authorise(voter: number): Promise<Parts> {
  const token = unsigned[voter]!;
  const reply = await insist('authorisation', authorisationOf(token), bearers[voter]);
  return ballotOf(round, token, blindSignatureIn(reply));
}

async function cast(ballot: Parts): Promise<void> {
  accepted.add(leafIn(await insist('ballots', ballot)));
}

/** Asks until it is done, and soon again, so that the load does not end with the pause. */
async function insist(route: Route, body: Parts, bearer?: string): Promise<HttpReply> {
  for (;;) {
    const sent = performance.now();
    const reply = await postJson(addressOf(route), body, bearer);
    const { status, retryAfter } = reply;
    const { kind } = (reply.body as { error?: { kind?: string } }).error ?? {};
    answers.push({ route, sent, answered: performance.now(), status, kind, retryAfter });
    if (status === 200) return reply;
    if (status !== 409 && status !== 503)
      throw new Error(`${status} ${JSON.stringify(reply.body)}`);
    await wait(20 + 60 * Math.random());
  }
}

/** A decision of the chair on the console. */
async function step(name: 'pause' | 'resumption'): Promise<void> {
  const reply = await fetch(`${program.url}/api/commission/rounds/${round.id}/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${chair}` },
    body: JSON.stringify({ reason: 'Залда жарық сөнді' }),
  });
  expect([name, reply.status, await reply.text()]).toEqual([name, 204, '']);
}

function addressOf(route: Route): string {
  return `${program.url}/api/rounds/${round.id}/${route}`;
}

async function stored(): Promise<{ readonly leaves: string[]; readonly authorised: number }> {
  const [row] = await app.rows<{ authorised: number }>(
    'SELECT count(*)::integer AS authorised FROM voting_participation WHERE round_id = $1',
    [round.id],
  );
  return { leaves: await leavesInBox(app, round), authorised: row!.authorised };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(5);
}
