import { createPublicKey, verify } from 'node:crypto';
import { Database } from '../../src/platform/database/index.js';
import {
  leafHash,
  leafInput,
  Ledger,
  LedgerKey,
  merkleRoot,
  SealLedgerService,
  treeHeadMessage,
  TreeLogs,
} from '../../src/platform/ledger/index.js';

import { testApp, type TestApp } from '../support/app.js';

interface Entry {
  readonly kind: string;
  readonly subject: string;
  readonly actor: null;
  readonly at: Date;
  readonly data: Record<string, number>;
  readonly leaf_index: string;
}

describe('the ledger', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await testApp();
  });

  afterAll(() => app.close());

  const append = (subject: string): Promise<void> =>
    app
      .get(Database)
      .transaction((tx) =>
        app
          .get(Ledger)
          .append(tx, { kind: 'season-moved', subject, actor: null, data: { b: 2, a: 1 } }),
      );

  it('signs heads over the RFC 9162 root of all its entries, however they came in', async () => {
    for (const size of [1, 3, 4, 11]) {
      for (let entry = 0; entry < size; entry++) await append(`subject ${entry}`);
      await app.get(SealLedgerService).seal();
    }
    const entries = await app.rows<Entry>('SELECT * FROM ledger_entry ORDER BY leaf_index');
    const head = await app.get(TreeLogs).newest('ledger');
    const root = merkleRoot(
      entries.map(({ kind, subject, actor, at, data }) =>
        leafHash(leafInput({ kind, subject, actor, at, data })),
      ),
    );
    expect(entries.map(({ leaf_index }) => Number(leaf_index))).toEqual([...entries.keys()]);
    expect(head).toMatchObject({ size: entries.length, root, version: 2 });
    const key = createPublicKey({
      key: app.get(LedgerKey).publicKey(),
      format: 'der',
      type: 'spki',
    });
    expect(verify(null, treeHeadMessage(head!), key, head!.signature)).toBe(true);
    expect(treeHeadMessage(head!).toString()).toBe(
      `irikteu/tree-head/2\nledger\n${entries.length}\n${root.toString('hex')}\n${head!.at.toISOString()}`,
    );
  });

  it('forgets an entry whose decision was rolled back', async () => {
    const work = app.get(Database).transaction(async (tx) => {
      await app
        .get(Ledger)
        .append(tx, { kind: 'season-moved', subject: 'undone', actor: null, data: null });
      throw new Error('the decision failed');
    });
    await expect(work).rejects.toThrow('the decision failed');
    expect(await app.get(Ledger).about('undone')).toEqual([]);
  });

  it('refuses to change what was written', async () => {
    await expect(app.rows(`UPDATE ledger_entry SET kind = 'other'`)).rejects.toThrow(
      'the ledger is append-only',
    );
  });

  it('refuses to remove what was written', async () => {
    await expect(app.rows('DELETE FROM ledger_entry')).rejects.toThrow('the ledger is append-only');
    await expect(app.rows('DELETE FROM ledger_tree_head')).rejects.toThrow(
      'the ledger is append-only',
    );
    await expect(app.rows('DELETE FROM ledger_tree_tile')).rejects.toThrow(
      'the ledger is append-only',
    );
  });

  it('lets a tile grow and refuses every other change of it', async () => {
    await expect(
      app.rows("UPDATE ledger_tree_tile SET hashes = hashes || decode(repeat('00', 32), 'hex')"),
    ).resolves.toBeDefined();
    await expect(
      app.rows('UPDATE ledger_tree_tile SET hashes = substring(hashes FROM 1 FOR 32)'),
    ).rejects.toThrow('the ledger is append-only');
    await expect(
      app.rows("UPDATE ledger_tree_tile SET hashes = overlay(hashes PLACING '\\x00' FROM 1)"),
    ).rejects.toThrow('the ledger is append-only');
  });
});
