import { connect } from 'node:net';
import { once } from 'node:events';
import { constants, createPrivateKey, privateDecrypt, randomBytes } from 'node:crypto';
import { Accounts, Sessions } from '../../src/platform/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import {
  finishToken,
  readTokenPublicKey,
  requestTokens,
  sealBallot,
  type UnsignedToken,
} from '../../src/voting/index.js';
import { generateTokenKey } from '../../src/voting/tokens/token-key.js';
import { testApp, type Reply, type TestApp } from '../support/app.js';
import { accepted } from '../support/candidates.js';
import { plantRound, type PlantedRound } from '../support/rounds.js';
import { seededNumbers, type SeededNumbers } from '../support/seeded-numbers.js';

type Body = Readonly<Record<string, string>>;

/** How many bent requests each of the two routes gets. A seed and a number from outside repeat a run, or lengthen it. */
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 3_000);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_127);

let app: TestApp;
let round: PlantedRound;
let bearers: string[];

beforeAll(async () => {
  app = await testApp();
  app.clock.set(new Date());
  round = await plantRound(app.rows.bind(app), 12);
  bearers = await Promise.all(round.voters.map((_, at) => signIn(at)));
});

afterAll(() => app.close());

describe('a ballot', () => {
  let body: Body;

  beforeAll(async () => {
    body = await ballotOf(0);
    expect((await cast(body)).status).toBe(200);
  });

  it('that is sent again gets the same receipt and is not there twice', async () => {
    const [first, second] = [await cast(body), await cast(body)];
    expect([first.status, second.body]).toEqual([200, first.body]);
    expect(await stored()).toMatchObject({ ballots: 1 });
  });

  it.each<[string, number, object, (whole: Body) => object | Promise<object>]>([
    [
      'with another choice under a used serial',
      409,
      { kind: 'serial-used' },
      (whole) => bent(whole, 'ct', (bytes) => flipped(bytes, 3)),
    ],
    [
      'without its last byte',
      422,
      { kind: 'ballot-wrong-length', expected: 63 },
      (whole) => bent(whole, 'ct', (bytes) => bytes.subarray(0, -1)),
    ],
    [
      'padded by a byte',
      422,
      { kind: 'ballot-wrong-length', expected: 63 },
      (whole) => bent(whole, 'ct', (bytes) => Buffer.concat([bytes, Buffer.of(0)])),
    ],
    [
      'with a byte moved from one part to the other',
      422,
      { kind: 'ballot-wrong-length', expected: 63 },
      (whole) => ({
        ...bent(whole, 'ct', (bytes) => bytes.subarray(1)),
        ...pick(
          bent(whole, 'enc', (bytes) => Buffer.concat([bytes, read(whole, 'ct').subarray(0, 1)])),
          'enc',
        ),
      }),
    ],
    [
      'in base64 that was padded again',
      422,
      { kind: 'fields' },
      (whole) => ({ ...whole, ct: `${whole['ct']}====` }),
    ],
    [
      'with a forged signature',
      403,
      { kind: 'token-invalid' },
      (whole) => bent(whole, 'signature', (bytes) => flipped(bytes, 100)),
    ],
    [
      'with a signature of zeros',
      403,
      { kind: 'token-invalid' },
      (whole) => bent(whole, 'signature', () => Buffer.alloc(256)),
    ],
    [
      'with a signature cut short',
      403,
      { kind: 'token-invalid' },
      (whole) => bent(whole, 'signature', (bytes) => bytes.subarray(1)),
    ],
    [
      'with the token of another serial',
      403,
      { kind: 'token-invalid' },
      (whole) => bent(whole, 'serial', (bytes) => flipped(bytes, 0)),
    ],
    [
      'with a serial cut short',
      403,
      { kind: 'token-invalid' },
      (whole) => bent(whole, 'serial', (bytes) => bytes.subarray(1)),
    ],
    [
      'with another prefix',
      403,
      { kind: 'token-invalid' },
      (whole) => bent(whole, 'prefix', (bytes) => flipped(bytes, 0)),
    ],
    ['signed by another key', 403, { kind: 'token-invalid' }, () => signedElsewhere()],
    [
      'of a megabyte of base64',
      413,
      { kind: 'request-not-understood' },
      (whole) => bent(whole, 'ct', () => Buffer.alloc(1_000_000)),
    ],
    [
      'far too long',
      422,
      { kind: 'ballot-wrong-length', expected: 63 },
      (whole) => bent(whole, 'ct', () => Buffer.alloc(100_000)),
    ],
    ['without a part', 422, { kind: 'fields' }, (whole) => ({ ...whole, enc: undefined })],
    ['with a number for a text', 422, { kind: 'fields' }, (whole) => ({ ...whole, prefix: 7 })],
    ['that is a list', 422, { kind: 'fields' }, () => []],
  ])('%s is refused with %i and changes nothing', async (_, status, error, bend) => {
    const before = await stored();
    const reply = await cast(await bend(body));
    expect([reply.status, reply.json()]).toMatchObject([status, { error }]);
    expect(await stored()).toEqual(before);
  });

  it('of another round is refused and changes nothing', async () => {
    const other = await plantRound(app.rows.bind(app), 1);
    const reply = await cast(body, other);
    expect([reply.status, reply.json()]).toEqual([403, { error: { kind: 'token-invalid' } }]);
    expect(await stored(other)).toEqual({ participations: 0, ballots: 0, hash: null });
  });

  it('that comes late is refused and changes nothing, and its repetition is still answered', async () => {
    const late = await plantRound(app.rows.bind(app), 2, { closes: '1 hour' });
    const tokens = await Promise.all([0, 1].map((at) => ballotOf(at, late)));
    expect((await cast(tokens[0]!, late)).status).toBe(200);
    await app.rows(
      "UPDATE voting_round SET closes_at = now() - interval '1 millisecond' WHERE id = $1",
      [late.id],
    );
    const before = await stored(late);
    const reply = await cast(tokens[1]!, late);
    expect([reply.status, reply.json()]).toEqual([409, { error: { kind: 'round-closed' } }]);
    expect((await cast(tokens[0]!, late)).status).toBe(200);
    expect(await stored(late)).toEqual(before);
  });
});

describe('a request for the right to vote', () => {
  const modulus = (): bigint => {
    const { n } = readTokenPublicKey(round.key.publicKey).key.export({ format: 'jwk' });
    return BigInt(`0x${Buffer.from(n!, 'base64url').toString('hex')}`);
  };

  it.each<[string, string, () => Buffer]>([
    ['0', 'blinded-message-is-zero', () => bytesOf(0n)],
    ['1', 'blinded-message-is-one', () => bytesOf(1n)],
    ['n − 1', 'blinded-message-is-minus-one', () => bytesOf(modulus() - 1n)],
    ['n', 'blinded-message-not-below-modulus', () => bytesOf(modulus())],
    ['n + 1', 'blinded-message-not-below-modulus', () => bytesOf(modulus() + 1n)],
    ['all ones', 'blinded-message-not-below-modulus', () => Buffer.alloc(256, 255)],
    ['a byte short', 'blinded-message-wrong-length', () => Buffer.alloc(255, 7)],
    ['a byte long', 'blinded-message-wrong-length', () => Buffer.alloc(257, 7)],
    ['a single byte', 'blinded-message-wrong-length', () => Buffer.of(7)],
  ])('over %s is refused with %s and records nothing', async (_, kind, blinded) => {
    const before = await stored();
    const reply = await authorise(1, { blinded: blinded().toString('base64') });
    expect([reply.status, reply.json()]).toMatchObject([422, { error: { kind } }]);
    expect(await stored()).toEqual(before);
  });

  it('a second time, over another message, is refused and the first stays as it was', async () => {
    const [first, second] = unsigned(2).map(({ blinded }) => ({
      blinded: blinded.toString('base64'),
    }));
    const answer = await authorise(2, first!);
    const before = await stored();
    const reply = await authorise(2, second!);
    expect([reply.status, reply.json()]).toEqual([409, { error: { kind: 'already-authorised' } }]);
    expect((await authorise(2, first!)).body).toBe(answer.body);
    expect(await stored()).toEqual(before);
  });
});

describe('whatever comes', () => {
  it(`the ballots of nobody: ${requests} bent requests (seed ${seed})`, async () => {
    const numbers = seededNumbers(seed);
    const whole = await ballotOf(3);
    expect((await cast(whole)).status).toBe(200);
    const before = await stored();
    const statuses = new Map<number, number>();
    for (let sent = 0; sent < requests; sent++)
      note(statuses, await send(ballotsPath(), bend(whole, numbers), headersFor(numbers)));
    expectCalm(statuses);
    expect(await stored()).toEqual(before);
    await expectVote(4);
  });

  it(`the requests of somebody who is signed in: ${requests} bent ones (seed ${seed})`, async () => {
    const numbers = seededNumbers(seed + 1);
    const whole = { blinded: unsigned(1)[0]!.blinded.toString('base64') };
    // Once authorised, every other message in range is refused: nothing that comes may be recorded.
    expect((await authorise(5, whole)).status).toBe(200);
    const before = await stored();
    const statuses = new Map<number, number>();
    for (let sent = 0; sent < requests; sent++)
      note(
        statuses,
        await send(authorisationPath(), bend(whole, numbers), {
          ...headersFor(numbers),
          authorization: `Bearer ${numbers.happens(90) ? bearers[5]! : flippedText(bearers[5]!, numbers)}`,
        }),
      );
    expectCalm(statuses);
    expect(await stored()).toEqual(before);
    await expectVote(6);
  });

  it('bytes that are no request', async () => {
    const numbers = seededNumbers(seed + 2);
    await app.nest.listen(0, '127.0.0.1');
    const port = Number(new URL(await app.nest.getUrl()).port);
    const before = await stored();
    for (let sent = 0; sent < 200; sent++) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      const start = numbers.happens(50)
        ? `POST ${ballotsPath()} HTTP/1.1\r\nhost: x\r\ncontent-length: 900\r\n\r\n`
        : '';
      socket.end(Buffer.concat([Buffer.from(start), noise(numbers, numbers.below(600))]));
      socket.resume();
      await once(socket, 'close');
    }
    expect(await stored()).toEqual(before);
    await expectVote(7);
  });
});

/** Only refusals, answers to what was whole after all, and the designed 503. */
function expectCalm(statuses: ReadonlyMap<number, number>): void {
  const allowed = new Set([200, 400, 401, 403, 404, 409, 413, 415, 422, 429, 503]);
  expect([...statuses.keys()].filter((status) => !allowed.has(status))).toEqual([]);
  // The bending reaches behind the first door, too.
  expect(statuses.get(409) ?? 0).toBeGreaterThan(0);
  expect(statuses.get(400) ?? 0).toBeGreaterThan(0);
}

async function expectVote(voter: number): Promise<void> {
  const { ballots } = await stored();
  const reply = await cast(await ballotOf(voter));
  expect(reply.status).toBe(200);
  expect(await stored()).toMatchObject({ ballots: ballots + 1 });
}

/** The request with something wrong in it, or nothing that ever was one. */
function bend(whole: Body, numbers: SeededNumbers): string | Buffer {
  const name = numbers.one(Object.keys(whole));
  const bytes = read(whole, name);
  const change = (changed: Buffer): string =>
    JSON.stringify({ ...whole, [name]: changed.toString('base64') });
  const text = JSON.stringify(whole);
  switch (numbers.below(10)) {
    case 0:
      return noise(numbers, numbers.below(2_000));
    case 1:
      return change(flipped(bytes, numbers.below(bytes.length)));
    case 2:
      return change(bytes.subarray(0, numbers.below(bytes.length)));
    case 3:
      return change(Buffer.concat([bytes, noise(numbers, numbers.between(1, 40))]));
    case 4:
      return change(noise(numbers, numbers.one([1, 32, 63, 256, 5_000])));
    case 5:
      return text.slice(0, numbers.below(text.length));
    case 6:
      return flippedText(text, numbers);
    case 7:
      return JSON.stringify({
        ...whole,
        [name]: numbers.one<unknown>([null, 7, true, [], {}, '', '\u0000', [whole[name]]]),
      });
    case 8:
      return numbers.one([
        'null',
        '[]',
        '"x"',
        '1e999',
        '{"__proto__":{}}',
        '['.repeat(5_000),
        `{"a":${'9'.repeat(5_000)}}`,
      ]);
    default:
      return JSON.stringify({
        ...whole,
        [String(numbers.below(1_000))]: 'more',
        round: 'elsewhere',
      });
  }
}

function headersFor(numbers: SeededNumbers): Record<string, string> {
  const type = numbers.happens(90)
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

function noise(numbers: SeededNumbers, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => numbers.below(256)));
}

function flippedText(text: string, numbers: SeededNumbers): string {
  const at = numbers.below(text.length);
  return text.slice(0, at) + String.fromCharCode(numbers.between(33, 126)) + text.slice(at + 1);
}

function note(statuses: Map<number, number>, status: number): void {
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
}

async function send(
  url: string,
  payload: string | Buffer,
  headers: Record<string, string>,
): Promise<number> {
  const { statusCode } = await app.nest.inject({ method: 'POST', url, payload, headers });
  return statusCode;
}

function ballotsPath(of: PlantedRound = round): string {
  return `/api/rounds/${of.id}/ballots`;
}

function authorisationPath(of: PlantedRound = round): string {
  return `/api/rounds/${of.id}/authorisation`;
}

function cast(body: object, of: PlantedRound = round): Promise<Reply> {
  return app.browser().post(ballotsPath(of), body);
}

function authorise(voter: number, body: object): Promise<Reply> {
  return app
    .browser()
    .post(authorisationPath(), body, { authorization: `Bearer ${bearers[voter]!}` });
}

function unsigned(count: number, of: PlantedRound = round): UnsignedToken[] {
  return requestTokens(readTokenPublicKey(of.key.publicKey), of.id, count);
}

/** A whole ballot of a voter of a round, ready to be cast. */
async function ballotOf(voter: number, of: PlantedRound = round): Promise<Body> {
  const [token] = unsigned(1, of);
  const bearer = of === round ? bearers[voter]! : await signIn(voter, of);
  const reply = await app
    .browser()
    .post(
      authorisationPath(of),
      { blinded: token!.blinded.toString('base64') },
      { authorization: `Bearer ${bearer}` },
    );
  const { blindSignature } = reply.json() as { blindSignature: string };
  return sealed(of, token!, Buffer.from(blindSignature, 'base64'));
}

function sealed(of: PlantedRound, token: UnsignedToken, blindSignature: Buffer): Body {
  const key = readTokenPublicKey(of.key.publicKey);
  const { serial, prefix, signature } = accepted(finishToken(key, token, blindSignature));
  const content = randomBytes(of.contentBytes);
  const { enc, ct } = sealBallot(of.ballotKey.publicKey, { round: of.id, serial }, content);
  return inBase64({ serial, prefix, signature, enc, ct });
}

/** A ballot with a token for this round that a key of somebody else signed. */
async function signedElsewhere(): Promise<Body> {
  const other = { ...round, key: await generateTokenKey() };
  const [token] = unsigned(1, other);
  return sealed(other, token!, rawSignature(other.key.privateKey, token!.blinded));
}

function rawSignature(privateKey: Buffer, blinded: Buffer): Buffer {
  const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' });
  return privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, blinded);
}

function inBase64(parts: Readonly<Record<string, Uint8Array>>): Body {
  return Object.fromEntries(
    Object.entries(parts).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
  );
}

function read(body: Body, part: string): Buffer {
  return Buffer.from(body[part]!, 'base64');
}

function bent(body: Body, part: string, change: (bytes: Buffer) => Buffer): Body {
  return { ...body, [part]: change(read(body, part)).toString('base64') };
}

function pick(body: Body, part: string): Body {
  return { [part]: body[part]! };
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = copy[at]! ^ 1;
  return copy;
}

function bytesOf(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(512, '0'), 'hex');
}

/** How much is stored, and a code over all of it. */
async function stored(
  of: PlantedRound = round,
): Promise<{ participations: number; ballots: number; hash: string | null }> {
  const [row] = await app.rows<{ participations: number; ballots: number; hash: string | null }>(
    `SELECT (SELECT count(*)::integer FROM voting_participation WHERE round_id = $1) AS participations,
            (SELECT count(*)::integer FROM voting_ballot WHERE round_id = $1) AS ballots,
            (SELECT md5(string_agg(t, ',' ORDER BY t)) FROM (
               SELECT p::text AS t FROM voting_participation p WHERE round_id = $1
               UNION ALL SELECT b::text FROM voting_ballot b WHERE round_id = $1) AS everything) AS hash`,
    [of.id],
  );
  return row!;
}

async function signIn(voter: number, of: PlantedRound = round): Promise<string> {
  const [member] = await app.rows<{ iin: string }>('SELECT iin FROM voting_member WHERE id = $1', [
    of.voters[voter],
  ]);
  const account = await app.get(Database).transaction(async (tx) => {
    const person = { iin: member!.iin, name: 'Айгүл', contact: '+77010000000' };
    const id = await app.get(Accounts).ensurePerson(tx, person);
    await app.get(Accounts).give(tx, id, { role: 'voter', territory: null }, null);
    return id;
  });
  return (await app.get(Sessions).start(account)).access;
}
