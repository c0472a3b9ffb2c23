import { constants, createPrivateKey, privateDecrypt } from 'node:crypto';
import { readTokenPublicKey, requestTokens, type UnsignedToken } from '../../src/voting/index.js';
import { generateTokenKey } from '../../src/voting/tokens/token-key.js';
import { testApp, type Reply, type TestApp } from '../support/app.js';
import {
  authorisationOf,
  ballotOf as sealed,
  signInVoters,
  type Parts as Body,
} from '../support/http-voters.js';
import { plantRound, type PlantedRound } from '../support/rounds.js';

let app: TestApp;
let round: PlantedRound;
let bearers: string[];

beforeAll(async () => {
  app = await testApp();
  app.clock.set(new Date());
  round = await plantRound(app.rows.bind(app), 12);
  bearers = await signInVoters(app, round);
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
  const bearer = (of === round ? bearers : await signInVoters(app, of))[voter]!;
  const reply = await app
    .browser()
    .post(authorisationPath(of), authorisationOf(token!), { authorization: `Bearer ${bearer}` });
  const { blindSignature } = reply.json() as { blindSignature: string };
  return sealed(of, token!, Buffer.from(blindSignature, 'base64'));
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

it.each(['/api/rounds/none', '/sign-in', '/api/session'])(
  'a form of parts that nobody can read is refused as such at %s',
  async (url) => {
    const forms = [
      ['multipart/form-data', 'x'],
      ['multipart/form-data; boundary=', 'x'],
      ['multipart/mixed', 'x'],
      [`multipart/form-data; boundary=${'b'.repeat(300)}`, 'x'],
      ['multipart/form-data; boundary=b', ''],
      ['multipart/form-data; boundary=b', 'no part at all'],
      ['multipart/form-data; boundary=b', '--b\r\n\r\nno head\r\n--b--\r\n'],
      [
        'multipart/form-data; boundary=b',
        '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\ncut',
      ],
    ] as const;
    for (const [type, payload] of forms) {
      const headers = { 'content-type': type };
      const { statusCode } = await app.nest.inject({ method: 'POST', url, headers, payload });
      expect([type, payload, statusCode >= 400 && statusCode < 500]).toEqual([type, payload, true]);
    }
  },
);
