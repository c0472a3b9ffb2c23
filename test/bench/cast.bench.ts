// npm run bench:cast [-- --ballots 60000 --voters 20000 --connections 1000 --seconds 10 --rate 2500]
//
// A real PostgreSQL with durable commits and the built server in a process of its own, driven over HTTP connections that
// stay open: first voters asking for authorisation, then ballots. In the same run the same database takes rows like a ballot
// one by one (the yardstick). Every receipt is checked afterwards, and the box must hold what was accepted and nothing else.
import { spawn, type ChildProcess } from 'node:child_process';
import { createPublicKey, publicEncrypt, constants, randomBytes, verify } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { assert, defined } from '../../src/kernel/assert.js';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { sealedBytes } from '../../src/voting/domain/ballots/sealed-form.js';
import { receiptMessage } from '../../src/voting/tokens/ballot-leaf.js';
import { plantRound, type PlantedRound } from '../support/rounds.js';
import { Driver, percentile, type Driven, type Pace, type Reply } from './cast/driver.js';
import { peakMemory, since, used } from './cast/usage.js';
import {
  prepareAuthorisations,
  prepareBallots,
  type PreparedAuthorisation,
  type PreparedBallot,
} from './cast/voters.js';
import { durableInserts, yardstickTable, type Inserter } from './cast/yardstick.js';

const { values } = parseArgs({
  options: {
    ballots: { type: 'string', default: '60000' },
    voters: { type: 'string', default: '20000' },
    connections: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '10' },
    rate: { type: 'string', default: '2500' },
    port: { type: 'string', default: '3199' },
    'cpu-prof': { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const connections = Number(values.connections);
/** PostgreSQL does more over fewer connections than people have: the yardstick is taken at both. */
const fewerConnections = Math.min(connections, 150);
const yardstickSeconds = 4;
const yardsticks: readonly (readonly [Inserter, number])[] = [
  ['pgbench', fewerConnections],
  ['pgbench', 20],
  ['node-postgres', fewerConnections],
  ['node-postgres', connections],
];
const home = resolve('var/bench/cast');
const secret = randomBytes(32).toString('hex');

await rm(home, { recursive: true, force: true });
await mkdir(home, { recursive: true });
const postgres = await startEmbeddedPostgres(`${home}/postgres`, connections + 100);
try {
  await bench();
} finally {
  await postgres.stop();
}

async function bench(): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await refuseUndurable(client);
  const server = await startServer();
  try {
    await measure(client, server);
  } finally {
    await client.end();
    server.kill('SIGTERM');
    await new Promise((gone) => server.once('close', gone));
  }
}

async function measure(client: pg.Client, server: ChildProcess): Promise<void> {
  const rows = async <Row>(sql: string, parameters: unknown[]): Promise<Row[]> =>
    (await client.query(sql, parameters)).rows as Row[];
  const round = await plantRound(rows, Number(values.voters));
  const authorisations = await prepareAuthorisations(client, round, secret);
  const ballots = await prepareBallots(round, Number(values.ballots));
  const statement = await yardstickTable(client, sealedBytes(round.contentBytes));
  const yardstick = (): Promise<Yardsticks> => inserts(client, server, statement);

  const before = await yardstick();
  const driver = await Driver.open({ host: '127.0.0.1', port: Number(values.port) }, connections);
  const speeds: Speed[] = [];
  const drive = async (requests: readonly Buffer[], pace: Pace): Promise<Driven> => {
    const { driven, speed } = await timed(client, server, () => driver.drive(requests, pace));
    speeds.push(speed);
    return driven;
  };

  const warm = Math.min(4_000, Math.floor(ballots.length / 5));
  const paced = Math.min(Math.floor(ballots.length / 3), Number(values.rate) * seconds);
  const parts = [ballots.slice(0, warm), ballots.slice(warm, -paced), ballots.slice(-paced)];
  const driven: Driven[] = [];
  for (const [at, part] of parts.entries()) {
    if (at === 1) print(`\ncast, as fast as answered, ${connections} connections`);
    if (at === 2) print(`\ncast, ${values.rate} a second, ${connections} connections`);
    const requests = part.map(({ request }) => request);
    driven.push(
      at === 0
        ? await driver.drive(requests, { seconds: 60 })
        : await drive(requests, { seconds, ...(at === 2 && { perSecond: Number(values.rate) }) }),
    );
  }
  await checkBox(client, round, parts, driven);
  compare(defined(speeds[0], 'the run'), before, await yardstick());

  print(`\nauthorisation, as fast as answered, ${connections} connections`);
  const early = authorisations.slice(0, 1_000);
  const rest = authorisations.slice(1_000);
  await driver.drive(
    early.map(({ request }) => request),
    { seconds: 60 },
  );
  const answers = await drive(
    rest.map(({ request }) => request),
    { seconds },
  );
  await checkAuthorisations(client, round, rest, answers, early.length);
  print(`\nserver: ${peakMemory(defined(server.pid, 'a pid'))} MiB at most`);
  driver.close();
}

/** How fast something went, and the processor time it took for one, in microseconds. */
interface Speed {
  readonly perSecond: number;
  readonly microseconds: number;
}

/** By what was measured. */
type Yardsticks = ReadonlyMap<string, Speed>;

/** Drives, and prints the speed, the latencies and what each process used for one request. */
async function timed(
  client: pg.Client,
  server: ChildProcess,
  work: () => Promise<Driven>,
): Promise<{ driven: Driven; speed: Speed }> {
  const [pid, postmaster] = [defined(server.pid, 'a pid'), await postmasterPid(client)];
  const before = used(pid, postmaster);
  const driven = await work();
  const spent = since(before, used(pid, postmaster));
  const replies = taken(driven);
  const refused = driven.replies.filter((reply) => reply && reply.status !== 200);
  const each = (milliseconds: number): number =>
    (milliseconds * 1000) / Math.max(1, replies.length);
  const ours = spent.server + spent.database + spent.driver;
  const cores = (milliseconds: number): string => (milliseconds / driven.seconds / 1000).toFixed(2);
  print(
    `  ${whole(rateOf(driven))}/s, p50 ${whole(percentile(replies, 0.5))} ms, p99 ${whole(percentile(replies, 0.99))} ms; ` +
      `${replies.length} answered with 200, ${refused.length} otherwise${kinds(refused)}`,
  );
  print(
    `  processor time for one: server ${whole(each(spent.server))} us, PostgreSQL ${whole(each(spent.database))} us, ` +
      `driver ${whole(each(spent.driver))} us; ${cores(ours)} cores, ${cores(spent.machine - ours)} more with others`,
  );
  const microseconds = each(spent.server + spent.database);
  return { driven, speed: { perSecond: rateOf(driven), microseconds } };
}

/** The yardstick, over many and over few connections; of each program the faster counts. */
async function inserts(
  client: pg.Client,
  server: ChildProcess,
  statement: string,
): Promise<Yardsticks> {
  const [pid, postmaster] = [defined(server.pid, 'a pid'), await postmasterPid(client)];
  const speeds = new Map<string, Speed>();
  for (const [inserter, count] of yardsticks) {
    const before = used(pid, postmaster);
    const plan = { connections: count, seconds: yardstickSeconds };
    const perSecond = await durableInserts(inserter, postgres.url, statement, plan);
    if (perSecond === null) continue;
    const spent = since(before, used(pid, postmaster));
    const called = inserter === 'pgbench' ? spent.called : spent.driver;
    const rows = perSecond * yardstickSeconds;
    const each = (milliseconds: number): number => (milliseconds * 1000) / rows;
    const others = (spent.machine - spent.database - called) / yardstickSeconds / 1000;
    const name = `${inserter} over ${count} connections`;
    print(
      `durable single-row inserts, ${name}: ${whole(perSecond)}/s; processor time for one: ` +
        `PostgreSQL ${whole(each(spent.database))} us, ${inserter} ${whole(each(called))} us; ` +
        `${others.toFixed(2)} cores with others`,
    );
    speeds.set(name, { perSecond, microseconds: each(spent.database + called) });
  }
  return speeds;
}

/** The run beside the yardsticks before and after it: as the machine went, and as it would go with the processors alone. */
function compare(run: Speed, before: Yardsticks, after: Yardsticks): void {
  for (const [name, first] of before) {
    const second = after.get(name) ?? first;
    const bySpeed = run.perSecond / ((first.perSecond + second.perSecond) / 2);
    const byTime = (first.microseconds + second.microseconds) / 2 / run.microseconds;
    print(
      `cast to durable inserts through ${name}: ${bySpeed.toFixed(2)} x the speed; ` +
        `${byTime.toFixed(2)} x by the processor time of one (server and PostgreSQL to PostgreSQL and its client)`,
    );
  }
}

function kinds(refused: readonly (Reply | undefined)[]): string {
  const seen = new Set(refused.map((reply) => `${reply?.status} ${reply?.body}`));
  return seen.size === 0 ? '' : ` (${[...seen].slice(0, 3).join('; ')})`;
}

function taken({ replies }: Driven): Reply[] {
  return replies.filter((reply) => reply?.status === 200) as Reply[];
}

function rateOf(driven: Driven): number {
  return taken(driven).length / driven.seconds;
}

/** Every receipt is about its ballot and signed; the box holds exactly the ballots that got one. */
async function checkBox(
  client: pg.Client,
  round: PlantedRound,
  parts: readonly (readonly PreparedBallot[])[],
  driven: readonly Driven[],
): Promise<void> {
  const pem = await readFile(`${home}/ledger-key.pem`);
  const key = createPublicKey(pem);
  const accepted = new Set<string>();
  for (const [part, { replies }] of driven.entries()) {
    for (const [at, reply] of replies.entries()) {
      if (reply?.status !== 200) continue;
      const receipt = JSON.parse(reply.body) as { leafHash: string; signature: string };
      const ballot = defined(parts[part]?.[at], 'a ballot');
      assert(
        receipt.leafHash === ballot.leafHash.toString('hex'),
        'the receipt is about its ballot',
      );
      const message = receiptMessage(round.id, ballot.leafHash);
      const signed = verify(null, message, key, Buffer.from(receipt.signature, 'base64'));
      assert(signed, 'the receipt is signed with the ledger key');
      accepted.add(receipt.leafHash);
    }
  }
  const { rows } = await client.query<{ leaf: string }>(
    `SELECT encode(leaf_hash, 'hex') AS leaf FROM voting_ballot`,
  );
  assert(rows.length === accepted.size, 'the box holds as many ballots as were accepted');
  assert(
    rows.every(({ leaf }) => accepted.has(leaf)),
    'every ballot in the box was accepted',
  );
  print(`\n${accepted.size} receipts checked; the box holds these ballots and no other`);
}

/** Every answer is the signature of its blinded message; as many voters are recorded as were answered. */
async function checkAuthorisations(
  client: pg.Client,
  round: PlantedRound,
  asked: readonly PreparedAuthorisation[],
  { replies }: Driven,
  before: number,
): Promise<void> {
  const key = createPublicKey({ key: round.key.publicKey, format: 'der', type: 'spki' });
  let signed = before;
  for (const [at, reply] of replies.entries()) {
    if (reply?.status !== 200) continue;
    const { blindSignature } = JSON.parse(reply.body) as { blindSignature: string };
    const back = publicEncrypt(
      { key, padding: constants.RSA_NO_PADDING },
      Buffer.from(blindSignature, 'base64'),
    );
    assert(back.equals(defined(asked[at], 'a request').blinded), 'a blind signature verifies');
    signed++;
  }
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM voting_participation',
  );
  assert(rows[0]?.count === signed, 'as many voters are recorded as were authorised');
  print(`  ${signed} blind signatures checked; as many participations are recorded`);
}

async function refuseUndurable(client: pg.Client): Promise<void> {
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await client.query<Record<string, string>>(`SHOW ${setting}`);
    const value = rows[0]?.[setting];
    if (value !== 'on') throw new Error(`PostgreSQL runs with ${setting} = ${value}: no measure`);
  }
}

async function startServer(): Promise<ChildProcess> {
  const profile = values['cpu-prof'] ? ['--cpu-prof', `--cpu-prof-dir=${home}`] : [];
  const server = spawn(process.execPath, [...profile, 'dist/main.js', 'serve', '--migrate'], {
    env: {
      ...process.env,
      DATABASE_URL: postgres.url,
      IRIKTEU_HOME: home,
      IRIKTEU_SECRET: secret,
      PORT: values.port,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const chunk of server.stdout) if (String(chunk).includes('answers at')) break;
  return server;
}

/** The first line of `postmaster.pid` in the data directory is the process that all others of PostgreSQL come from. */
async function postmasterPid(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
  const file = `${defined(rows[0], 'a setting').data_directory}/postmaster.pid`;
  return Number.parseInt(await readFile(file, 'utf8'), 10);
}

function whole(value: number): string {
  return String(Math.round(value));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
