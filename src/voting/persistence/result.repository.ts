import { Injectable } from '@nestjs/common';
import type { AccountId, CandidacyId, RoundId } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { RoundCount } from '../domain/rounds/round-count.js';
import type { TieVote } from '../domain/ties/tie-decision.js';

/** A result with what was done about it. */
export interface StoredResult {
  readonly result: RoundCount;
  readonly hash: string;
  readonly countedAt: Date;
  readonly publishedAt: Date | null;
}

export interface StoredSignature {
  readonly member: AccountId;
  readonly signedAt: Date;
}

export interface StoredDissent {
  readonly member: AccountId;
  readonly text: string;
}

/** Results, the commission's votes on ties, its signatures and its dissent. */
@Injectable()
export class ResultRepository {
  constructor(private readonly database: Database) {}

  async of(roundId: RoundId, tx?: Tx): Promise<StoredResult | null> {
    const [row] = await this.database.rows<StoredResult>(
      `SELECT result, hash, counted_at AS "countedAt", published_at AS "publishedAt"
         FROM voting_result WHERE round_id = $1`,
      [roundId],
      tx,
    );
    return row ?? null;
  }

  /** Keeps a result; the signatures under another one are void. */
  async keep(
    tx: Tx,
    roundId: RoundId,
    result: RoundCount,
    counted: { readonly hash: string; readonly at: Date; readonly by: AccountId | null },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO voting_result (round_id, result, hash, counted_at, counted_by) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (round_id) DO UPDATE SET result = $2, hash = $3, counted_at = $4, counted_by = $5`,
      [roundId, JSON.stringify(result), counted.hash, counted.at, counted.by],
    );
    await tx.query(
      'DELETE FROM voting_protocol_signature WHERE round_id = $1 AND result_hash <> $2',
      [roundId, counted.hash],
    );
  }

  async publish(tx: Tx, roundId: RoundId, at: Date): Promise<void> {
    await tx.query('UPDATE voting_result SET published_at = $2 WHERE round_id = $1', [roundId, at]);
  }

  async tieVotes(roundId: RoundId, tx?: Tx): Promise<TieVote[]> {
    return await this.database.rows<TieVote>(
      `SELECT tie, member, candidacies AS "order" FROM voting_tie_decision WHERE round_id = $1
        ORDER BY tie, decided_at, member`,
      [roundId],
      tx,
    );
  }

  async voteOnTie(
    tx: Tx,
    roundId: RoundId,
    vote: TieVote & { readonly reason: string; readonly at: Date },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO voting_tie_decision (round_id, tie, member, candidacies, reason, decided_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (round_id, tie, member) DO UPDATE SET candidacies = $4, reason = $5, decided_at = $6`,
      [roundId, vote.tie, vote.member, vote.order, vote.reason, vote.at],
    );
  }

  async signatures(roundId: RoundId, tx?: Tx): Promise<StoredSignature[]> {
    return await this.database.rows<StoredSignature>(
      `SELECT member, signed_at AS "signedAt" FROM voting_protocol_signature WHERE round_id = $1
        ORDER BY signed_at, member`,
      [roundId],
      tx,
    );
  }

  async sign(
    tx: Tx,
    roundId: RoundId,
    signature: StoredSignature & { readonly hash: string },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO voting_protocol_signature (round_id, member, result_hash, signed_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (round_id, member) DO UPDATE SET result_hash = $3, signed_at = $4`,
      [roundId, signature.member, signature.hash, signature.signedAt],
    );
  }

  /** The signatures fall when the count is taken back. */
  async voidSignatures(tx: Tx, roundId: RoundId): Promise<void> {
    await tx.query('DELETE FROM voting_protocol_signature WHERE round_id = $1', [roundId]);
  }

  async dissents(roundId: RoundId, tx?: Tx): Promise<StoredDissent[]> {
    return await this.database.rows<StoredDissent>(
      'SELECT member, text FROM voting_dissent WHERE round_id = $1 ORDER BY stated_at, member',
      [roundId],
      tx,
    );
  }

  async dissent(tx: Tx, roundId: RoundId, dissent: StoredDissent, at: Date): Promise<void> {
    await tx.query(
      `INSERT INTO voting_dissent (round_id, member, text, stated_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (round_id, member) DO UPDATE SET text = $3, stated_at = $4`,
      [roundId, dissent.member, dissent.text, at],
    );
  }

  /** Whether the round was held again, or the stage after it has begun. */
  async isOvertaken(
    tx: Tx,
    roundId: RoundId,
    laterStages: readonly string[],
  ): Promise<{ readonly repeated: boolean; readonly stageOver: boolean }> {
    const [row] = await this.database.rows<{ repeated: boolean; stageOver: boolean }>(
      `SELECT
         EXISTS (SELECT 1 FROM voting_round l WHERE l.contest_id = r.contest_id AND l.stage_id = r.stage_id
                    AND l.unit = r.unit AND l.attempt > r.attempt) AS repeated,
         EXISTS (SELECT 1 FROM voting_round n WHERE n.contest_id = r.contest_id
                    AND n.stage_id = ANY ($2::text[])) AS "stageOver"
         FROM voting_round r WHERE r.id = $1`,
      [roundId, laterStages],
      tx,
    );
    return row ?? { repeated: false, stageOver: false };
  }

  /** Plans a round like another one, once more, with the candidates in a new order. */
  async repeat(
    tx: Tx,
    of: RoundId,
    again: {
      readonly id: RoundId;
      readonly seed: string;
      readonly opensAt: Date;
      readonly closesAt: Date;
      readonly candidates: readonly CandidacyId[];
    },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO voting_round (id, primary_id, contest_id, stage_id, unit, attempt, electorate, channels, ballot_kind,
         marks, highest_value, votes, equal_ranks, unit_seats, content_bytes, order_seed, opens_at, closes_at)
       SELECT $2, primary_id, contest_id, stage_id, unit, attempt + 1, electorate, channels, ballot_kind,
         marks, highest_value, votes, equal_ranks, unit_seats, content_bytes, $3, $4, $5 FROM voting_round WHERE id = $1`,
      [of, again.id, again.seed, again.opensAt, again.closesAt],
    );
    await tx.query(
      `INSERT INTO voting_round_candidate (round_id, position, candidacy_id)
       SELECT $1, place - 1, id FROM unnest($2::uuid[]) WITH ORDINALITY AS c (id, place)`,
      [again.id, again.candidates],
    );
  }
}
