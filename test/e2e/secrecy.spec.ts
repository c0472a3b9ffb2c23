import { createHash, randomBytes } from 'node:crypto';
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Accounts, Sessions } from '../../src/platform/identity/index.js';
import { ForgetSignInMomentsService } from '../../src/platform/identity/forget-sign-in-moments.service.js';
import { Database } from '../../src/platform/database/index.js';
import { ForgetPostingMomentsService } from '../../src/platform/notification/forget-posting-moments.service.js';
import { Outbox } from '../../src/platform/notification/index.js';
import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import { SweepTracesService } from '../../src/voting/application/sweep-traces.service.js';
import { TellAuthorisedService } from '../../src/voting/application/tell-authorised.service.js';
import {
  CloseRoundService,
  finishToken,
  requestTokens,
  RoundDirectory,
  SealBoxesService,
  sealBallot,
  type Round,
  type UnsignedToken,
} from '../../src/voting/index.js';
import type { MemberId } from '../../src/kernel/ids.js';
import { testApp, testClock, type TestApp } from '../support/app.js';
import { accepted, iinOf } from '../support/candidates.js';
import { openRatingRound } from '../support/open-round.js';
import { startProgram, type Program } from '../support/program.js';
import { trailsBetween, type Pairs, type Trailed } from '../support/trails.js';

const count = 120;

interface Member {
  readonly id: MemberId;
  readonly iin: string;
  readonly phone: string;
  readonly pseudonym: Buffer;
}

interface Vote {
  readonly voter: Trailed;
  readonly ballot: Trailed;
  /** What the voter sealed: bytes like no others, so that wherever they are found, they came from here. */
  readonly choice: Buffer;
  /** The request with which the ballot was cast. */
  readonly body: object;
}

let app: TestApp;
let round: Round;
let program: Program;
const votes: Vote[] = [];

// Each signs in and votes before the next one comes: whatever keeps an order or a moment of voters and of ballots, joins them.
beforeAll(async () => {
  app = await testApp({ clock: testClock(new Date().toISOString()) });
  const planted = Array.from({ length: count }, (_, at) => ({
    iin: iinOf(400 + at),
    phone: `+7701002${String(at).padStart(4, '0')}`,
  }));
  round = await openRatingRound(app, ['Айбек', 'Дина', 'Ержан'], planted);
  program = await serve(app);
  const members = await app.rows<Member>(
    `SELECT m.id, m.iin, m.phone, e.pseudonym FROM voting_member m
       JOIN voting_roll_entry e ON e.member_id = m.id ORDER BY random()`,
  );
  const key = (await app.get(RoundDirectory).tokenKey(round.id))!;
  const tokens = requestTokens(key, round.id, count);
  for (const [at, member] of members.entries()) {
    votes.push(await vote(member, tokens[at]!));
    if (at % 20 === 19) await app.get(SealBoxesService).seal(round.id);
  }
});

afterAll(async () => {
  await program.end('SIGTERM');
  await app.close();
});

describe('while the round is open', () => {
  it('no choice and no total is in the database, the log, the files or in what anybody can ask for', async () => {
    expect(await app.rows('SELECT 1 FROM voting_opened_stretch')).toEqual([]);
    expect(await app.rows('SELECT 1 FROM voting_result')).toEqual([]);
    const asked = await Promise.all(
      [
        '/api/rounds/:id',
        '/rounds/:id',
        '/rounds/:id/result',
        '/health',
        '/metrics',
        '/api/metrics',
      ].map(async (path) => (await fetch(program.url + path.replace(':id', round.id))).text()),
    );
    const places = new Map([
      ['the database', await databaseAsText()],
      ['what can be asked for', Buffer.from(asked.join('\n'))],
      ...(await printedAndWritten()),
    ]);
    expect(
      placesOf(
        places,
        votes.map(({ choice }) => choice),
      ),
    ).toEqual([]);
    const result = (await (await fetch(`${program.url}/api/rounds/${round.id}`)).json()) as {
      result: null;
    };
    expect(result.result).toBeNull();
  });

  it('no choice is in the memory of the server, though it has just worked on the ballots', async () => {
    const some = votes.slice(-4);
    for (const { body } of some) await post(`/api/rounds/${round.id}/ballots`, body);
    const { secret } = app.nest.get<Settings>(SETTINGS);
    const found = await inMemory(program.process.pid!, [
      // The search can find: this stands in the environment of the process.
      Buffer.from(secret),
      ...some.map(({ choice }) => choice),
    ]);
    expect(found).toEqual([true, ...some.map(() => false)]);
  }, 180_000);

  it('the order of rows still joins voters and ballots: the search below can find it', async () => {
    const trails = await trailsBetween(app, pairs());
    expect(trails.filter((trail) => trail.includes('voting_participation.ctid'))).not.toEqual([]);
    expect(trails.filter((trail) => trail.includes('identity_session.started_at'))).not.toEqual([]);
  });
});

describe('after the closing and the night that follows', () => {
  beforeAll(async () => {
    await app.rows('UPDATE voting_round SET closes_at = now() WHERE id = $1', [round.id]);
    accepted(await app.get(CloseRoundService).close(round.id, 'clock'));
    await app.get(TellAuthorisedService).tell(round.id);
    await program.end('SIGTERM');
    await app.get(SweepTracesService).sweep();
    app.clock.set(new Date(Date.now() + 8 * 3_600_000));
    await app.get(ForgetSignInMomentsService).forget();
    await app.get(ForgetPostingMomentsService).forget();
  });

  it('nothing in any table, index or file of the database joins a voter with a ballot', async () => {
    expect(await trailsBetween(app, pairs())).toEqual([]);
  });

  it('no log line and no file of the server names a voter or a ballot', async () => {
    const places = await printedAndWritten();
    const names = votes.flatMap(({ voter, ballot }) => [...voter.bytes, ...ballot.bytes]);
    expect(placesOf(places, names)).toEqual([]);
    expect([...places.keys()]).toContain('the log');
  });

  it.each([
    [
      'a row that knows both',
      'row of public.planted',
      async () => {
        await plant(
          'voter text, ballot text',
          ({ voter, ballot }) => [voter.names[0]!, ballot.names[0]!],
          1,
        );
      },
    ],
    [
      'a value that both have',
      'value 8f14e45f-planted',
      async () => {
        await plant(
          'voter text, what text',
          ({ voter }) => [voter.names[0]!, '8f14e45f-planted'],
          1,
        );
        await app.rows('CREATE TABLE planted_too (ballot text, what text)');
        await app.rows('INSERT INTO planted_too VALUES ($1, $2)', [
          votes[0]!.ballot.names[0],
          '8f14e45f-planted',
        ]);
      },
    ],
    [
      'rows in the order of coming',
      'planted.ctid',
      async () => {
        await plant('voter text', ({ voter }) => [voter.names[0]!]);
      },
    ],
    [
      'a number that grows',
      'planted.number',
      async () => {
        await plant('voter text, number text', ({ voter }, at) => [
          voter.names[0]!,
          String(1_000 + at * 7),
        ]);
      },
    ],
    [
      'a moment to the minute',
      'planted.at',
      async () => {
        await plant('voter text, at timestamptz', ({ voter }, at) => [
          voter.names[0]!,
          new Date(Date.UTC(2026, 0, 1, 9, at)).toISOString(),
        ]);
      },
    ],
  ])('the search finds %s', async (_, trail, leak) => {
    await leak();
    const found = await trailsBetween(app, pairs());
    await app.rows('DROP TABLE IF EXISTS planted, planted_too');
    expect(found.filter((one) => one.includes(trail))).not.toEqual([]);
  });
});

/** A table of its own with a row for each of the first votes, in the order in which they came. */
async function plant(
  columns: string,
  values: (vote: Vote, at: number) => readonly string[],
  rows = votes.length,
): Promise<void> {
  await app.rows(`CREATE TABLE planted (${columns})`);
  for (const [at, one] of votes.slice(0, rows).entries()) {
    const row = values(one, at);
    await app.rows(
      `INSERT INTO planted VALUES (${row.map((_, place) => `$${place + 1}`).join(', ')})`,
      [...row],
    );
  }
}

function pairs(): Pairs {
  return { voters: votes.map(({ voter }) => voter), ballots: votes.map(({ ballot }) => ballot) };
}

/** Signs in, is authorised and casts, over HTTP; the code came by message before. */
async function vote(member: Member, unsigned: UnsignedToken): Promise<Vote> {
  app.clock.set(new Date());
  const account = await app.get(Database).transaction(async (tx) => {
    const person = { iin: member.iin, name: 'Айгүл Сейітова', contact: member.phone };
    const id = await app.get(Accounts).ensurePerson(tx, person);
    await app.get(Accounts).give(tx, id, { role: 'voter', territory: null }, null);
    await app.get(Outbox).post(tx, { recipient: member.phone, subject: 'Code', body: '123456' });
    return id;
  });
  const { access } = await app.get(Sessions).start(account);
  const path = `/api/rounds/${round.id}`;
  const { blindSignature } = await post<{ blindSignature: string }>(
    `${path}/authorisation`,
    { blinded: unsigned.blinded.toString('base64') },
    access,
  );
  const key = (await app.get(RoundDirectory).tokenKey(round.id))!;
  const token = accepted(finishToken(key, unsigned, Buffer.from(blindSignature, 'base64')));
  const choice = randomBytes(round.contentBytes);
  const ballotKey = (await app.get(RoundDirectory).ballotKey(round.id))!;
  const sealed = sealBallot(ballotKey, { round: round.id, serial: token.serial }, choice);
  const inBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const body = {
    serial: inBase64(token.serial),
    prefix: inBase64(token.prefix),
    signature: inBase64(token.signature),
    enc: inBase64(sealed.enc),
    ct: inBase64(sealed.ct),
  };
  const receipt = await post<{ leafHash: string }>(`${path}/ballots`, body);
  const blindedHash = createHash('sha256').update(unsigned.blinded).digest();
  const ballotBytes = [
    token.serial,
    token.prefix,
    token.signature,
    sealed.enc,
    Buffer.from(receipt.leafHash, 'hex'),
  ].map((bytes) => Buffer.from(bytes));
  return {
    choice,
    body,
    voter: {
      names: [
        member.id,
        member.iin,
        member.phone,
        account,
        member.pseudonym.toString('hex'),
        blindedHash.toString('hex'),
      ],
      bytes: [
        Buffer.from(member.id.replaceAll('-', ''), 'hex'),
        Buffer.from(member.iin),
        Buffer.from(member.phone),
        Buffer.from(account.replaceAll('-', ''), 'hex'),
        member.pseudonym,
        blindedHash,
        Buffer.from(blindSignature, 'base64'),
      ],
    },
    ballot: { names: ballotBytes.map((bytes) => bytes.toString('hex')), bytes: ballotBytes },
  };
}

async function post<Answer>(path: string, body: object, bearer?: string): Promise<Answer> {
  const reply = await fetch(program.url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  });
  if (reply.status !== 200) throw new Error(`${reply.status} ${await reply.text()}`);
  return (await reply.json()) as Answer;
}

async function serve(of: TestApp): Promise<Program> {
  const settings = of.nest.get<Settings>(SETTINGS);
  const started = await startProgram(['serve'], {
    DATABASE_URL: settings.databaseUrl,
    IRIKTEU_HOME: settings.home,
    IRIKTEU_SECRET: settings.secret,
    LOG_LEVEL: 'trace',
  });
  await started.says(/Irikteu answers at/);
  return started;
}

/** Every row of every table as PostgreSQL writes it. */
async function databaseAsText(): Promise<Buffer> {
  const tables = await app.rows<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { name } of tables)
    texts.push(
      ...(await app.rows<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)).map(
        ({ row }) => row,
      ),
    );
  return Buffer.from(texts.join('\n'));
}

/** What the server printed, and every file under its home. */
async function printedAndWritten(): Promise<Map<string, Buffer>> {
  const { home } = app.nest.get<Settings>(SETTINGS);
  const files = await readdir(home, { recursive: true, withFileTypes: true });
  const written = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async (file): Promise<[string, Buffer]> => {
        const path = join(file.parentPath, file.name);
        return [path, await readFile(path)];
      }),
  );
  return new Map([['the log', Buffer.from(program.printed())], ...written]);
}

/** Where one of the values stands, raw, in hexadecimal or in base64. */
function placesOf(places: ReadonlyMap<string, Buffer>, values: readonly Buffer[]): string[] {
  return [...places].flatMap(([place, bytes]) =>
    values.some((value) => writings(value).some((writing) => bytes.includes(writing)))
      ? [place]
      : [],
  );
}

function writings(value: Buffer): Buffer[] {
  return [
    value,
    Buffer.from(value.toString('hex')),
    Buffer.from(value.toString('base64').replace(/=+$/, '')),
  ];
}

/** Whether each value stands anywhere in the memory of a process, raw, in hexadecimal or in base64 (Linux). */
async function inMemory(pid: number, values: readonly Buffer[]): Promise<boolean[]> {
  const maps = (await readFile(`/proc/${pid}/maps`, 'utf8')).split('\n').flatMap((line) => {
    const [, from = '', to = ''] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    return from === ''
      ? []
      : [{ from: parseInt(from, 16), size: parseInt(to, 16) - parseInt(from, 16) }];
  });
  const sought = values.map(writings);
  const found = values.map(() => false);
  const memory = await open(`/proc/${pid}/mem`, 'r');
  for (const { from, size } of maps) {
    const step = 1 << 24;
    for (let at = 0; at < size; at += step) {
      const piece = Buffer.alloc(Math.min(step + 512, size - at));
      const read = await memory.read(piece, 0, piece.length, from + at).catch(() => null);
      if (!read) continue;
      sought.forEach((forms, which) => {
        found[which] ||= forms.some((form) => piece.includes(form));
      });
    }
  }
  await memory.close();
  return found;
}
