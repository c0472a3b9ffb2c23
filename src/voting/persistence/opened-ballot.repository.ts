import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.js';

/** How far the box of a round is opened. */
export interface BoxProgress {
  readonly ballots: number;
  /** How many of them were opened, or found not to open. */
  readonly opened: number;
}

/** A stretch of the log of a box. */
export interface LogStretch {
  readonly from: number;
  readonly ballots: number;
}

/** Some opened ballots, in the order of the log. */
export interface OpenedStretch {
  readonly ballots: number;
  /** The contents of those that opened, one after the other. */
  readonly contents: Buffer;
  readonly unopenable: number;
}

/**
 * Sealed ballots and what was in them. All ballots of a round have one length, so that a stretch of the log comes and goes
 * as one value, and what was in it is kept as one row: a million ballots are a hundred rows.
 */
@Injectable()
export class OpenedBallotRepository {
  constructor(private readonly database: Database) {}

  async progress(round: RoundId): Promise<BoxProgress> {
    const [row] = await this.database.rows<BoxProgress>(
      `SELECT (SELECT count(*)::integer FROM voting_ballot WHERE round_id = $1) AS ballots,
              (SELECT coalesce(sum(octet_length(opens)), 0)::integer FROM voting_opened_stretch WHERE round_id = $1) AS opened`,
      [round],
    );
    return row ?? { ballots: 0, opened: 0 };
  }

  /** The first place of the log from which on nothing was opened. Ballots are opened in the order of the log. */
  async nextPlace(round: RoundId): Promise<number> {
    const [row] = await this.database.rows<{ next: number }>(
      'SELECT coalesce(max(leaf_from + octet_length(opens)), 0) AS next FROM voting_opened_stretch WHERE round_id = $1',
      [round],
    );
    return row?.next ?? 0;
  }

  /** The rounds whose key the trustees have given and whose box is not opened to its end. */
  async waiting(): Promise<RoundId[]> {
    const rows = await this.database.rows<{ id: RoundId }>(
      `SELECT k.round_id AS id FROM voting_ballot_key k
        WHERE k.private_key IS NOT NULL
          AND EXISTS (SELECT 1 FROM voting_ballot b
                       WHERE b.round_id = k.round_id
                         AND b.leaf_index >= (SELECT coalesce(max(o.leaf_from + octet_length(o.opens)), 0)
                                                FROM voting_opened_stretch o WHERE o.round_id = k.round_id))`,
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Serial and sealed ballot of a stretch, one after the other. A ballot of another length than `sealedBytes`, which the box
   * never takes, stands there as zeros, which do not open.
   */
  async sealed(
    round: RoundId,
    { from, ballots }: LogStretch,
    sealedBytes: number,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const [row] = await this.database.rows<{ chunk: Buffer | null }>(
      `SELECT string_agg(serial || CASE WHEN octet_length(sealed) = $4 THEN sealed ELSE $5 END, '' ORDER BY leaf_index)
                AS chunk
         FROM voting_ballot WHERE round_id = $1 AND leaf_index >= $2 AND leaf_index < $3`,
      [round, from, from + ballots, sealedBytes, Buffer.alloc(sealedBytes)],
    );
    // A copy of its own, so that its memory can go to a thread.
    return new Uint8Array(row?.chunk ?? []);
  }

  /** Keeps what was in a stretch; one that is there already stays as it is. */
  async keep(
    round: RoundId,
    from: number,
    { contents, opens }: { readonly contents: Uint8Array; readonly opens: Uint8Array },
  ): Promise<void> {
    await this.database.rows(
      `INSERT INTO voting_opened_stretch (round_id, leaf_from, opens, contents) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [round, from, viewOf(opens), viewOf(contents)],
    );
  }

  /** What was in the ballots of a round, in the order of the log, a stretch at a time. */
  async *contents(round: RoundId): AsyncGenerator<OpenedStretch> {
    for (let from = 0; ;) {
      const [row] = await this.database.rows<StretchRow>(
        `SELECT opens, contents FROM voting_opened_stretch WHERE round_id = $1 AND leaf_from = $2`,
        [round, from],
      );
      if (!row) return;
      yield stretchOf(row);
      from += row.opens.length;
    }
  }
}

interface StretchRow {
  readonly opens: Buffer;
  readonly contents: Buffer;
}

function stretchOf({ opens, contents }: StretchRow): OpenedStretch {
  const ballots = opens.length;
  const unopenable = ballots - opens.reduce((sum, one) => sum + one, 0);
  if (unopenable === 0) return { ballots, contents, unopenable };
  const length = contents.length / ballots;
  const opened = [...opens.keys()].filter((at) => opens[at] === 1);
  const parts = opened.map((at) => contents.subarray(at * length, (at + 1) * length));
  return { ballots, contents: Buffer.concat(parts), unopenable };
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
