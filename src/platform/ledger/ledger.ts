import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database.js';
import type { Json } from './canonical-json.js';
import type { LedgerKind } from './ledger-kinds.js';

/** One decision, as everybody will be able to read it: no personal data, no ballot. */
export interface LedgerRecord {
  readonly kind: LedgerKind;
  /** The id of what was decided about. */
  readonly subject: string;
  /** The account that decided; null for the program itself. */
  readonly actor: string | null;
  readonly data: Json;
}

/** The append-only log of decisions. */
@Injectable()
export class Ledger {
  constructor(private readonly database: Database) {}

  /** Writes the record in the caller's transaction: the decision and its record exist together or not at all. */
  async append(tx: Tx, record: LedgerRecord): Promise<void> {
    await tx.query(
      'INSERT INTO ledger_entry (kind, subject, actor, data) VALUES ($1, $2, $3, $4::jsonb)',
      [record.kind, record.subject, record.actor, JSON.stringify(record.data)],
    );
  }

  /** What was decided about `subject`, oldest first. */
  about(subject: string): Promise<LedgerLine[]> {
    return this.database.rows<LedgerLine>(
      'SELECT kind, subject, actor, at, data, leaf_index AS "leafIndex" FROM ledger_entry WHERE subject = $1 ORDER BY id',
      [subject],
    );
  }

  /**
   * Up to `most` entries of a kind that contains `sought`, or about exactly that, newest first; all when nothing is sought,
   * and only those written before the entry `before` when one is given.
   */
  async search(sought: string, before: number | null, most: number): Promise<FoundEntry[]> {
    return await this.database.rows<FoundEntry>(
      `SELECT id, kind, subject, actor, at, data, leaf_index AS "leafIndex", leaf_hash AS "leafHash"
         FROM ledger_entry
        WHERE (strpos(kind, $1) > 0 OR subject = $1) AND ($2::bigint IS NULL OR id < $2)
        ORDER BY id DESC LIMIT $3`,
      [sought, before, most],
    );
  }

  /** The entries with the places `from … to − 1` in the tree. */
  async between(from: number, to: number): Promise<LedgerLine[]> {
    return await this.database.rows<LedgerLine>(
      `SELECT kind, subject, actor, at, data, leaf_index AS "leafIndex" FROM ledger_entry
        WHERE leaf_index >= $1 AND leaf_index < $2 ORDER BY leaf_index`,
      [from, to],
    );
  }

  /** The first place of an entry with this leaf hash; null when there is none. */
  async indexOf(leafHash: Buffer): Promise<number | null> {
    const [row] = await this.database.rows<{ index: string }>(
      'SELECT leaf_index AS index FROM ledger_entry WHERE leaf_hash = $1 ORDER BY leaf_index LIMIT 1',
      [leafHash],
    );
    return row ? Number(row.index) : null;
  }
}

/** An entry as it was written, by this version of the program or by an older one. */
export interface LedgerLine extends Omit<LedgerRecord, 'kind'> {
  readonly kind: string;
  readonly at: Date;
  /** The place in the tree; null until the next tree head. */
  readonly leafIndex: string | null;
}

/** An entry as a search finds it. */
export interface FoundEntry extends LedgerLine {
  readonly id: string;
  readonly leafHash: Buffer | null;
}
