import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { Database } from '../../src/platform/database/index.js';
import {
  isConsistent,
  isIncluded,
  leafHash,
  Ledger,
  merkleRoot,
  SealLedgerService,
} from '../../src/platform/ledger/index.js';
import { SealBoxesService } from '../../src/voting/index.js';
import { testApp, type TestApp } from '../support/app.js';
import { plantBallots } from '../support/planted-ballots.js';
import { plantRound, type PlantedRound } from '../support/rounds.js';

interface Head {
  readonly log: string;
  readonly size: number;
  readonly root: string;
  readonly at: string;
  readonly signature: string;
}

let app: TestApp;
let round: PlantedRound;
let serials: Uint8Array[];

beforeAll(async () => {
  app = await testApp();
  round = await plantRound((sql, parameters) => app.rows(sql, parameters), 0);
  serials = [];
  for (const count of [3, 1_200, 40]) {
    serials.push(...(await plantBallots(app, round, count)).map(({ serial }) => serial));
    await app.get(SealBoxesService).seal(round.id);
  }
  for (const size of [5, 300]) {
    await app.get(Database).transaction(async (tx) => {
      for (let at = 0; at < size; at++) {
        const record = {
          kind: 'role-given' as const,
          subject: `${size}/${at}`,
          actor: null,
          data: { at },
        };
        await app.get(Ledger).append(tx, record);
      }
    });
    await app.get(SealLedgerService).seal();
  }
});

afterAll(() => app.close());

const logs = (): [string, string][] => [
  ['the box', `/api/rounds/${round.id}/box`],
  ['the ledger', '/api/ledger'],
];

describe('whoever keeps a copy of a log', () => {
  it('can check everything with what the API says and nothing else', async () => {
    for (const [, log] of logs()) {
      const { head } = await json<{ head: Head }>(log);
      const leaves = (await copied(log, head.size)).map(leafHash);
      const heads = await json<{ heads: Head[]; next: null }>(`${log}/heads`);
      expect(heads.next).toBeNull();
      expect(heads.heads.at(-1)).toEqual(head);
      expect(heads.heads.length).toBeGreaterThanOrEqual(2);
      const key = await publishedKey();
      for (const { size, root, at, signature, log: name } of heads.heads) {
        expect(merkleRoot(leaves.slice(0, size)).toString('hex')).toBe(root);
        const message = `irikteu/tree-head/2\n${name}\n${size}\n${root}\n${at}`;
        expect(verify(null, Buffer.from(message), key, bytes64(signature))).toBe(true);
        expect(await json(`${log}/heads/${size}`)).toMatchObject({ size, root });
      }
    }
  });

  it('gets proofs of every leaf it asks for, and of every growth', async () => {
    for (const [, log] of logs()) {
      const { heads } = await json<{ heads: Head[] }>(`${log}/heads`);
      const newest = heads.at(-1)!;
      const leaves = (await copied(log, newest.size)).map(leafHash);
      for (const index of [0, 2, 255, 256, newest.size - 1]) {
        const leaf = leaves[index]!;
        const answer = await json<{ index: number; size: number; proof: string[] }>(
          `${log}/inclusion?leaf=${leaf.toString('hex')}`,
        );
        expect([answer.index, answer.size]).toEqual([index, newest.size]);
        const proof = answer.proof.map(bytes16);
        const claim = { index, size: newest.size, leafHash: leaf, root: bytes16(newest.root) };
        expect(isIncluded({ ...claim, proof })).toBe(true);
      }
      for (const old of heads) {
        const { proof } = await json<{ proof: string[] }>(
          `${log}/consistency?from=${old.size}&to=${newest.size}`,
        );
        const claim = { oldRoot: bytes16(old.root), newRoot: bytes16(newest.root) };
        const sizes = { from: old.size, to: newest.size };
        expect(isConsistent({ ...claim, ...sizes, proof: proof.map(bytes16) })).toBe(true);
      }
    }
  });

  it('may fetch a box as one file', async () => {
    const reply = await app.nest.inject({ url: `/api/rounds/${round.id}/box/leaves?size=1203` });
    expect(reply.headers['content-type']).toBe('application/octet-stream');
    const leaves = await copied(`/api/rounds/${round.id}/box`, 1_203);
    expect(reply.rawPayload.equals(Buffer.concat(leaves))).toBe(true);
  });
});

describe('whoever holds a receipt', () => {
  it('finds out where the ballot stands, also before it has its place', async () => {
    const path = `/api/rounds/${round.id}/box/ballots`;
    const [placed] = serials;
    expect(await json(`${path}/${hex(placed!)}`)).toMatchObject({ index: expect.any(Number) });
    const [waiting] = await plantBallots(app, round, 1);
    expect(await json(`${path}/${hex(waiting!.serial)}`)).toEqual({
      leafHash: hex(waiting!.leafHash),
      index: null,
    });
    expect((await get(`${path}/${'00'.repeat(32)}`)).status).toBe(404);
  });
});

describe('an answer of a log', () => {
  it('is kept for ever when it is true for ever, and asked again when not', async () => {
    const box = `/api/rounds/${round.id}/box`;
    const cached = async (path: string): Promise<unknown> =>
      (await app.nest.inject({ url: path })).headers['cache-control'];
    const forEver = 'public, max-age=31536000, immutable';
    expect(await cached(`${box}/heads/3`)).toBe(forEver);
    expect(await cached(`${box}/entries?from=0&to=3`)).toBe(forEver);
    expect(await cached(`${box}/consistency?from=3&to=1203`)).toBe(forEver);
    for (const path of [box, `${box}/heads`, '/api/ledger', '/api/ledger/key'])
      expect(await cached(path)).toBe('no-cache');
    for (const path of [`${box}/heads/4`, `${box}/entries?from=0&to=99999`])
      expect(await cached(path)).not.toBe(forEver);
  });

  it('to a question it cannot answer is a sentence', async () => {
    const leaf = '00'.repeat(32);
    for (const [, log] of logs()) {
      const refused = [
        [`${log}/heads?from=-1`, 422, 'not-a-count'],
        [`${log}/heads/12x`, 422, 'not-a-count'],
        [`${log}/entries`, 422, 'not-a-count'],
        [`${log}/entries?from=5&to=4`, 422, 'range-backwards'],
        [`${log}/entries?from=0&to=4000`, 422, 'log-shorter'],
        [`${log}/entries?from=0&to=1&to=2`, 422, 'not-a-count'],
        [`${log}/consistency?from=0&to=3`, 422, 'nothing-before'],
        [`${log}/consistency?from=3&to=999999`, 422, 'log-shorter'],
        [`${log}/consistency?from=3&to=2`, 422, 'range-backwards'],
        [`${log}/inclusion?leaf=abc`, 422, 'not-a-hash'],
        [`${log}/inclusion?leaf=${leaf}`, 404, 'leaf-unknown'],
        [`${log}/inclusion?leaf=${leaf}&size=${'9'.repeat(12)}`, 422, 'log-shorter'],
      ] as const;
      for (const [path, status, kind] of refused) {
        const reply = await get(path);
        expect([path, reply.status]).toEqual([path, status]);
        expect(reply.json()).toMatchObject({ error: { kind, sentence: expect.any(String) } });
      }
    }
    const later = await json<{ entries: string[] }>(
      `/api/rounds/${round.id}/box/entries?from=1202&to=1203`,
    );
    const late = leafHash(bytes64(later.entries[0]!)).toString('hex');
    const reply = await get(`/api/rounds/${round.id}/box/inclusion?leaf=${late}&size=3`);
    expect(reply.json()).toMatchObject({
      error: {
        kind: 'leaf-later',
        sentence:
          'This entry came after the size you asked for: its place is 1,202. Ask with a greater “size”.',
      },
    });
  });

  it('is not found for a round that does not exist', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x'])
      expect((await get(`/api/rounds/${id}/box/heads`)).status).toBe(404);
  });
});

describe('the page of the ledger', () => {
  it('finds decisions and leads to their proofs, for those who may look', async () => {
    const office = app.browser();
    await office.signIn(await app.staff('central-office'));
    const { body } = await office.get('/office/ledger?sought=300/7');
    expect(body).toContain('<strong>Role given</strong>');
    expect(body).toContain('<code>role-given</code>');
    expect(body.match(/<li>\s*<p><strong>/g)).toHaveLength(1);
    const [, proof = ''] = /href="(\/api\/ledger\/inclusion[^"]*)"/.exec(body) ?? [];
    expect(await json(proof.replaceAll('&#x3D;', '='))).toMatchObject({ size: expect.any(Number) });
    const all = (await office.get('/office/ledger')).body;
    expect(all.match(/<li>\s*<p><strong>/g)).toHaveLength(50);
    const [, older = ''] = /href="(\/office\/ledger\?[^"]*before[^"]*)"/.exec(all) ?? [];
    const next = await office.get(older.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
    expect(next.body.match(/<li>\s*<p><strong>/g)).toHaveLength(50);
    expect((await office.get('/office/ledger?sought=nothing')).body).toContain('No such decision');
    expect((await app.browser().get('/office/ledger')).status).toBe(303);
  });
});

/** All leaves of a log, page by page. */
async function copied(log: string, size: number): Promise<Buffer[]> {
  const leaves: Buffer[] = [];
  while (leaves.length < size) {
    const page = await json<{ from: number; to: number; entries: string[] }>(
      `${log}/entries?from=${leaves.length}&to=${size}`,
    );
    expect(page.entries).toHaveLength(page.to - page.from);
    leaves.push(...page.entries.map(bytes64));
  }
  return leaves;
}

async function publishedKey(): Promise<KeyObject> {
  const { key, spki } = await json<{ key: string; spki: string }>('/api/ledger/key');
  expect(bytes64(spki).subarray(-32).toString('hex')).toBe(key);
  return createPublicKey({ key: bytes64(spki), format: 'der', type: 'spki' });
}

async function json<Answer>(path: string): Promise<Answer> {
  const reply = await get(path);
  expect([path, reply.status]).toEqual([path, 200]);
  return reply.json() as Answer;
}

function get(path: string): ReturnType<ReturnType<TestApp['browser']>['get']> {
  return app.browser().get(path);
}

function bytes64(text: string): Buffer {
  return Buffer.from(text, 'base64');
}

function bytes16(text: string): Buffer {
  return Buffer.from(text, 'hex');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
