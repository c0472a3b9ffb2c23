import { Inject, Injectable } from '@nestjs/common';
import { assert } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import { CLOCK } from '../clock.js';
import { Database, type Tx } from '../database/database.js';
import { LedgerKey } from './ledger-key.js';
import { consistencyRanges, inclusionRanges, type LeafRange } from './merkle-proofs.js';
import { treeHeadMessage, type TreeHead } from './tree-head.js';
import { grow, hashOfRange, openTiles, tilesFor, type Tile, type TilePlace } from './tree-tiles.js';

interface HeadRow extends Omit<TreeHead, 'size'> {
  readonly size: string;
}

const headColumns = 'log, tree_size AS size, root_hash AS root, at, signature, version';

/**
 * The append-only Merkle logs (RFC 9162): that of decisions and that of every ballot box. A log has tree heads, and tiles of
 * its hashes from which a proof is read in a few rows. The database refuses to change either.
 */
@Injectable()
export class TreeLogs {
  constructor(
    private readonly database: Database,
    private readonly key: LedgerKey,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Lets one at a time append to a log, in whichever process: the others wait until the transaction ends. */
  async hold(tx: Tx, log: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`tree-log/${log}`]);
  }

  /** Like `hold`, but answers false at once when somebody else appends now. */
  async tryHold(tx: Tx, log: string): Promise<boolean> {
    const [row] = await tx.query<[{ held: boolean }]>(
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS held',
      [`tree-log/${log}`],
    );
    return row.held;
  }

  /** Puts leaves at the end of a log that the caller holds. They count once a head is signed over them. */
  async append(tx: Tx, log: string, size: number, leaves: readonly Buffer[]): Promise<void> {
    const open = await this.tiles(log, openTiles(size), tx);
    await writeTiles(tx, log, grow(open, size, leaves));
  }

  /** Signs a head over the first `size` leaves of a log that the caller holds. */
  async sign(tx: Tx, log: string, size: number): Promise<TreeHead> {
    const newest = await this.newest(log, tx);
    assert(size >= (newest?.size ?? 0), 'a log only grows');
    const unsigned = {
      log,
      size,
      root: await this.root(log, size, tx),
      at: notBefore(newest?.at, this.clock.now()),
      version: 2 as const,
    };
    const head = { ...unsigned, signature: this.key.sign(treeHeadMessage(unsigned)) };
    await keepHead(tx, head);
    return head;
  }

  /**
   * Keeps a head that somebody else signed over the copy of a log that the caller holds, and answers whether it is true of
   * the leaves that are here; what is not true is not kept. Its signature is the caller's business.
   */
  async adopt(tx: Tx, head: TreeHead): Promise<boolean> {
    const { log, size } = head;
    if (!(await this.root(log, size, tx)).equals(head.root)) return false;
    if (!(await this.head(log, size, tx))) await keepHead(tx, head);
    return true;
  }

  async newest(log: string, tx?: Tx): Promise<TreeHead | null> {
    const [head] = await this.someHeads('log = $1 ORDER BY tree_size DESC LIMIT 1', [log], tx);
    return head ?? null;
  }

  /** The head over exactly so many leaves, if one was signed. */
  async head(log: string, size: number, tx?: Tx): Promise<TreeHead | null> {
    const [head] = await this.someHeads('log = $1 AND tree_size = $2', [log, size], tx);
    return head ?? null;
  }

  /** Up to `most` heads of at least `from` leaves, smallest first. */
  async heads(log: string, from: number, most: number): Promise<TreeHead[]> {
    return await this.someHeads('log = $1 AND tree_size >= $2 ORDER BY tree_size LIMIT $3', [
      log,
      from,
      most,
    ]);
  }

  /** About `most` heads spread over all that were signed, the first and the newest among them, and how many there are. */
  async sample(
    log: string,
    most: number,
  ): Promise<{ readonly heads: readonly TreeHead[]; readonly all: number }> {
    const rows = await this.database.rows<HeadRow & { readonly all: number }>(
      `SELECT ${headColumns}, "all"
         FROM (SELECT *, row_number() OVER (ORDER BY tree_size) AS place, (count(*) OVER ())::integer AS "all"
                 FROM ledger_tree_head WHERE log = $1) h
        WHERE place = 1 OR place = "all" OR place % ceil("all"::numeric / $2) = 0 ORDER BY tree_size`,
      [log, most],
    );
    return {
      heads: rows.map(headOf),
      all: rows[0]?.all ?? 0,
    };
  }

  /** The proof that leaf `index` is in the tree of `size` leaves; the log has that many. */
  async inclusionProof(log: string, index: number, size: number): Promise<Buffer[]> {
    return await this.hashes(log, inclusionRanges(index, size));
  }

  /** The proof that the tree of `to` leaves continues that of `from` leaves; `0 < from <= to`, the log has that many. */
  async consistencyProof(log: string, from: number, to: number): Promise<Buffer[]> {
    return await this.hashes(log, consistencyRanges(from, to));
  }

  private async root(log: string, size: number, tx: Tx): Promise<Buffer> {
    const whole = { start: 0, end: size };
    return hashOfRange(await this.tiles(log, tilesFor([whole]), tx), whole);
  }

  private async hashes(log: string, ranges: readonly LeafRange[]): Promise<Buffer[]> {
    const tiles = await this.tiles(log, tilesFor(ranges));
    return ranges.map((range) => hashOfRange(tiles, range));
  }

  private async tiles(log: string, places: readonly TilePlace[], tx?: Tx): Promise<Tile[]> {
    if (places.length === 0) return [];
    const rows = await this.database.rows<Omit<Tile, 'position'> & { position: string }>(
      `SELECT t.level, t.position, t.hashes
         FROM unnest($2::smallint[], $3::bigint[]) AS asked (level, position)
         JOIN ledger_tree_tile t ON t.log = $1 AND t.level = asked.level AND t.position = asked.position`,
      [log, places.map(({ level }) => level), places.map(({ position }) => position)],
      tx,
    );
    return rows.map((row) => ({ ...row, position: Number(row.position) }));
  }

  private async someHeads(
    condition: string,
    parameters: readonly unknown[],
    tx?: Tx,
  ): Promise<TreeHead[]> {
    const rows = await this.database.rows<HeadRow>(
      `SELECT ${headColumns} FROM ledger_tree_head WHERE ${condition}`,
      parameters,
      tx,
    );
    return rows.map(headOf);
  }
}

function headOf({ log, size, root, at, signature, version }: HeadRow): TreeHead {
  return { log, size: Number(size), root, at, signature, version };
}

async function keepHead(tx: Tx, head: TreeHead): Promise<void> {
  await tx.query(
    `INSERT INTO ledger_tree_head (log, tree_size, root_hash, at, signature, version)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [head.log, head.size, head.root, head.at, head.signature, head.version],
  );
}

async function writeTiles(tx: Tx, log: string, tiles: readonly Tile[]): Promise<void> {
  await tx.query(
    `INSERT INTO ledger_tree_tile (log, level, position, hashes)
     SELECT $1, * FROM unnest($2::smallint[], $3::bigint[], $4::bytea[])
     ON CONFLICT (log, level, position) DO UPDATE SET hashes = EXCLUDED.hashes`,
    [
      log,
      tiles.map(({ level }) => level),
      tiles.map(({ position }) => position),
      tiles.map(({ hashes }) => hashes),
    ],
  );
}

/** Clocks of two processes differ: a head never says it is older than the one before it. */
function notBefore(earliest: Date | undefined, now: Date): Date {
  return earliest && earliest > now ? earliest : now;
}
