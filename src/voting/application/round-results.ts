import { Injectable } from '@nestjs/common';
import type { CandidacyId, ContestId, RoundId, TerritoryCode } from '../../kernel/ids.js';
import { Database } from '../../platform/database/index.js';
import { PrimaryDirectory } from '../../primary/index.js';
import type { CountOutcome, RoundCount } from '../domain/rounds/round-count.js';
import { showsResult, type RoundState } from '../domain/rounds/round-states.js';
import type { TieReport } from '../domain/ties/ties.js';
import { recountInForce } from '../persistence/recount.repository.js';

/** A published result, as other modules may use it. */
export interface RoundResult {
  readonly roundId: RoundId;
  readonly contestId: ContestId;
  readonly stageId: string;
  readonly unit: TerritoryCode;
  readonly unitSeats: number;
  readonly rollSize: number;
  readonly turnout: number;
  readonly valid: number;
  readonly invalid: number;
  /** `quorum-not-met`: too few took part and nobody is elected. */
  readonly outcome: CountOutcome;
  /** In the order of the ranking. */
  readonly candidates: readonly {
    readonly candidacyId: CandidacyId;
    /** Null where the method ranks by no sum. */
    readonly votes: number | null;
    readonly rank: number;
    readonly elected: boolean;
  }[];
  readonly ties: readonly TieReport[];
  /** SHA-256 of the canonical result: the one the commission signed, or its last recount. */
  readonly hash: string;
}

/** A published result as it was counted. */
export interface RoundDocument {
  readonly roundId: RoundId;
  readonly unit: TerritoryCode;
  readonly result: RoundCount;
}

/** The rounds of a stage that count: where one was held again, the last. */
const ofStage = `r.contest_id = $1 AND r.stage_id = $2 AND NOT EXISTS (
  SELECT 1 FROM voting_round l WHERE l.contest_id = r.contest_id AND l.stage_id = r.stage_id AND l.unit = r.unit
     AND l.attempt > r.attempt)`;

interface ResultRow {
  readonly roundId: RoundId;
  readonly contestId: ContestId;
  readonly stageId: string;
  readonly unit: TerritoryCode;
  readonly state: RoundState;
  readonly result: RoundCount | null;
  readonly hash: string | null;
}

/** What other modules may ask about votes. Nothing is answered before it is published. */
@Injectable()
export class RoundResults {
  constructor(
    private readonly database: Database,
    private readonly primaries: PrimaryDirectory,
  ) {}

  /** The results of the last stage of a contest, or null until all its rounds are published. */
  async final(contestId: ContestId): Promise<RoundResult[] | null> {
    const contest = await this.primaries.contest(contestId);
    const last = contest && (await this.primaries.bodyRule(contest)).path.at(-1);
    return last ? await this.complete(contestId, last.id) : null;
  }

  /** The published results of a stage, by unit; a round that is not published yet is not among them. */
  async ofStage(contestId: ContestId, stageId: string): Promise<RoundResult[]> {
    const rows = await this.rows(ofStage, [contestId, stageId]);
    return rows.flatMap((row) => resultOf(row) ?? []);
  }

  /** The same as they were counted, word by word, with the rounds that count. */
  async documentsOf(contestId: ContestId, stageId: string): Promise<RoundDocument[]> {
    const rows = await this.rows(ofStage, [contestId, stageId]);
    return rows.flatMap(({ roundId, unit, state, result }) =>
      result && showsResult(state) ? [{ roundId, unit, result }] : [],
    );
  }

  /** The results of all rounds of a stage, or null while there is none or one of them is not published. */
  async complete(contestId: ContestId, stageId: string): Promise<RoundResult[] | null> {
    const rows = await this.rows(ofStage, [contestId, stageId]);
    const results = rows.flatMap((row) => resultOf(row) ?? []);
    return rows.length > 0 && results.length === rows.length ? results : null;
  }

  /** The published result of one round. */
  async ofRound(roundId: RoundId): Promise<RoundResult | null> {
    const [row] = await this.rows('r.id = $1', [roundId]);
    return row ? resultOf(row) : null;
  }

  private rows(where: string, parameters: readonly unknown[]): Promise<ResultRow[]> {
    return this.database.rows<ResultRow>(
      `SELECT r.id AS "roundId", r.contest_id AS "contestId", r.stage_id AS "stageId", r.unit, r.state,
              coalesce(c.result, v.result) AS result, coalesce(c.hash, v.hash) AS hash
         FROM voting_round r LEFT JOIN voting_result v ON v.round_id = r.id
         LEFT JOIN LATERAL (${recountInForce}) c ON true
        WHERE ${where} ORDER BY r.unit`,
      parameters,
    );
  }
}

function resultOf(row: ResultRow): RoundResult | null {
  const { roundId, contestId, stageId, unit, state, result, hash } = row;
  if (!result || hash === null || !showsResult(state)) return null;
  const { unitSeats, rollSize, turnout, valid, invalid, outcome, ties } = result;
  return {
    roundId,
    contestId,
    stageId,
    unit,
    unitSeats,
    rollSize,
    turnout,
    valid,
    invalid,
    outcome,
    candidates: result.candidates.map(({ candidacyId, votes, rank, elected }) => ({
      candidacyId: candidacyId as CandidacyId,
      votes,
      rank,
      elected,
    })),
    ties,
    hash,
  };
}
