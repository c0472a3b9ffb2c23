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
  /** The contents of those that opened and have the length of the round, one after the other. */
  readonly contents: Buffer;
  readonly unopenable: number;
  /** Of another length than the ballots of the round have. */
  readonly misshapen: number;
}

/**
 * Sealed ballots and what was in them. All ballots of a round have one length, so that a stretch of the log comes and goes
 * as one value: a million ballots are a hundred rows.
 */
@Injectable()
export class OpenedBallotRepository {
  constructor(private readonly database: Database) {}

  async progress(round: RoundId): Promise<BoxProgress> {
    const [row] = await this.database.rows<BoxProgress>(
      `SELECT (SELECT count(*)::integer FROM voting_ballot WHERE round_id = $1) AS ballots,
              (SELECT count(*)::integer FROM voting_opened_ballot WHERE round_id = $1) AS opened`,
      [round],
    );
    return row ?? { ballots: 0, opened: 0 };
  }

  /** The first place of the log from which on nothing was opened. Ballots are opened in the order of the log. */
  async nextPlace(round: RoundId): Promise<number> {
    const [row] = await this.database.rows<{ next: number }>(
      'SELECT coalesce(max(leaf_index) + 1, 0) AS next FROM voting_opened_ballot WHERE round_id = $1',
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
                         AND NOT EXISTS (SELECT 1 FROM voting_opened_ballot o
                                          WHERE o.round_id = b.round_id AND o.leaf_index = b.leaf_index))`,
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

  /** Keeps what was in a stretch: for each ballot one byte of `opens`, and `contentBytes` of `contents`. */
  async keep(
    round: RoundId,
    from: number,
    { contents, opens }: { readonly contents: Uint8Array; readonly opens: Uint8Array },
  ): Promise<void> {
    await this.database.rows(
      `INSERT INTO voting_opened_ballot (round_id, leaf_index, content)
       SELECT $1, $2::integer + i, CASE WHEN get_byte($3::bytea, i) = 1
                                        THEN substring($4::bytea FROM i * $5::integer + 1 FOR $5::integer) END
         FROM generate_series(0, octet_length($3::bytea) - 1) AS i
       ON CONFLICT DO NOTHING`,
      [round, from, Buffer.from(opens), Buffer.from(contents), contents.length / opens.length],
    );
  }

  /** What was in the ballots of a round, in the order of the log, a stretch at a time. */
  async *contents(round: RoundId, contentBytes: number): AsyncGenerator<OpenedStretch> {
    const page = 20_000;
    for (let from = 0; ; from += page) {
      const [row] = await this.database.rows<OpenedStretch>(
        `SELECT count(*)::integer AS ballots,
                (count(*) FILTER (WHERE content IS NULL))::integer AS unopenable,
                (count(*) FILTER (WHERE octet_length(content) <> $4))::integer AS misshapen,
                coalesce(string_agg(content, '' ORDER BY leaf_index) FILTER (WHERE octet_length(content) = $4), '') AS contents
           FROM voting_opened_ballot WHERE round_id = $1 AND leaf_index >= $2 AND leaf_index < $3`,
        [round, from, from + page, contentBytes],
      );
      if (!row || row.ballots === 0) return;
      yield row;
    }
  }
}
