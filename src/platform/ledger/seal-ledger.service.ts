import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { second } from '../../kernel/clock.js';
import { Database, type Tx } from '../database/database.js';
import { canonicalJson, type Json } from './canonical-json.js';
import { leafHash } from './merkle-tree.js';
import { TreeLogs } from './tree-logs.js';

interface WaitingEntry {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly actor: string | null;
  readonly at: Date;
  readonly data: Json;
}

/** The log of decisions among the logs. */
export const ledgerLog = 'ledger';

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
    private readonly logs: TreeLogs,
  ) {}

  /** Seals what waits and answers the size of the tree. */
  async seal(): Promise<number> {
    return await this.database.transaction(async (tx) => {
      await this.logs.hold(tx, ledgerLog);
      const size = (await this.logs.newest(ledgerLog, tx))?.size ?? 0;
      const waiting = await entriesWaiting(tx);
      if (waiting.length === 0) return size;
      const leaves = waiting.map(({ id, ...entry }) => ({ id, hash: leafHash(leafInput(entry)) }));
      await placeLeaves(tx, size, leaves);
      await this.logs.append(
        tx,
        ledgerLog,
        size,
        leaves.map(({ hash }) => hash),
      );
      const head = await this.logs.sign(tx, ledgerLog, size + leaves.length);
      return head.size;
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
}

/** The bytes of an entry that its leaf hash covers. */
export function leafInput({ kind, subject, actor, at, data }: Omit<WaitingEntry, 'id'>): Buffer {
  return Buffer.from(canonicalJson({ kind, subject, actor, at: at.toISOString(), data }));
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
