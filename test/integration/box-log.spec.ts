import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { later, second } from '../../src/kernel/clock.js';
import { Database } from '../../src/platform/database/index.js';
import {
  isConsistent,
  isIncluded,
  Ledger,
  LedgerKey,
  merkleRoot,
  treeHeadMessage,
  TreeLogs,
  type TreeHead,
} from '../../src/platform/ledger/index.js';
import { boxLog, CloseRoundService, SealBoxesService } from '../../src/voting/index.js';
import { testApp, testClock, type TestApp } from '../support/app.js';
import { plantBallots } from '../support/planted-ballots.js';
import { plantRound, type PlantedRound } from '../support/rounds.js';

let app: TestApp;
let sealing: SealBoxesService;
let logs: TreeLogs;
const clock = testClock(new Date().toISOString());

beforeAll(async () => {
  app = await testApp({ clock });
  sealing = app.get(SealBoxesService);
  logs = app.get(TreeLogs);
});

afterAll(() => app.close());

describe('the log of a box', () => {
  it('takes what waits, shuffled, and has a signed head over it', async () => {
    const round = await plant();
    const ballots = await plantBallots(app, round, 300);
    await sealing.seal(round.id);
    const leaves = await leavesOf(round);
    const head = await logs.newest(boxLog(round.id));
    expect(head).toMatchObject({ size: 300, root: merkleRoot(leaves) });
    expect(isSigned(head!)).toBe(true);
    expect(new Set(leaves.map(hex))).toEqual(new Set(ballots.map(({ leafHash }) => hex(leafHash))));
    // Neither as they came nor by serial nor by hash: each would have a chance of 1 in 300!.
    expect(leaves.map(hex)).not.toEqual(ballots.map(({ leafHash }) => hex(leafHash)));
    expect(leaves.map(hex)).not.toEqual(
      ballots
        .toSorted((a, b) => Buffer.compare(a.serial, b.serial))
        .map(({ leafHash }) => hex(leafHash)),
    );
    expect(leaves.map(hex)).not.toEqual(leaves.map(hex).toSorted());
  });

  it('proves every ballot and every growth of a round that is played to its end', async () => {
    const round = await plant();
    for (const count of [1, 7, 250, 3, 600]) {
      await plantBallots(app, round, count);
      await sealing.seal(round.id);
    }
    await plantBallots(app, round, 5);
    const final = await close(round);
    const heads = await logs.heads(boxLog(round.id), 0, 100);
    expect(heads.map(({ size }) => size)).toEqual([1, 8, 258, 261, 861, 866]);
    expect(heads.every(isSigned)).toBe(true);
    expect(heads.at(-1)).toMatchObject({
      size: final.cast,
      root: Buffer.from(final.boxRoot, 'hex'),
    });
    expect(await inconsistent(heads)).toEqual([]);
    const leaves = await leavesOf(round);
    for (const head of heads) {
      for (const index of [0, head.size >> 1, head.size - 1]) {
        const proof = await logs.inclusionProof(head.log, index, head.size);
        expect(isIncluded({ ...head, index, leafHash: leaves[index]!, proof })).toBe(true);
      }
    }
  });

  it('stands on the disk in its own order once the round is closed', async () => {
    const round = await plant();
    for (let sealed = 0; sealed < 4; sealed++) {
      await plantBallots(app, round, 40);
      await sealing.seal(round.id);
    }
    await close(round);
    const places = await app.rows<{ index: number }>(
      'SELECT leaf_index AS index FROM voting_ballot WHERE round_id = $1 ORDER BY ctid',
      [round.id],
    );
    expect(places.map(({ index }) => index)).toEqual([...places.keys()]);
  });

  it('of an empty box ends with a head over nothing', async () => {
    const round = await plant();
    expect(await close(round)).toMatchObject({
      cast: 0,
      boxRoot: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    });
    expect(await logs.newest(boxLog(round.id))).toMatchObject({ size: 0 });
  });

  it('grows by what came while several sealed at once, and nothing is placed twice', async () => {
    const round = await plant();
    const work = Array.from({ length: 6 }, async (_, sealer) => {
      for (let turn = 0; turn < 5; turn++) {
        await plantBallots(app, round, 20);
        // Some wait for the others, as a closing does, and some leave it to them.
        await (sealer % 2 === 0
          ? app.get(Database).transaction((tx) => sealing.sealFinally(tx, round.id))
          : sealing.seal(round.id));
      }
    });
    await Promise.all(work);
    await close(round);
    const leaves = await leavesOf(round);
    const heads = await logs.heads(boxLog(round.id), 0, 100);
    expect(leaves).toHaveLength(600);
    expect(heads.length).toBeGreaterThan(1);
    expect(heads.at(-1)).toMatchObject({ size: 600, root: merkleRoot(leaves) });
    expect(await inconsistent(heads)).toEqual([]);
  });

  it('is left alone by a sealer that fails in the middle', async () => {
    const round = await plant();
    await plantBallots(app, round, 10);
    const failing = app.get(Database).transaction(async (tx) => {
      await sealing.sealFinally(tx, round.id);
      throw new Error('the process ends here');
    });
    await expect(failing).rejects.toThrow('the process ends here');
    expect(await logs.newest(boxLog(round.id))).toBeNull();
    expect(await leavesOf(round)).toEqual([]);
    await sealing.seal(round.id);
    expect(await logs.newest(boxLog(round.id))).toMatchObject({ size: 10 });
  });
});

describe('sealing in turn', () => {
  it('seals the boxes of open and paused rounds where something waits, and no other', async () => {
    const [open, paused, closed, idle] = [
      await plant(),
      await plant(),
      await plant(),
      await plant(),
    ];
    for (const round of [open, paused, closed]) await plantBallots(app, round, 2);
    await app.rows("UPDATE voting_round SET state = 'paused' WHERE id = $1", [paused.id]);
    await app.rows("UPDATE voting_round SET state = 'counted' WHERE id = $1", [closed.id]);
    await sealing.sealWaiting();
    const sizes = await Promise.all(
      [open, paused, closed, idle].map(async ({ id }) => (await logs.newest(boxLog(id)))?.size),
    );
    expect(sizes).toEqual([2, 2, undefined, undefined]);
  });

  it('lets company gather after another process has sealed', async () => {
    const round = await plant();
    await plantBallots(app, round, 2);
    await sealing.sealWaiting();
    await plantBallots(app, round, 2);
    await sealing.sealWaiting();
    expect(await logs.newest(boxLog(round.id))).toMatchObject({ size: 2 });
    clock.set(later(clock.now(), 5 * second));
    await sealing.sealWaiting();
    expect(await logs.newest(boxLog(round.id))).toMatchObject({ size: 4 });
  });
});

async function plant(): Promise<PlantedRound> {
  return await plantRound((sql, parameters) => app.rows(sql, parameters), 0);
}

interface Closing {
  readonly authorised: number;
  readonly cast: number;
  readonly boxRoot: string;
}

/** Closes the round by the clock and answers what the ledger got. */
async function close({ id }: PlantedRound): Promise<Closing> {
  await app.rows("UPDATE voting_round SET closes_at = now() - interval '1 second' WHERE id = $1", [
    id,
  ]);
  const closed = await app.get(CloseRoundService).close(id, 'clock');
  if (!closed.ok) throw new Error(JSON.stringify(closed.error));
  const entries = await app.get(Ledger).about(id);
  return entries.find(({ kind }) => kind === 'round-closed')!.data as unknown as Closing;
}

/** The leaf hashes in the order of the log. */
async function leavesOf({ id }: PlantedRound): Promise<Buffer[]> {
  const rows = await app.rows<{ leaf: Buffer; index: number }>(
    `SELECT leaf_hash AS leaf, leaf_index AS index FROM voting_ballot
      WHERE round_id = $1 AND leaf_index IS NOT NULL ORDER BY leaf_index`,
    [id],
  );
  expect(rows.map(({ index }) => index)).toEqual([...rows.keys()]);
  return rows.map(({ leaf }) => leaf);
}

/** Every pair of heads of which the larger is not proved to continue the smaller. */
async function inconsistent(heads: readonly TreeHead[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const [at, old] of heads.entries()) {
    for (const newer of heads.slice(at)) {
      const proof = await logs.consistencyProof(old.log, old.size, newer.size);
      const claim = {
        from: old.size,
        to: newer.size,
        oldRoot: old.root,
        newRoot: newer.root,
        proof,
      };
      if (!isConsistent(claim)) wrong.push(`${old.size} → ${newer.size}`);
    }
  }
  return wrong;
}

function isSigned(head: TreeHead): boolean {
  return verify(null, treeHeadMessage(head), key(), head.signature);
}

function key(): KeyObject {
  return createPublicKey({ key: app.get(LedgerKey).publicKey(), format: 'der', type: 'spki' });
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
