import { Injectable } from '@nestjs/common';
import type { CandidacyId, ContestId, RoundId, TerritoryCode } from '../../kernel/ids.js';
import { Database } from '../../platform/database/index.js';
import { recountInForce } from '../persistence/recount.repository.js';
import type { RoundState } from '../domain/rounds/round-states.js';

/** A round somebody stands in, and what came of it once that is published. */
export interface CandidateRound {
  readonly roundId: RoundId;
  readonly contestId: ContestId;
  readonly stageId: string;
  readonly unit: TerritoryCode;
  readonly state: RoundState;
  readonly standing: {
    /** Null where the method ranks by no sum. */
    readonly votes: number | null;
    readonly rank: number;
    readonly elected: boolean;
  } | null;
}

/** The way of a candidate through the rounds. */
@Injectable()
export class CandidateRounds {
  constructor(private readonly database: Database) {}

  /** The rounds of a candidate, the first first. */
  async of(candidacy: CandidacyId): Promise<CandidateRound[]> {
    return await this.database.rows<CandidateRound>(
      `SELECT r.id AS "roundId", r.contest_id AS "contestId", r.stage_id AS "stageId", r.unit, r.state,
              (SELECT counted FROM voting_result v LEFT JOIN LATERAL (${recountInForce}) f ON true
                 CROSS JOIN LATERAL jsonb_array_elements(coalesce(f.result, v.result) -> 'candidates') AS counted
                WHERE v.round_id = r.id AND r.state IN ('published', 'final')
                  AND counted ->> 'candidacyId' = $1::text) AS standing
         FROM voting_round_candidate c JOIN voting_round r ON r.id = c.round_id
        WHERE c.candidacy_id = $1::uuid ORDER BY r.opens_at, r.id`,
      [candidacy],
    );
  }
}
