import { DataSource } from 'typeorm';
import { connectionOptions } from '../../src/platform/database/connection.js';
import { leafHash, merkleRoot } from '../../src/platform/ledger/index.js';
import { hashOfRange, tilesFor, type Tile } from '../../src/platform/ledger/tree-tiles.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';

describe('a ledger from before there were tiles', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await emptyDatabase();
    source = await new DataSource(await connectionOptions(database.url)).initialize();
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  it('keeps its heads as version 1 and gets the tiles of all its entries', async () => {
    await source.runMigrations();
    while (await hasTiles()) await source.undoLastMigration();
    const leaves = Array.from({ length: 700 }, (_, at) => leafHash(Buffer.from(`entry ${at}`)));
    await source.query(
      `INSERT INTO ledger_entry (kind, subject, data, leaf_index, leaf_hash)
       SELECT 'test', n.place::text, '{}', n.place - 1, n.hash
         FROM unnest($1::bytea[]) WITH ORDINALITY AS n (hash, place)`,
      [leaves],
    );
    await source.query(
      `INSERT INTO ledger_tree_head (tree_size, root_hash, peaks, at, signature)
       VALUES (700, $1, '[]', now(), decode(repeat('00', 64), 'hex'))`,
      [merkleRoot(leaves)],
    );
    await source.runMigrations();
    const heads = await source.query<unknown[]>(
      'SELECT log, tree_size AS size, version FROM ledger_tree_head',
    );
    expect(heads).toEqual([{ log: 'ledger', size: '700', version: 1 }]);
    const tiles = await source.query<(Tile & { position: string })[]>(
      'SELECT level, position, hashes FROM ledger_tree_tile ORDER BY level, position',
    );
    expect(tiles.map(({ level, hashes }) => [level, hashes.length / 32])).toEqual([
      [0, 256],
      [0, 256],
      [0, 188],
      [1, 2],
    ]);
    const kept = tiles.map((tile) => ({ ...tile, position: Number(tile.position) }));
    const whole = { start: 0, end: 700 };
    expect(tilesFor([whole]).length).toBeLessThan(kept.length);
    expect(hashOfRange(kept, whole)).toEqual(merkleRoot(leaves));
  });

  async function hasTiles(): Promise<boolean> {
    const [row] = await source.query<[{ found: boolean }]>(
      "SELECT to_regclass('ledger_tree_tile') IS NOT NULL AS found",
    );
    return row.found;
  }
});
