import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { second, type Clock } from '../../kernel/clock.js';
import { CLOCK } from '../clock.js';
import { Database, type Tx } from '../database/database.js';
import { canonicalJson, type Json } from './canonical-json.js';
import { LedgerKey } from './ledger-key.js';
import { addLeaf, leafHash, rootOfPeaks, type Peaks } from './merkle-tree.js';

interface WaitingEntry {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly actor: string | null;
  readonly at: Date;
  readonly data: Json;
}

interface HeadRow {
  readonly tree_size: string;
  readonly peaks: readonly string[];
}

/**
 * Gives committed entries their place in the tree and signs a new head over them (RFC 9162). One sealer works at a time;
 * entries of transactions still open are taken next time.
 */
@Injectable()
export class SealLedgerService implements OnApplicationShutdown {
  private readonly logger = new Logger('ledger');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly key: LedgerKey,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Seals what waits and answers the size of the tree. */
  async seal(): Promise<number> {
    return await this.database.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(4715320)');
      const head = await newestHead(tx);
      const waiting = await entriesWaiting(tx);
      if (waiting.length === 0) return head.size;
      const leaves = waiting.map(({ id, ...entry }) => ({ id, hash: leafHash(leafInput(entry)) }));
      const peaks = leaves.reduce<Peaks>((grown, { hash }) => addLeaf(grown, hash), head.peaks);
      await placeLeaves(tx, head.size, leaves);
      return await this.signHead(tx, head.size + leaves.length, peaks);
    });
  }

  /** Seals every ten seconds until the application closes. */
  keepSealing(): void {
    this.timer ??= setInterval(() => {
      this.seal().catch((error: unknown) => {
        this.logger.error(error);
      });
    }, 10 * second);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async signHead(tx: Tx, size: number, peaks: Peaks): Promise<number> {
    const [root, at] = [rootOfPeaks(peaks), this.clock.now()];
    const signature = this.key.sign(treeHeadMessage(size, root, at));
    await tx.query(
      'INSERT INTO ledger_tree_head (tree_size, root_hash, peaks, at, signature) VALUES ($1, $2, $3::jsonb, $4, $5)',
      [size, root, JSON.stringify(peaks.map(writePeak)), at, signature],
    );
    return size;
  }
}

/** The bytes of an entry that its leaf hash covers. */
export function leafInput(entry: Omit<WaitingEntry, 'id'>): Buffer {
  return Buffer.from(canonicalJson({ ...entry, at: entry.at.toISOString() }));
}

/** The bytes a tree head's signature covers. */
export function treeHeadMessage(size: number, root: Buffer, at: Date): Buffer {
  return Buffer.from(`irikteu/tree-head/1\n${size}\n${root.toString('hex')}\n${at.toISOString()}`);
}

async function newestHead(tx: Tx): Promise<{ size: number; peaks: Peaks }> {
  const [row] = await tx.query<HeadRow[]>(
    'SELECT tree_size, peaks FROM ledger_tree_head ORDER BY tree_size DESC LIMIT 1',
  );
  return row
    ? { size: Number(row.tree_size), peaks: row.peaks.map(readPeak) }
    : { size: 0, peaks: [] };
}

async function entriesWaiting(tx: Tx): Promise<WaitingEntry[]> {
  return await tx.query<WaitingEntry[]>(
    'SELECT id, kind, subject, actor, at, data FROM ledger_entry WHERE leaf_index IS NULL ORDER BY id',
  );
}

async function placeLeaves(
  tx: Tx,
  from: number,
  leaves: readonly { id: string; hash: Buffer }[],
): Promise<void> {
  await tx.query(
    `UPDATE ledger_entry e SET leaf_index = $1::bigint + n.place - 1, leaf_hash = n.hash
       FROM unnest($2::bigint[], $3::bytea[]) WITH ORDINALITY AS n(id, hash, place) WHERE e.id = n.id`,
    [from, leaves.map(({ id }) => id), leaves.map(({ hash }) => hash)],
  );
}

function writePeak({ height, hash }: Peaks[number]): string {
  return `${height}:${hash.toString('hex')}`;
}

function readPeak(text: string): Peaks[number] {
  const [height = '', hash = ''] = text.split(':');
  return { height: Number(height), hash: Buffer.from(hash, 'hex') };
}
