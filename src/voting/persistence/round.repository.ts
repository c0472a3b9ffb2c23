import { Injectable } from '@nestjs/common';
import type {
  AccountId,
  CandidacyId,
  ContestId,
  MemberId,
  PrimaryId,
  RoundId,
  TerritoryCode,
} from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/index.js';
import type { BallotForm } from '../domain/ballots/ballot.js';
import type { RoundState } from '../domain/rounds/round-states.js';
import { lockOfRound } from './round-gate.js';

/** A round as it stands. */
export interface Round {
  readonly id: RoundId;
  readonly primaryId: PrimaryId;
  readonly contestId: ContestId;
  readonly stageId: string;
  readonly unit: TerritoryCode;
  readonly electorate: 'members' | 'delegates' | 'commission';
  readonly channels: readonly ('online' | 'paper')[];
  readonly ballotKind: BallotForm['kind'];
  /** The most marks a ballot may carry. */
  readonly marks: number;
  /** The highest value beside a mark: the highest score, the last rank, the most votes for one; 1 where a mark is a mark. */
  readonly highestValue: number;
  /** How many votes a cumulative ballot gives away; null for every other. */
  readonly votes: number | null;
  readonly equalRanks: boolean;
  readonly unitSeats: number;
  readonly contentBytes: number;
  readonly orderSeed: string;
  readonly state: RoundState;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly rollFrozenAt: Date | null;
  readonly rollSize: number | null;
}

export type PlannedRound = Omit<Round, 'state' | 'rollFrozenAt' | 'rollSize'>;

/** A decision about the time of a round. */
export interface RoundDecision {
  readonly kind: 'open' | 'pause' | 'resume' | 'extend' | 'close';
  readonly reason: string;
  readonly actor: AccountId | null;
  readonly at: Date;
  readonly closesAt: Date | null;
}

/** What the database knows about a round at the moment of its clock, for a decision about it. */
export interface RoundCounts {
  readonly now: Date;
  readonly candidates: number;
  readonly places: number;
  readonly extended: boolean;
  readonly participations: number;
  readonly ballots: number;
  /** Ballots of the box that were opened, or found not to open. */
  readonly ballotsOpened: number;
  readonly paperVoters: number;
}

const columns = `id, primary_id AS "primaryId", contest_id AS "contestId", stage_id AS "stageId", unit, electorate,
  channels, ballot_kind AS "ballotKind", marks, highest_value AS "highestValue", votes,
  equal_ranks AS "equalRanks", unit_seats AS "unitSeats", content_bytes AS "contentBytes",
  order_seed AS "orderSeed", state, opens_at AS "opensAt", closes_at AS "closesAt",
  roll_frozen_at AS "rollFrozenAt", roll_size AS "rollSize"`;

@Injectable()
export class RoundRepository {
  constructor(private readonly database: Database) {}

  async byId(id: RoundId): Promise<Round | null> {
    const [round] = await this.some('id = $1', [id]);
    return round ?? null;
  }

  /** The rounds of a stage by unit. */
  async ofStage(contestId: ContestId, stageId: string, tx?: Tx): Promise<Round[]> {
    return await this.some('contest_id = $1 AND stage_id = $2', [contestId, stageId], tx);
  }

  async ofContest(contestId: ContestId): Promise<Round[]> {
    return await this.some('contest_id = $1', [contestId]);
  }

  async ofPrimary(primaryId: PrimaryId): Promise<Round[]> {
    return await this.some('primary_id = $1', [primaryId]);
  }

  /** The rounds in which an account has a share of the ballot key. */
  async ofTrustee(account: AccountId): Promise<Round[]> {
    return await this.some('id IN (SELECT round_id FROM voting_key_share WHERE account_id = $1)', [
      account,
    ]);
  }

  /** The rounds on whose roll a member stands. */
  async ofVoter(member: MemberId): Promise<Round[]> {
    return await this.some('id IN (SELECT round_id FROM voting_roll_entry WHERE member_id = $1)', [
      member,
    ]);
  }

  /** The rounds whose opening or closing is still to come. */
  async waitingForClock(): Promise<Round[]> {
    return await this.some("state IN ('planned', 'open', 'paused', 'extended')", []);
  }

  /** The rounds that should have been closed for half a minute. */
  async overdue(): Promise<Round[]> {
    return await this.some(
      `state IN ('open', 'paused', 'extended') AND closes_at < now() - interval '30 seconds'`,
      [],
    );
  }

  /** The round, held against every other change and against ballots in flight until the transaction ends. */
  async hold(tx: Tx, id: RoundId): Promise<Round | null> {
    await tx.query(`SELECT pg_advisory_xact_lock(${lockOfRound('$1')})`, [id]);
    await tx.query('SELECT 1 FROM voting_round WHERE id = $1 FOR NO KEY UPDATE', [id]);
    const [round] = await this.some('id = $1', [id], tx);
    return round ?? null;
  }

  /** Lets one at a time plan a stage. */
  async holdStage(tx: Tx, contestId: ContestId, stageId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `voting-stage/${contestId}/${stageId}`,
    ]);
  }

  /** The candidates in the order drawn for the ballot. */
  async candidates(round: RoundId): Promise<CandidacyId[]> {
    const rows = await this.database.rows<{ id: CandidacyId }>(
      'SELECT candidacy_id AS id FROM voting_round_candidate WHERE round_id = $1 ORDER BY position',
      [round],
    );
    return rows.map(({ id }) => id);
  }

  async decisions(round: RoundId): Promise<RoundDecision[]> {
    return await this.database.rows<RoundDecision>(
      `SELECT kind, reason, actor, at, closes_at AS "closesAt" FROM voting_round_decision
        WHERE round_id = $1 ORDER BY at, id`,
      [round],
    );
  }

  async add(tx: Tx, round: PlannedRound, candidates: readonly CandidacyId[]): Promise<void> {
    await tx.query(
      `INSERT INTO voting_round (id, primary_id, contest_id, stage_id, unit, electorate, channels, ballot_kind, marks,
         highest_value, votes, equal_ranks, unit_seats, content_bytes, order_seed, opens_at, closes_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
      [
        round.id,
        round.primaryId,
        round.contestId,
        round.stageId,
        round.unit,
        round.electorate,
        round.channels,
        round.ballotKind,
        round.marks,
        round.highestValue,
        round.votes,
        round.equalRanks,
        round.unitSeats,
        round.contentBytes,
        round.orderSeed,
        round.opensAt,
        round.closesAt,
      ],
    );
    await tx.query(
      `INSERT INTO voting_round_candidate (round_id, position, candidacy_id)
       SELECT $1, place - 1, id FROM unnest($2::uuid[]) WITH ORDINALITY AS c (id, place)`,
      [round.id, candidates],
    );
  }

  /** What a decision about the round is made from, by the clock of the database at this moment. */
  async counts(tx: Tx, round: RoundId): Promise<RoundCounts> {
    const [row] = await tx.query<[RoundCounts]>(
      `SELECT clock_timestamp() AS now,
         (SELECT count(*)::integer FROM voting_round_candidate WHERE round_id = $1) AS candidates,
         (SELECT count(*)::integer FROM voting_place WHERE round_id = $1) AS places,
         EXISTS (SELECT 1 FROM voting_round_decision WHERE round_id = $1 AND kind = 'extend') AS extended,
         (SELECT count(*)::integer FROM voting_participation WHERE round_id = $1) AS participations,
         (SELECT count(*)::integer FROM voting_ballot WHERE round_id = $1) AS ballots,
         (SELECT coalesce(sum(octet_length(opens)), 0)::integer FROM voting_opened_stretch
           WHERE round_id = $1) AS "ballotsOpened",
         (SELECT count(*)::integer FROM voting_roll_entry
           WHERE round_id = $1 AND channel = 'paper') AS "paperVoters"`,
      [round],
    );
    return row;
  }

  async setState(tx: Tx, round: RoundId, state: RoundState): Promise<void> {
    await tx.query('UPDATE voting_round SET state = $2 WHERE id = $1', [round, state]);
  }

  /** Notes with which key the box signs, where it is a program of its own. */
  async setBoxKey(tx: Tx, round: RoundId, key: Buffer): Promise<void> {
    await tx.query('UPDATE voting_round SET box_key = $2 WHERE id = $1', [round, key]);
  }

  /** The key that the box signs with, if it is not this program's. */
  async boxKey(round: RoundId): Promise<Buffer | null> {
    const [row] = await this.database.rows<{ key: Buffer | null }>(
      'SELECT box_key AS key FROM voting_round WHERE id = $1',
      [round],
    );
    return row?.key ?? null;
  }

  async setClosing(tx: Tx, round: RoundId, closesAt: Date): Promise<void> {
    await tx.query('UPDATE voting_round SET closes_at = $2 WHERE id = $1', [round, closesAt]);
  }

  async setRoll(tx: Tx, round: RoundId, frozenAt: Date, size: number): Promise<void> {
    await tx.query('UPDATE voting_round SET roll_frozen_at = $2, roll_size = $3 WHERE id = $1', [
      round,
      frozenAt,
      size,
    ]);
  }

  async addDecision(tx: Tx, id: string, round: RoundId, decision: RoundDecision): Promise<void> {
    await tx.query(
      `INSERT INTO voting_round_decision (id, round_id, kind, reason, actor, at, closes_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, round, decision.kind, decision.reason, decision.actor, decision.at, decision.closesAt],
    );
  }

  private async some(where: string, values: readonly unknown[], tx?: Tx): Promise<Round[]> {
    return await this.database.rows<Round>(
      `SELECT ${columns} FROM voting_round WHERE ${where} ORDER BY opens_at, unit`,
      values,
      tx,
    );
  }
}
