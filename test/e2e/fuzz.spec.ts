import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { MemoryWatch } from '../../src/drill/memory.js';
import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import { readTokenPublicKey, requestTokens } from '../../src/voting/index.js';
import { testApp, testClock, type TestApp } from '../support/app.js';
import {
  authorisationOf,
  ballotOf,
  blindSignatureIn,
  leafIn,
  leavesInBox,
  postJson,
  signInVoters,
  type Parts,
} from '../support/http-voters.js';
import { startProgram, type Program } from '../support/program.js';
import { plantRound, type PlantedRound } from '../support/rounds.js';
import { seededNumbers, type SeededNumbers } from '../support/seeded-numbers.js';

/** How long both routes are fuzzed, at the same time. */
const seconds = Number(process.env['FUZZ_SECONDS'] ?? 60);
/** A request is made of the seed and its own number alone: `FUZZ_SEED` and `FUZZ_FROM` bring it back. */
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_128);
const from = Number(process.env['FUZZ_FROM'] ?? 0);

/** So many requests to each route are on their way at once, and so many bare connections. */
const [atOnce, bare] = [12, 2];
/** What the server may hold more in the second half of the time than in the first. */
const growth = 150 * 2 ** 20;

const designed = new Set([200, 400, 401, 403, 404, 409, 413, 415, 422, 429]);

interface Bent {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | Buffer;
}

let app: TestApp;
let program: Program;
let round: PlantedRound;
let bearers: string[];

beforeAll(async () => {
  // The database; the program under test is a process of its own beside it.
  app = await testApp({ clock: testClock(new Date().toISOString()) });
  round = await plantRound(app.rows.bind(app), 4);
  bearers = await signInVoters(app, round);
  const settings = app.nest.get<Settings>(SETTINGS);
  program = await startProgram(['serve'], {
    DATABASE_URL: settings.databaseUrl,
    IRIKTEU_HOME: settings.home,
    IRIKTEU_SECRET: settings.secret,
  });
  await program.says(/Irikteu answers at/, 100_000);
}, 120_000);

afterAll(async () => {
  await program.end('SIGTERM');
  await app.close();
});

it(
  `survives ${seconds} seconds of whatever comes on both routes of the voters (seed ${seed}, from ${from})`,
  async () => {
    // Once authorised and cast, every other message is refused: nothing that comes may be recorded.
    const asked = authorisationOf(unsignedTokens(1)[0]!);
    expect(await postJson(addressOf('authorisation'), asked, bearers[0])).toMatchObject({
      status: 200,
    });
    const cast = await vote(1);
    await sealed();
    const before = await everything();

    const faults = new Faults();
    const counters = { ballots: new Counter(), authorisation: new Counter(), bare: new Counter() };
    const fuzz = async (until: number): Promise<void> => {
      const agent = new Agent({ keepAlive: true, maxSockets: 2 * atOnce });
      await Promise.all([
        together(atOnce, until, counters.ballots, (numbers, number) =>
          faults.note('ballots', number, send(agent, bendBallot(cast, numbers))),
        ),
        together(atOnce, until, counters.authorisation, (numbers, number) =>
          faults.note('authorisation', number, send(agent, bendAuthorisation(asked, numbers))),
        ),
        together(bare, until, counters.bare, (numbers) => sendNoRequest(numbers)),
      ]);
      agent.destroy();
    };
    const [warm, end] = [await memoryDuring(fuzz), await memoryDuring(fuzz)];

    expect(faults.found).toEqual([]);
    // The bending reaches behind the first door, too.
    for (const route of ['ballots', 'authorisation'])
      for (const status of [200, 400, 409, 422])
        expect([route, status, faults.count(route, status) > 0]).toEqual([route, status, true]);
    expect(program.process.exitCode).toBeNull();
    expect(program.printed()).not.toContain('"level":50');
    expect(end - warm).toBeLessThan(growth);
    expect(await everything()).toEqual(before);
    await vote(2);
    expect(await leavesInBox(app, round)).toHaveLength(2);
  },
  (seconds + 120) * 1_000,
);

/** The answers that came, and those of them that nobody designed. */
class Faults {
  /** At most the first ten. */
  readonly found: object[] = [];
  private readonly counts = new Map<string, number>();

  async note(
    route: string,
    number: number,
    sending: Promise<{ readonly status: number; readonly retryAfter: boolean }>,
  ): Promise<void> {
    const { status, retryAfter } = await sending;
    const name = `${route} ${status}`;
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    const fine = designed.has(status) || (status === 503 && retryAfter);
    if (!fine && this.found.length < 10) this.found.push({ route, number, status });
  }

  count(route: string, status: number): number {
    return this.counts.get(`${route} ${status}`) ?? 0;
  }
}

/** The number of the next request to a route. */
class Counter {
  private next = from;

  take(): number {
    return this.next++;
  }
}

/** Does the work with the numbers of one request after the other, so many at once, until it is time. */
async function together(
  many: number,
  until: number,
  counter: Counter,
  work: (numbers: SeededNumbers, number: number) => Promise<void>,
): Promise<void> {
  await Promise.all(
    Array.from({ length: many }, async () => {
      while (Date.now() < until) {
        const number = counter.take();
        await work(seededNumbers(Math.imul(number + 1, 0x9e3779b1) ^ seed), number);
      }
    }),
  );
}

/** The most memory that the server held during half of the time, in bytes. */
async function memoryDuring(work: (until: number) => Promise<void>): Promise<number> {
  const watch = new MemoryWatch(() => ({ server: [program.process.pid!] }));
  await work(Date.now() + seconds * 500);
  return watch.stop()['server']!;
}

function bendBallot(whole: Parts, numbers: SeededNumbers): Bent {
  const headers = headersFor(numbers);
  return {
    path: pathFor(numbers, 'ballots'),
    headers: numbers.happens(3) ? { ...headers, cookie: 'irikteu_access=x' } : headers,
    payload: bend(whole, numbers),
  };
}

function bendAuthorisation(whole: Parts, numbers: SeededNumbers): Bent {
  const bearer = numbers.happens(92) ? bearers[0]! : flippedText(bearers[0]!, numbers);
  return {
    path: pathFor(numbers, 'authorisation'),
    headers: { ...headersFor(numbers), authorization: `Bearer ${bearer}` },
    payload: bend(whole, numbers),
  };
}

/** The request with something wrong in it, or nothing that ever was one; sometimes as it was. */
function bend(whole: Parts, numbers: SeededNumbers): string | Buffer {
  const name = numbers.one(Object.keys(whole));
  const bytes = Buffer.from(whole[name]!, 'base64');
  const change = (changed: Buffer): string =>
    JSON.stringify({ ...whole, [name]: changed.toString('base64') });
  const asText = JSON.stringify(whole);
  switch (numbers.below(12)) {
    case 0:
    case 1:
      return noise(numbers, numbers.below(numbers.one([10, 300, 2_000])));
    case 2:
      return change(flipped(bytes, numbers.below(bytes.length)));
    case 3:
      return change(bytes.subarray(0, numbers.below(bytes.length)));
    case 4:
      return change(Buffer.concat([bytes, noise(numbers, numbers.between(1, 40))]));
    case 5:
      return change(noise(numbers, bytes.length));
    case 6:
      return change(noise(numbers, numbers.one([0, 1, 32, 63, 256, 2_000])));
    case 7:
      return asText.slice(0, numbers.below(asText.length + 1));
    case 8:
      return flippedText(asText, numbers);
    case 9:
      return JSON.stringify({
        ...whole,
        [name]: numbers.one<unknown>([null, 7, true, [], {}, '', '\u0000', [whole[name]]]),
      });
    case 10:
      return numbers.one([
        'null',
        '[]',
        '"x"',
        '1e999',
        '{"__proto__":{}}',
        '['.repeat(5_000),
        `{"a":${'9'.repeat(5_000)}}`,
        change(Buffer.alloc(numbers.one([7_000, 180_000]), 65)),
      ]);
    default:
      return JSON.stringify({ ...whole, [String(numbers.below(1_000))]: 'more' });
  }
}

function pathFor(numbers: SeededNumbers, route: string): string {
  if (numbers.happens(95)) return `/api/rounds/${round.id}/${route}`;
  const other = numbers.one<string>([
    flippedText(round.id, numbers),
    encodeURIComponent(noise(numbers, 20).toString('latin1')),
    '00000000-0000-4000-8000-000000000000',
    '%00',
    '%ff%fe',
  ]);
  return `/api/rounds/${other}/${route}`;
}

function headersFor(numbers: SeededNumbers): Record<string, string> {
  const type = numbers.happens(95)
    ? 'application/json'
    : numbers.one([
        'text/plain',
        'application/xml',
        'application/json; charset=koi8-r',
        'multipart/form-data',
        '',
      ]);
  return { 'content-type': type };
}

/**
 * The status of the answer. Where the server hangs up on a body that it refuses, the answer may be lost on the way: 413 then.
 * Zero when a connection is lost for another reason.
 */
function send(
  agent: Agent,
  { path, headers, payload }: Bent,
): Promise<{ readonly status: number; readonly retryAfter: boolean }> {
  const { hostname, port } = new URL(program.url);
  const length = Buffer.byteLength(payload);
  return new Promise((answer) => {
    const lost = (): void => answer({ status: length > 10_000 ? 413 : 0, retryAfter: false });
    const sent = request(
      {
        agent,
        hostname,
        port,
        method: 'POST',
        path,
        headers: { ...headers, 'content-length': length },
      },
      (response) => {
        const { statusCode = 0, headers: got } = response;
        const retryAfter = Number(got['retry-after']) > 0;
        text(response).then(() => answer({ status: statusCode, retryAfter }), lost);
      },
    );
    sent.on('error', lost);
    sent.end(payload);
  });
}

/** Bytes that are no request, or one that never comes to its end. */
async function sendNoRequest(numbers: SeededNumbers): Promise<void> {
  const { hostname, port } = new URL(program.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const path = `/api/rounds/${round.id}/${numbers.one(['ballots', 'authorisation'])}`;
  const start = numbers.one([
    '',
    `POST ${path} HTTP/1.1\r\n`,
    `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 900\r\n\r\n`,
    `POST ${path} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`,
  ]);
  socket.end(Buffer.concat([Buffer.from(start), noise(numbers, numbers.below(600))]));
  socket.resume();
  await once(socket, 'close');
}

function noise(numbers: SeededNumbers, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => numbers.below(256)));
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = copy[at]! ^ 1;
  return copy;
}

function flippedText(whole: string, numbers: SeededNumbers): string {
  const at = numbers.below(whole.length);
  return whole.slice(0, at) + String.fromCharCode(numbers.between(33, 126)) + whole.slice(at + 1);
}

function addressOf(route: 'ballots' | 'authorisation'): string {
  return `${program.url}/api/rounds/${round.id}/${route}`;
}

function unsignedTokens(count: number) {
  return requestTokens(readTokenPublicKey(round.key.publicKey), round.id, count);
}

/** A voter votes, and it counts. */
async function vote(voter: number): Promise<Parts> {
  const [unsigned] = unsignedTokens(1);
  const authorised = await postJson(
    addressOf('authorisation'),
    authorisationOf(unsigned!),
    bearers[voter],
  );
  const ballot = ballotOf(round, unsigned!, blindSignatureIn(authorised));
  const reply = await postJson(addressOf('ballots'), ballot);
  expect(await leavesInBox(app, round)).toContain(leafIn(reply));
  return ballot;
}

/** Until the server has given every ballot its place in the log, after which it has nothing to write by itself. */
async function sealed(): Promise<void> {
  const open = 'SELECT 1 FROM voting_ballot WHERE leaf_index IS NULL';
  while ((await app.rows(open)).length > 0) await new Promise((later) => setTimeout(later, 100));
}

/** A code over all rows of each table. */
async function everything(): Promise<Record<string, string | null>> {
  const tables = await app.rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const codes: Record<string, string | null> = {};
  for (const { name } of tables) {
    const [row] = await app.rows<{ code: string | null }>(
      `SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) AS code FROM "${name}" t`,
    );
    codes[name] = row?.code ?? null;
  }
  return codes;
}
