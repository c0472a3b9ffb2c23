// npm run bench:open [-- --ballots 1000000]
//
// Seals ballots of a rating vote (20 candidates, up to 10 marks), puts them into a box in PostgreSQL, opens the box as the
// program does, in threads, and counts it. Prints ballots a second, seconds, peak memory, and the ratio to the multiplications
// on Curve25519 that two cores of this machine do at this moment: nothing opens a ballot with fewer than one.
import { spawn, spawnSync } from 'node:child_process';
import { diffieHellman, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { DataSource } from 'typeorm';
import type { RoundId } from '../../src/kernel/ids.js';
import { sha256Lot } from '../../src/platform/lot/index.js';
import { countRound, type RoundCount } from '../../src/voting/domain/rounds/round-count.js';
import { plantBallotKey } from '../support/plant-ballot-key.js';
import { Database } from '../../src/platform/database/database.js';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import {
  encodeBallot,
  encodedLength,
  foldContents,
} from '../../src/voting/domain/ballots/ballot-bytes.js';
import { plainMarks, type BallotForm } from '../../src/voting/domain/ballots/ballot.js';
import { ballotFolder } from '../../src/voting/domain/ballots/folded-ballots.js';
import { sealedBytes } from '../../src/voting/domain/ballots/sealed-form.js';
import { OpenBoxService } from '../../src/voting/application/open-box.service.js';
import type { Jobs } from '../../src/platform/jobs/index.js';
import { BallotKeyRepository } from '../../src/voting/persistence/ballot-key.repository.js';
import { OpenedBallotRepository } from '../../src/voting/persistence/opened-ballot.repository.js';
import { RoundRepository } from '../../src/voting/persistence/round.repository.js';
import { chunkRowBytes } from '../../src/voting/sealing/open-chunk.js';
import { OpeningThreads } from '../../src/voting/sealing/opening-threads.js';
import { ballotSealer } from '../../src/voting/sealing/sealed-ballot.js';
import {
  newX25519Pair,
  x25519PrivateKey,
  x25519PublicKey,
} from '../../src/voting/sealing/x25519.js';

interface SealingOrder {
  readonly round: RoundId;
  readonly ballotKey: Uint8Array;
}

/** What the process that opens and counts answers: seconds, and peak memory in MiB. */
interface Opened {
  readonly opening: number;
  readonly counting: number;
  readonly valid: number;
  readonly invalid: number;
  readonly peak: number;
}

const form: BallotForm = { kind: 'rating', candidates: 20, marks: 10 };
const contentBytes = encodedLength(form);
const batch = 5_000;
const here = fileURLToPath(import.meta.url);

const { values } = parseArgs({
  options: {
    ballots: { type: 'string', default: '1000000' },
    /** Inside the process that opens: the database. */
    database: { type: 'string' },
    round: { type: 'string' },
  },
});

if (!isMainThread) inThread(workerData as SealingOrder | null);
else if (values.database === undefined) await compare(Number(values.ballots));
else
  process.stdout.write(
    JSON.stringify(await openAndCount(values.database, values.round as RoundId)),
  );

async function compare(ballots: number): Promise<void> {
  const home = 'var/bench/open-postgres';
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  const postgres = await startEmbeddedPostgres(home);
  try {
    await migrate(postgres.url);
    const source = await connect(postgres.url);
    const { round, pair } = await plantClosedRound(source, ballots);
    print(`${ballots} ballots of ${contentBytes} bytes, sealed to ${sealedBytes(contentBytes)}`);
    const preparing = await timed(() => fillBox(source, round, pair.publicKey, ballots));
    print(`  sealed and stored       ${row(preparing, ballots)}`);
    await source.query('VACUUM (ANALYZE) voting_ballot');
    const limits = [await multiplications()];
    const alone = await openInMemory(source, round, pair.privateKey, Math.min(ballots, 200_000));
    limits.push(await multiplications());
    const opened = await inProcess(postgres.url, round);
    limits.push(await multiplications());
    await source.destroy();
    report(ballots, limits, alone, opened);
  } finally {
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  }
}

function report(ballots: number, limits: readonly number[], alone: number, opened: Opened): void {
  const [before = 0, between = 0, after = 0] = limits;
  print(
    `  X25519, two cores       ${limits.map((limit) => Math.round(limit)).join(', ')} a second`,
  );
  const limitAlone = (before + between) / 2;
  const limit = (between + after) / 2;
  const whole = opened.opening + opened.counting;
  print(
    `  opened, in threads      ${Math.round(alone)}/s, ${(alone / limitAlone).toFixed(2)} x X25519`,
  );
  const { opening } = opened;
  print(
    `  opened, box to box      ${row(opening, ballots)}, ${(ballots / opening / limit).toFixed(2)} x X25519`,
  );
  print(`  counted                 ${row(opened.counting, ballots)}`);
  print(
    `  opened and counted      ${row(whole, ballots)}, ${(ballots / whole / limit).toFixed(2)} x X25519`,
  );
  print(`  valid and invalid       ${opened.valid}, ${opened.invalid}`);
  print(`  peak memory             ${opened.peak} MiB`);
}

/** The program's own migrations, as it was built. */
async function migrate(url: string): Promise<void> {
  const built = pathToFileURL('dist/platform/database/migrate.js').href;
  const { migrate: run } = (await import(built)) as {
    readonly migrate: (url: string) => Promise<unknown>;
  };
  await run(url);
}

async function connect(url: string): Promise<DataSource> {
  return await new DataSource({ type: 'postgres', url, poolSize: 8 }).initialize();
}

/** A round whose trustees have given its key. Its ballots come afterwards: nobody asks. */
async function plantClosedRound(
  source: DataSource,
  roll: number,
): Promise<{ round: RoundId; pair: ReturnType<typeof newX25519Pair> }> {
  const round = randomUUID() as string as RoundId;
  const pair = newX25519Pair();
  await source.query(
    `INSERT INTO voting_round (id, primary_id, contest_id, stage_id, unit, electorate, channels, ballot_kind, marks,
       unit_seats, content_bytes, order_seed, state, opens_at, closes_at, roll_frozen_at, roll_size)
     VALUES ($1, $1, $1, 'rating', 'KZ-3901', 'members', '{online}', 'rating', 10, 5, $2, 'seed', 'planned',
       now() - interval '1 day', now(), now(), $3)`,
    [round, contentBytes, roll],
  );
  await plantBallotKey((sql, parameters) => source.query(sql, parameters), round, pair);
  await source.query("UPDATE voting_round SET state = 'closed' WHERE id = $1", [round]);
  await source.query('UPDATE voting_ballot_key SET private_key = $2 WHERE round_id = $1', [
    round,
    pair.privateKey,
  ]);
  return { round, pair };
}

/** Two threads seal, and what they seal is stored in batches. */
async function fillBox(
  source: DataSource,
  round: RoundId,
  ballotKey: Uint8Array,
  ballots: number,
): Promise<void> {
  let next = 0;
  const order: SealingOrder = { round, ballotKey };
  const work = async (): Promise<void> => {
    const thread = new Worker(here, { workerData: order });
    while (next < ballots) {
      const from = next;
      const count = Math.min(batch, ballots - from);
      next += count;
      thread.postMessage(count);
      const [chunk] = (await once(thread, 'message')) as [Uint8Array];
      await store(source, round, from, Buffer.from(chunk));
    }
    await thread.terminate();
  };
  await Promise.all([work(), work()]);
}

async function store(
  source: DataSource,
  round: RoundId,
  from: number,
  chunk: Buffer,
): Promise<void> {
  const size = chunkRowBytes(contentBytes);
  await source.query(
    `INSERT INTO voting_ballot (round_id, serial, prefix, signature, sealed, leaf_hash, leaf_index)
     SELECT $1, serial, $2, $3, substring($4::bytea FROM i * $5::integer + 33 FOR $5::integer - 32), serial, $6::integer + i
       FROM generate_series(0, octet_length($4::bytea) / $5::integer - 1) AS i,
            LATERAL (SELECT substring($4::bytea FROM i * $5::integer + 1 FOR 32) AS serial) AS one`,
    [round, randomBytes(32), randomBytes(256), chunk, size, from],
  );
}

function inThread(order: SealingOrder | null): void {
  if (order) sealWhenAsked(order);
  else parentPort?.postMessage(multiplicationsOfNode(3));
}

/** A thread that seals as many ballots as it is asked for, each with other marks. */
function sealWhenAsked({ round, ballotKey }: SealingOrder): void {
  const size = chunkRowBytes(contentBytes);
  const seal = ballotSealer(ballotKey);
  parentPort?.on('message', (count: number) => {
    const chunk = new Uint8Array(count * size);
    for (let at = 0; at < count; at++) {
      const serial = randomBytes(32);
      const { enc, ct } = seal({ round, serial }, filled(serial));
      chunk.set(serial, at * size);
      chunk.set(enc, at * size + 32);
      chunk.set(ct, at * size + 64);
    }
    parentPort?.postMessage(chunk, [chunk.buffer]);
  });
}

/** A ballot with one to ten marks, the first candidates the most popular. */
function filled(chance: Uint8Array): Uint8Array {
  const marks = 1 + ((chance[0] ?? 0) % 10);
  const positions = new Set<number>();
  for (let at = 1; positions.size < marks; at++) {
    const [a, b] = [chance[at % 32] ?? 0, chance[(at * 7) % 32] ?? 0];
    positions.add(Math.min((a + at) % 20, (b + at) % 20));
  }
  const content = encodeBallot(plainMarks([...positions]), form);
  if (!content.ok) throw new Error(content.error.kind);
  return content.value;
}

/** Ballots a second when nothing is read or written meanwhile. */
async function openInMemory(
  source: DataSource,
  round: RoundId,
  privateKey: Uint8Array,
  ballots: number,
): Promise<number> {
  const box = new OpenedBallotRepository(new Database(source));
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (let from = 0; from < ballots; from += batch)
    chunks.push(await box.sealed(round, { from, ballots: batch }, sealedBytes(contentBytes)));
  const threads = new OpeningThreads({ round, privateKey, contentBytes });
  await Promise.all(chunks.slice(0, 2).map((chunk) => threads.open(chunk.slice())));
  const seconds = await timed(() => Promise.all(chunks.map((chunk) => threads.open(chunk))));
  await threads.end();
  return ballots / seconds;
}

async function inProcess(database: string, round: RoundId): Promise<Opened> {
  const args = [here, '--database', database, '--round', round];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let answer = '';
  for await (const chunk of child.stdout) answer += String(chunk);
  return JSON.parse(answer) as Opened;
}

/** Opens the box with the service of the program, then reads, folds and counts what was in it. */
async function openAndCount(url: string, round: RoundId): Promise<Opened> {
  const source = await connect(url);
  const database = new Database(source);
  const box = new OpenedBallotRepository(database);
  const jobs = { enqueue: () => Promise.resolve() } as unknown as Jobs;
  const rounds = new RoundRepository(database);
  const service = new OpenBoxService(rounds, new BallotKeyRepository(database), box, jobs);
  const opening = await timed(async () => {
    const opened = await service.open(round);
    if (!opened.ok || opened.value.opened < opened.value.ballots) throw new Error('not opened');
  });
  let result: RoundCount | undefined;
  const counting = await timed(async () => {
    result = await count(box, round);
  });
  await source.destroy();
  const { valid = 0, invalid = 0 } = result ?? {};
  return {
    opening,
    counting,
    valid,
    invalid,
    peak: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

async function count(box: OpenedBallotRepository, round: RoundId): Promise<RoundCount> {
  const folder = ballotFolder();
  const none = Array.from({ length: form.candidates }, () => 0);
  let [unreadable, unopenable, turnout] = [0, 0, 0];
  for await (const stretch of box.contents(round)) {
    unreadable += foldContents(folder, stretch.contents, form);
    unopenable += stretch.unopenable;
    turnout += stretch.ballots;
  }
  return countRound({
    rules: {
      form,
      counting: { method: 'rating', options: {} },
      unitSeats: 5,
      cut: { kind: 'top', count: 5 },
      ties: [{ kind: 'lot' }],
    },
    rollSize: turnout,
    contenders: Array.from({ length: form.candidates }, (_, at) => ({
      id: String(at),
      birthDate: null,
      groups: [],
      earlierStages: [],
      standing: true,
    })),
    online: folder.finish(form.candidates),
    unreadable,
    unopenable,
    paper: { cast: 0, valid: 0, invalid: 0, votes: none, ballots: null, places: [] },
    lot: sha256Lot('5eed'),
    decisions: [],
  });
}

/** Multiplications on Curve25519 a second that two cores do now: OpenSSL's own measure, or Node's where there is none. */
async function multiplications(): Promise<number> {
  const args = ['speed', '-seconds', '3', '-multi', '2', 'ecdhx25519'];
  const { stdout } = spawnSync('openssl', args, { encoding: 'utf8' });
  const measured = /X25519\)\s+\S+\s+([\d.]+)/.exec(stdout);
  if (measured) return Number(measured[1]);
  const two = await Promise.all(
    [0, 1].map(() => once(new Worker(here, { workerData: null }), 'message')),
  );
  return two.reduce((sum, [rate]) => sum + Number(rate), 0);
}

function multiplicationsOfNode(seconds: number): number {
  const [mine, other] = [newX25519Pair(), newX25519Pair()];
  const pair = {
    privateKey: x25519PrivateKey(mine.privateKey),
    publicKey: x25519PublicKey(other.publicKey),
  };
  const end = performance.now() + 1000 * seconds;
  let done = 0;
  for (; performance.now() < end; done++) diffieHellman(pair);
  return done / seconds;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function row(seconds: number, ballots: number): string {
  return `${Math.round(ballots / seconds)}/s, ${seconds.toFixed(1)} s`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
