import { randomBytes } from 'node:crypto';
import type { RoundId } from '../../src/kernel/ids.js';
import { CloseRoundService, OpenBoxService, sealBallot } from '../../src/voting/index.js';
import { ballotAad, ballotInfo } from '../../src/voting/domain/ballots/sealed-form.js';
import { sealerOf } from '../../src/voting/sealing/hpke.js';
import { newX25519Pair, x25519PublicKey } from '../../src/voting/sealing/x25519.js';
import { testApp, testClock, type TestApp } from '../support/app.js';
import { giveBallotKey, whatWasOpened } from '../support/plant-ballot-key.js';
import { accepted } from '../support/candidates.js';
import { plantSealed } from '../support/planted-ballots.js';
import { plantRound, type PlantedRound } from '../support/rounds.js';
import { unguarded } from '../support/unguarded.js';

let app: TestApp;
let boxes: OpenBoxService;

beforeAll(async () => {
  app = await testApp({ clock: testClock(new Date().toISOString()) });
  boxes = app.get(OpenBoxService);
});

afterAll(() => app.close());

interface Sealed {
  readonly serial: Buffer;
  readonly sealed: Buffer;
}

/** A ballot as a device seals it. */
function sealedBallot({ id, ballotKey }: PlantedRound, content: Buffer): Sealed {
  const serial = randomBytes(32);
  const { enc, ct } = sealBallot(ballotKey.publicKey, { round: id, serial }, content);
  return { serial, sealed: Buffer.concat([enc, ct]) };
}

const contentOf = (number: number): Buffer => Buffer.alloc(15, number);

async function plant(): Promise<PlantedRound> {
  return await plantRound(app.rows.bind(app), 1);
}

async function close(round: PlantedRound): Promise<void> {
  await app.rows('UPDATE voting_round SET closes_at = now() WHERE id = $1', [round.id]);
  accepted(await app.get(CloseRoundService).close(round.id, 'clock'));
}

/** What was opened, by serial: the content in hexadecimal, or null. */
async function opened({ id }: PlantedRound): Promise<Map<string, string | null>> {
  const rows = await whatWasOpened(app.rows.bind(app), id);
  return new Map(rows.map(({ serial, content }) => [serial, content]));
}

it('opens every ballot of a closed box, in its place of the log', async () => {
  const round = await plant();
  const contents = Array.from({ length: 300 }, (_, at) => contentOf(at % 256));
  const ballots = contents.map((content) => sealedBallot(round, content));
  await plantSealed(app, round.id, ballots);
  await close(round);
  await giveBallotKey(app.rows.bind(app), round.id, round.ballotKey);
  expect(accepted(await boxes.open(round.id))).toEqual({ ballots: 300, opened: 300 });
  const expected = ballots.map(
    ({ serial }, at) => [serial.toString('hex'), contents[at]!.toString('hex')] as const,
  );
  expect(await opened(round)).toEqual(new Map(expected));
});

it('keeps what does not open as such, and drops nothing', async () => {
  const round = await plant();
  const good = sealedBallot(round, contentOf(1));
  const of = (change: (ballot: Sealed) => Partial<Sealed>): Sealed => {
    const ballot = sealedBallot(round, contentOf(2));
    return { ...ballot, ...change(ballot) };
  };
  const wrong: Readonly<Record<string, Sealed>> = {
    'under another serial': of(() => ({ serial: randomBytes(32) })),
    'sealed to another key': of(({ serial }) => {
      const name = { round: round.id, serial };
      const { enc, ct } = sealBallot(newX25519Pair().publicKey, name, contentOf(2));
      return { sealed: Buffer.concat([enc, ct]) };
    }),
    'of another round': of(({ serial }) => {
      const name = { round: '00000000-0000-4000-8000-000000000000' as RoundId, serial };
      const { enc, ct } = sealBallot(round.ballotKey.publicKey, name, contentOf(2));
      return { sealed: Buffer.concat([enc, ct]) };
    }),
    'sealed for another purpose': of(({ serial }) => {
      const key = x25519PublicKey(round.ballotKey.publicKey);
      const info = Buffer.from(ballotInfo).fill(50, 15, 16);
      const { enc, ct } = sealerOf(key, info)(contentOf(2), ballotAad(round.id, serial));
      return { sealed: Buffer.concat([enc, ct]) };
    }),
    'with a bit changed': of(({ sealed }) => ({ sealed: Buffer.from(sealed).fill(0, 40, 41) })),
    'with a point of low order': of(({ sealed }) => ({
      sealed: Buffer.from(sealed).fill(0, 0, 32),
    })),
    'cut short in the database': of(({ sealed }) => ({ sealed: sealed.subarray(0, 62) })),
    'made longer in the database': of(({ sealed }) => ({
      sealed: Buffer.concat([sealed, sealed]),
    })),
    'empty in the database': of(() => ({ sealed: Buffer.alloc(0) })),
  };
  await plantSealed(app, round.id, [good, ...Object.values(wrong)]);
  await close(round);
  await giveBallotKey(app.rows.bind(app), round.id, round.ballotKey);
  expect(accepted(await boxes.open(round.id))).toEqual({ ballots: 10, opened: 10 });
  const found = await opened(round);
  expect(found.get(good.serial.toString('hex'))).toBe(contentOf(1).toString('hex'));
  for (const [what, { serial }] of Object.entries(wrong))
    expect([what, found.get(serial.toString('hex'))]).toEqual([what, null]);
});

it('refuses to open without the key, and a round that is not there', async () => {
  const round = await plant();
  await plantSealed(app, round.id, [sealedBallot(round, contentOf(1))]);
  const refused = { ok: false, error: { kind: 'ballot-key-not-rebuilt' } };
  expect(await boxes.open(round.id)).toEqual(refused);
  await close(round);
  expect(await boxes.open(round.id)).toEqual(refused);
  expect(await boxes.open('00000000-0000-4000-8000-000000000000' as RoundId)).toEqual({
    ok: false,
    error: { kind: 'round-unknown' },
  });
  expect(await opened(round)).toEqual(new Map());
});

it('goes on where it was cut off, and changes nothing when it runs again or twice at once', async () => {
  const round = await plant();
  const ballots = Array.from({ length: 200 }, (_, at) => sealedBallot(round, contentOf(at)));
  await plantSealed(app, round.id, ballots);
  await close(round);
  await giveBallotKey(app.rows.bind(app), round.id, round.ballotKey);
  expect(await boxes.waiting()).toEqual([round.id]);
  accepted(await boxes.open(round.id));
  const first = await opened(round);
  expect(await boxes.waiting()).toEqual([]);

  // As a server leaves it that was killed on the way.
  await unguarded(app, (tx) =>
    tx.query(
      `UPDATE voting_opened_stretch SET opens = substring(opens FOR 70), contents = substring(contents FOR 70 * $2::integer)
        WHERE round_id = $1`,
      [round.id, round.contentBytes],
    ),
  );
  expect(await boxes.waiting()).toEqual([round.id]);
  await Promise.all([boxes.open(round.id), boxes.open(round.id)]);
  expect(await opened(round)).toEqual(first);
  accepted(await boxes.open(round.id));
  expect(await opened(round)).toEqual(first);
});

it('opens an empty box at once', async () => {
  const round = await plant();
  await close(round);
  await giveBallotKey(app.rows.bind(app), round.id, round.ballotKey);
  expect(accepted(await boxes.open(round.id))).toEqual({ ballots: 0, opened: 0 });
});

describe('the database', () => {
  const put = String.raw`INSERT INTO voting_opened_stretch VALUES ($1, $2, '\x01', $3)`;
  const late = 'a box is opened while its round is closed and its key is there';
  const unchangeable = 'what was in a ballot is never changed or removed';

  it('takes what was in a ballot only while the round is closed and its key is there', async () => {
    const round = await plant();
    await plantSealed(app, round.id, [
      sealedBallot(round, contentOf(1)),
      sealedBallot(round, contentOf(2)),
    ]);
    const tryIt = (place: number) => app.rows(put, [round.id, place, contentOf(9)]);
    await expect(tryIt(0)).rejects.toThrow(late);
    await close(round);
    await expect(tryIt(0)).rejects.toThrow(late);
    await giveBallotKey(app.rows.bind(app), round.id, round.ballotKey);
    await tryIt(0);
    await app.rows("UPDATE voting_round SET state = 'counted' WHERE id = $1", [round.id]);
    await expect(tryIt(1)).rejects.toThrow(late);
  });

  it('takes what was in the ballots in the order of the log only', async () => {
    const round = await plant();
    const ballots = [1, 2].map((number) => sealedBallot(round, contentOf(number)));
    await plantSealed(app, round.id, ballots);
    await close(round);
    await giveBallotKey(app.rows.bind(app), round.id, round.ballotKey);
    await expect(app.rows(put, [round.id, 1, contentOf(9)])).rejects.toThrow(
      'a box is opened in the order of its log',
    );
  });

  it('takes nothing for a place that the log of the box does not have', async () => {
    const round = await openedRound();
    await expect(app.rows(put, [round.id, 3, contentOf(9)])).rejects.toThrow(
      'no ballot of the box has this place in its log',
    );
  });

  it.each([
    String.raw`UPDATE voting_opened_stretch SET opens = '\x010001' WHERE round_id = $1`,
    'UPDATE voting_opened_stretch SET leaf_from = 7 WHERE round_id = $1',
    'DELETE FROM voting_opened_stretch WHERE round_id = $1',
  ])('refuses %s', async (statement) => {
    const round = await openedRound();
    const before = await opened(round);
    await expect(app.rows(statement, [round.id])).rejects.toThrow(unchangeable);
    expect(await opened(round)).toEqual(before);
  });

  it('does not empty the table', async () => {
    await expect(app.rows('TRUNCATE voting_opened_stretch')).rejects.toThrow(unchangeable);
  });

  async function openedRound(): Promise<PlantedRound> {
    const round = await plant();
    const ballots = [1, 2, 3].map((number) => sealedBallot(round, contentOf(number)));
    await plantSealed(app, round.id, ballots);
    await close(round);
    await giveBallotKey(app.rows.bind(app), round.id, round.ballotKey);
    accepted(await boxes.open(round.id));
    return round;
  }
});
