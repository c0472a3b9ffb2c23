import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/index.js';
import type { OrderedRound, RoundOrder } from '../box-line/messages.js';
import { lockOfRound } from './round-gate.js';

/** What the box holds of a round before it follows an order. */
export interface OrderedBefore {
  readonly state: string;
  readonly closesAt: Date;
  /** Whether an order of this moment, or of a later one, was followed already. */
  readonly overtaken: boolean;
  readonly tokenKey: Buffer | null;
  readonly holdsBallots: boolean;
}

/** Rounds as the register orders them: read for an order there, written by one here. */
@Injectable()
export class RoundOrderRepository {
  /** The order that says how a round stands in the caller's transaction. */
  async orderOf(tx: Tx, round: RoundId): Promise<RoundOrder> {
    const [order] = await tx.query<[Omit<RoundOrder, 'kind'>]>(
      `SELECT to_jsonb(r) - '{roll_frozen_at,roll_size,swept_at,box_key}'::text[] AS round,
              translate(encode(k.public_key, 'base64'), E'\\n', '') AS "tokenKey",
              to_jsonb(clock_timestamp() AT TIME ZONE 'UTC') #>> '{}' || 'Z' AS at
         FROM voting_round r LEFT JOIN voting_token_key k ON k.round_id = r.id WHERE r.id = $1`,
      [round],
    );
    return { kind: 'order', ...order };
  }

  /** What is here of a round, held against ballots in flight and other orders; null when it is not known yet. */
  async hold(tx: Tx, { round, at }: RoundOrder): Promise<OrderedBefore | null> {
    await tx.query(`SELECT pg_advisory_xact_lock(${lockOfRound('$1')})`, [round.id]);
    await tx.query('SELECT 1 FROM voting_round WHERE id = $1 FOR NO KEY UPDATE', [round.id]);
    const [before] = await tx.query<OrderedBefore[]>(
      `SELECT r.state, r.closes_at AS "closesAt", coalesce(o.at >= $2::timestamptz, false) AS overtaken,
              k.public_key AS "tokenKey",
              EXISTS (SELECT 1 FROM voting_ballot b WHERE b.round_id = r.id) AS "holdsBallots"
         FROM voting_round r
         LEFT JOIN voting_round_order o ON o.round_id = r.id
         LEFT JOIN voting_token_key k ON k.round_id = r.id WHERE r.id = $1`,
      [round.id, at],
    );
    return before ?? null;
  }

  async follow(tx: Tx, { round, tokenKey, at }: RoundOrder): Promise<void> {
    await this.put(tx, round);
    await tx.query('DELETE FROM voting_token_key WHERE round_id = $1', [round.id]);
    if (tokenKey !== null)
      await tx.query('INSERT INTO voting_token_key (round_id, public_key) VALUES ($1, $2)', [
        round.id,
        Buffer.from(tokenKey, 'base64'),
      ]);
    await tx.query(
      `INSERT INTO voting_round_order (round_id, at) VALUES ($1, $2)
       ON CONFLICT (round_id) DO UPDATE SET at = EXCLUDED.at`,
      [round.id, at],
    );
  }

  /** Notes the end of a round, from which its traces are swept. */
  async end(tx: Tx, round: RoundId): Promise<void> {
    await tx.query(
      `INSERT INTO voting_round_decision (id, round_id, kind, reason, at)
       SELECT $2, $1, 'close', '', clock_timestamp()
        WHERE NOT EXISTS (SELECT 1 FROM voting_round_decision WHERE round_id = $1 AND kind = 'close')`,
      [round, randomUUID()],
    );
  }

  private async put(tx: Tx, round: OrderedRound): Promise<void> {
    await tx.query(
      `INSERT INTO voting_round SELECT * FROM jsonb_populate_record(NULL::voting_round, $1)
       ON CONFLICT (id) DO UPDATE SET state = EXCLUDED.state, opens_at = EXCLUDED.opens_at, closes_at = EXCLUDED.closes_at`,
      [JSON.stringify(round)],
    );
  }
}
