import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Database } from '../../src/platform/database/index.js';
import {
  isConsistent,
  merkleRoot,
  TreeLogs,
  type TreeHead,
} from '../../src/platform/ledger/index.js';
import { SETTINGS, type Settings } from '../../src/platform/settings.js';
import { boxLog, SealBoxesService } from '../../src/voting/index.js';
import { testApp, testClock, type TestApp } from '../support/app.js';
import { plantBallots } from '../support/planted-ballots.js';
import { plantRound, type PlantedRound } from '../support/rounds.js';

const portions = 120;
const inPortion = 25;
/** After how many portions one of the two sealers is killed. */
const killedEvery = 30;

describe('kill -9 while two processes seal the same box', () => {
  let app: TestApp;
  let round: PlantedRound;
  let log: string;
  const sealers: ChildProcess[] = [];

  beforeAll(async () => {
    app = await testApp({ clock: testClock(new Date().toISOString()) });
    round = await plantRound(app.rows.bind(app), 0);
    log = boxLog(round.id);
    sealers.push(await startSealer(), await startSealer());
  });

  afterAll(async () => {
    for (const sealer of sealers) sealer.kill('SIGKILL');
    await app.close();
  });

  it('keeps every head true that anybody saw, and loses and doubles no ballot', async () => {
    const seen: TreeHead[] = [];
    let early: string[] = [];
    for (let portion = 1; portion <= portions; portion++) {
      await plantBallots(app, round, inPortion);
      const head = await app.get(TreeLogs).newest(log);
      if (head && head.size !== seen.at(-1)?.size) seen.push(head);
      if (portion % killedEvery === 0) await killOne();
      if (portion === portions / 2) early = (await leaves()).map(hex);
    }
    for (const sealer of sealers) await end(sealer);
    await app
      .get(Database)
      .transaction((tx) => app.get(SealBoxesService).sealFinally(tx, round.id));

    const all = await leaves();
    expect(all).toHaveLength(portions * inPortion);
    expect(new Set(all.map(hex)).size).toBe(all.length);
    expect(all.slice(0, early.length).map(hex)).toEqual(early);
    const heads = await app.get(TreeLogs).heads(log, 0, portions * inPortion);
    expect(heads.length).toBeGreaterThan(10);
    expect(heads.at(-1)).toMatchObject({ size: all.length, root: merkleRoot(all) });
    expect(seen.length).toBeGreaterThan(5);
    for (const head of seen) expect(heads).toContainEqual(head);
    expect(await inconsistent(heads)).toEqual([]);
  });

  async function killOne(): Promise<void> {
    await end(sealers.shift()!);
    sealers.push(await startSealer());
  }

  async function end(sealer: ChildProcess): Promise<void> {
    sealer.kill('SIGKILL');
    if (sealer.signalCode === null) await once(sealer, 'exit');
  }

  async function startSealer(): Promise<ChildProcess> {
    const settings = app.nest.get<Settings>(SETTINGS);
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../support/sealing-loop.mjs'), round.id],
      {
        env: {
          PATH: process.env['PATH'],
          LOG_LEVEL: 'error',
          DATABASE_URL: settings.databaseUrl,
          IRIKTEU_HOME: settings.home,
          IRIKTEU_SECRET: settings.secret,
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await once(child.stdout, 'data');
    return child;
  }

  /** The leaf hashes in the order of the log, without a gap. */
  async function leaves(): Promise<Buffer[]> {
    const rows = await app.rows<{ leaf: Buffer; index: number }>(
      `SELECT leaf_hash AS leaf, leaf_index AS index FROM voting_ballot
        WHERE round_id = $1 AND leaf_index IS NOT NULL ORDER BY leaf_index`,
      [round.id],
    );
    expect(rows.map(({ index }) => index)).toEqual([...rows.keys()]);
    return rows.map(({ leaf }) => leaf);
  }

  /** The heads that the next one, or the last of all, is not proved to continue. */
  async function inconsistent(heads: readonly TreeHead[]): Promise<number[]> {
    const last = heads.at(-1)!;
    const wrong: number[] = [];
    for (const [at, old] of heads.entries()) {
      for (const newer of [heads[at + 1] ?? last, last]) {
        const proof = await app.get(TreeLogs).consistencyProof(log, old.size, newer.size);
        const sizes = { from: old.size, to: newer.size };
        const roots = { oldRoot: old.root, newRoot: newer.root };
        if (!isConsistent({ ...sizes, ...roots, proof })) wrong.push(old.size);
      }
    }
    return wrong;
  }
});

function hex(bytes: Buffer): string {
  return bytes.toString('hex');
}
