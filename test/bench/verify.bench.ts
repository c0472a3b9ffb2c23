// npm run bench:verify [-- --ballots 60000]
//
// Makes the archive of a round of rankings with 20 candidates, nearly all of them different, as a server writes it, and has a process
// of its own verify it. Prints seconds, ballots a second, which checks took how long, and the most memory of that process.
import { spawn } from 'node:child_process';
import { createHash, createPrivateKey } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { leafHash } from '../../src/platform/ledger/index.js';
import { Threads } from '../../src/platform/threads.js';
import {
  encodeBallot,
  encodedLength,
  foldContents,
} from '../../src/voting/domain/ballots/ballot-bytes.js';
import type { Ballot, BallotForm } from '../../src/voting/domain/ballots/ballot.js';
import { ballotFolder } from '../../src/voting/domain/ballots/folded-ballots.js';
import { ballotSealer } from '../../src/voting/sealing/sealed-ballot.js';
import { verifyBundle } from '../../src/verifier/commands.js';
import {
  filesOf,
  leafOf,
  ledgerKey,
  sealRound,
  writeBundle,
  type SealBox,
  type SealedBox,
} from '../support/sealed-round.js';

const candidates = 20;
const form: BallotForm = { kind: 'ranking', candidates, ranks: candidates, equalRanks: false };
const contentBytes = encodedLength(form);
const leafBytes = 401 + contentBytes;
const batch = 2_000;

const { values } = parseArgs({
  options: {
    ballots: { type: 'string', default: '60000' },
    /** Inside the process that verifies: the archive. */
    verify: { type: 'string' },
  },
});

if (!isMainThread) sealWhenAsked(workerData as SealingOrder);
else if (values.verify === undefined) await bench(Number(values.ballots));
else await verify(values.verify);

async function bench(ballots: number): Promise<void> {
  const directory = 'var/bench/bundles';
  await mkdir(directory, { recursive: true });
  const path = `${directory}/${ballots}.zip`;
  const began = performance.now();
  await make(path, ballots);
  const { size } = await stat(path);
  print(`${ballots} ballots, ${(size / 2 ** 20).toFixed(0)} MiB`);
  print(`  made                    ${((performance.now() - began) / 1000).toFixed(1)} s`);
  const args = [fileURLToPath(import.meta.url), '--verify', path, '--ballots', String(ballots)];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  await new Promise((done) => child.once('close', done));
  await rm(directory, { recursive: true });
}

/** Verifies an archive as the command does, and prints what it took. */
async function verify(path: string): Promise<void> {
  const began = performance.now();
  let last = began;
  const took: string[] = [];
  const { verdict } = await verifyBundle(
    path,
    { ledgerKey: null },
    {
      checked: (check) => {
        const now = performance.now();
        if (now - last > 100) took.push(`${check} ${((now - last) / 1000).toFixed(1)} s`);
        last = now;
      },
      progress: () => undefined,
    },
  );
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage();
  const { maxRSS } = process.resourceUsage();
  const rate = Math.round(Number(values.ballots) / seconds);
  print(`  verified                ${verdict}, ${seconds.toFixed(1)} s, ${rate} ballots a second`);
  print(`  of these                ${took.join(', ')}`);
  print(`  processor time          ${((user + system) / 1e6).toFixed(1)} s`);
  print(`  peak memory             ${Math.round(maxRSS / 1024)} MiB`);
}

async function make(path: string, ballots: number): Promise<void> {
  const parts = await sealRound({
    form,
    ballotRule: { kind: 'ranking', equalRanks: false },
    counting: { method: 'stv-scottish' },
    ballots: [],
    box: { ballots, seal: (order) => sealInThreads(order, ballots) },
    seats: 5,
  });
  const { id } = parts.records['round.json'] as { id: string };
  await writeBundle(path, id, filesOf(parts), ledgerKey);
}

/** What every sealing thread knows; `token` is PKCS #8. */
interface SealingOrder {
  readonly round: Parameters<SealBox>[0]['round'];
  readonly ballotKey: Uint8Array;
  readonly token: Uint8Array;
}

interface Span {
  readonly from: number;
  readonly count: number;
}

interface SealedSpan {
  readonly leaves: Uint8Array<ArrayBuffer>;
  readonly contents: Uint8Array<ArrayBuffer>;
}

async function sealInThreads(
  { round, ballotKey, token }: Parameters<SealBox>[0],
  ballots: number,
): Promise<SealedBox> {
  const order: SealingOrder = {
    ...{ round, ballotKey },
    token: token.export({ format: 'der', type: 'pkcs8' }),
  };
  const threads = new Threads<Span, SealedSpan>(new URL(import.meta.url), order);
  const log = Buffer.alloc(ballots * leafBytes);
  const leafHashes: Buffer[] = [];
  const digest = createHash('sha256');
  const folder = ballotFolder();
  const inHand: Promise<SealedSpan>[] = [];
  const take = async (): Promise<void> => {
    const sealed = await inHand.shift();
    if (!sealed) return;
    log.set(sealed.leaves, leafHashes.length * leafBytes);
    for (let at = 0; at < sealed.leaves.length; at += leafBytes)
      leafHashes.push(leafHash(Buffer.from(sealed.leaves.subarray(at, at + leafBytes))));
    digest.update(sealed.contents);
    foldContents(folder, sealed.contents, form);
  };
  for (let from = 0; from < ballots; from += batch) {
    inHand.push(threads.run({ from, count: Math.min(batch, ballots - from) }));
    if (inHand.length > 2 * threads.most) await take();
  }
  while (inHand.length > 0) await take();
  await threads.stop();
  const folded = folder.finish(candidates);
  return { log, leafHashes, digest: digest.digest('hex'), folded };
}

/** A thread that seals as many ballots as it is asked for. */
function sealWhenAsked({ round, ballotKey, token }: SealingOrder): void {
  const seal = ballotSealer(ballotKey);
  const key = createPrivateKey({ key: Buffer.from(token), format: 'der', type: 'pkcs8' });
  parentPort?.on('message', ({ id, task }: { readonly id: number; readonly task: Span }) => {
    const leaves = new Uint8Array(task.count * leafBytes);
    const contents = new Uint8Array(task.count * contentBytes);
    for (let at = 0; at < task.count; at++) {
      const content = encodeBallot(ranking(task.from + at), form);
      if (!content.ok) throw new Error(content.error.kind);
      const serial = createHash('sha256')
        .update(`${round} ${task.from + at}`)
        .digest();
      const { enc, ct } = seal({ round, serial }, content.value);
      leaves.set(leafOf({ round, serial, token: key }, Buffer.concat([enc, ct])), at * leafBytes);
      contents.set(content.value, at * contentBytes);
    }
    parentPort?.postMessage({ id, answer: { leaves, contents } }, [leaves.buffer, contents.buffer]);
  });
}

function ranking(voter: number): Ballot {
  const order = Array.from({ length: candidates }, (_, at) => at);
  let state = voter + 1;
  for (let last = candidates - 1; last > 0; last--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const other = (state >>> 8) % (last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order.slice(0, 5 + (voter % 8)).map((candidate, at) => ({ candidate, value: at + 1 }));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
