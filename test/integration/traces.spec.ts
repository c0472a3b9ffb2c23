import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Actor } from '../../src/platform/identity/index.js';
import { ForgetSignInMomentsService } from '../../src/platform/identity/forget-sign-in-moments.service.js';
import { Accounts, Sessions } from '../../src/platform/identity/index.js';
import { ForgetPostingMomentsService } from '../../src/platform/notification/forget-posting-moments.service.js';
import { Outbox } from '../../src/platform/notification/index.js';
import { Database } from '../../src/platform/database/index.js';
import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import { SweepTracesService } from '../../src/voting/application/sweep-traces.service.js';
import { CloseRoundService, type Round } from '../../src/voting/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { accepted, iinOf } from '../support/candidates.js';
import { openRatingRound } from '../support/open-round.js';

let app: TestApp;
let round: Round;
let office: Actor;

beforeAll(async () => {
  app = await testApp();
  round = await openRatingRound(
    app,
    ['Айбек', 'Дина'],
    Array.from({ length: 30 }, (_, at) => ({ iin: iinOf(100 + at), phone: '+77010000000' })),
  );
  office = await app.staff('central-office');
});

afterAll(() => app.close());

describe('SweepTracesService', () => {
  let known: Buffer[];

  beforeAll(async () => {
    known = [];
    for (let at = 0; at < 30; at++) known.push(await plantVote());
    await app.rows('UPDATE voting_round SET closes_at = now() WHERE id = $1', [round.id]);
    accepted(await app.get(CloseRoundService).close(round.id, office));
  });

  it('waits for a transaction that still sees the box as it was', async () => {
    const reader = new pg.Client(app.nest.get<Settings>(SETTINGS).databaseUrl);
    await reader.connect();
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await reader.query('SELECT 1 FROM voting_ballot');
    await app.rows('UPDATE voting_round SET swept_at = NULL');
    // Another round is closed while the reader looks on.
    await app.rows(
      `INSERT INTO voting_round_decision SELECT gen_random_uuid(), round_id, kind, reason, actor, at, closes_at
         FROM voting_round_decision WHERE kind = 'close'`,
    );
    await expect(app.get(SweepTracesService).sweep()).rejects.toThrow('still open');
    await reader.end();
  });

  it('leaves no second copy of a row in the files of the database', async () => {
    expect(Math.max(...(await copies('voting_ballot', known)))).toBeGreaterThan(1);
    expect(await app.get(SweepTracesService).sweep()).toBe(true);
    expect(await copies('voting_ballot', known)).toEqual(known.map(() => 1));
    expect(await copies('"PK_voting_ballot"', known)).toEqual(known.map(() => 1));
    const [swept] = await app.rows('SELECT swept_at IS NOT NULL AS done FROM voting_round');
    expect(swept).toEqual({ done: true });
  });

  it('does not lock the box while a round is open', async () => {
    await app.rows("UPDATE voting_round SET swept_at = NULL, state = 'open'");
    expect(await app.get(SweepTracesService).sweep()).toBe(false);
  });
});

describe('the nightly forgetting', () => {
  it('keeps of sign-ins, codes and messages the day only, in the order of random keys', async () => {
    const before = new Date(Date.now() - 2 * 3_600_000);
    app.clock.set(before);
    for (let at = 0; at < 20; at++) await signIn(at);
    app.clock.set(new Date());
    await app.get(ForgetSignInMomentsService).forget();
    await app.get(ForgetPostingMomentsService).forget();
    for (const [table, key, moment] of [
      ['identity_session', 'id', 'started_at'],
      ['identity_session', 'id', 'expires_at'],
      ['identity_refresh_token', 'hash', 'issued_at'],
      ['notification_message', 'id', 'created_at'],
    ] as const) {
      const rows = await app.rows<{ key: string; midnight: boolean }>(
        `SELECT ${key}::text AS key, ${moment} = date_trunc('day', ${moment}, 'UTC') AS midnight FROM ${table} ORDER BY ctid`,
      );
      expect(rows.length).toBeGreaterThanOrEqual(20);
      expect(rows.every(({ midnight }) => midnight)).toBe(true);
      expect(rows.map((row) => row.key)).toEqual(rows.map((row) => row.key).toSorted());
    }
  });

  it('touches nothing of the last hour and no session of staff', async () => {
    const tokens = await signIn(21);
    await app.rows(
      "UPDATE identity_session SET started_at = started_at - interval '1 day' WHERE account_id = $1",
      [office.accountId],
    );
    const kept = 'SELECT id, started_at, expires_at FROM identity_session WHERE id = $1';
    const fresh = app.get(Sessions).sessionOf(tokens);
    const old = await app.rows(kept, [fresh]);
    await app.get(ForgetSignInMomentsService).forget();
    expect(await app.rows(kept, [fresh])).toEqual(old);
    expect(await app.get(Sessions).refresh(tokens.refresh)).not.toBeNull();
  });
});

/** A ballot and a participation beside it; answers the serial. */
async function plantVote(): Promise<Buffer> {
  const serial = randomBytes(32);
  await app.rows(
    `INSERT INTO voting_ballot (round_id, serial, prefix, signature, sealed, leaf_hash)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      round.id,
      serial,
      randomBytes(32),
      randomBytes(256),
      randomBytes(round.contentBytes),
      randomBytes(32),
    ],
  );
  await app.rows(
    `INSERT INTO voting_participation
     SELECT round_id, member_id, $2, $3 FROM voting_roll_entry e WHERE round_id = $1 AND NOT EXISTS (
       SELECT 1 FROM voting_participation p WHERE p.member_id = e.member_id) ORDER BY random() LIMIT 1`,
    [round.id, randomBytes(32), randomBytes(256)],
  );
  return serial;
}

/** How often each value stands in the file of a table or an index. */
async function copies(relation: string, values: readonly Buffer[]): Promise<number[]> {
  await app.rows('CHECKPOINT');
  const [file] = await app.rows<{ bytes: Buffer }>(
    `SELECT pg_read_binary_file(pg_relation_filepath('${relation}')) AS bytes`,
  );
  return values.map((value) => {
    let count = 0;
    for (let at = file!.bytes.indexOf(value); at >= 0; at = file!.bytes.indexOf(value, at + 1))
      count++;
    return count;
  });
}

async function signIn(at: number): Promise<Awaited<ReturnType<Sessions['start']>>> {
  const account = await app.get(Database).transaction(async (tx) => {
    const contact = '+77010000000';
    const id = await app
      .get(Accounts)
      .ensurePerson(tx, { iin: iinOf(200 + at), name: 'Айгүл', contact });
    await app.get(Outbox).post(tx, { recipient: contact, subject: 'Code', body: String(at) });
    return id;
  });
  return await app.get(Sessions).start(account);
}
