import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { ContestId, PrimaryId, RoundId, TerritoryCode } from '../../kernel/ids.js';
import type { BallotForm } from '../domain/ballots/ballot.js';
import type { RoundState } from '../domain/rounds/round-states.js';

/** One vote in one unit of a stage. */
@Entity('voting_round')
@Unique('voting_round_one_per_unit', ['contestId', 'stageId', 'unit', 'attempt'])
@Check('voting_round_attempt', 'attempt > 0')
@Index('voting_round_primary', ['primaryId'])
@Check('voting_round_electorate', "electorate IN ('members', 'delegates', 'commission')")
@Check(
  'voting_round_ballot_kind',
  "ballot_kind IN ('single', 'rating', 'cumulative', 'score', 'ranking')",
)
@Check(
  'voting_round_highest_value',
  "highest_value > 0 AND (highest_value = 1 OR ballot_kind NOT IN ('single', 'rating'))",
)
@Check(
  'voting_round_votes',
  "(votes IS NOT NULL) = (ballot_kind = 'cumulative') AND (votes IS NULL OR votes > 0)",
)
@Check('voting_round_equal_ranks', "NOT equal_ranks OR ballot_kind = 'ranking'")
@Check('voting_round_marks', "marks > 0 AND (ballot_kind <> 'single' OR marks = 1)")
@Check('voting_round_unit_seats', 'unit_seats >= 0')
@Check('voting_round_content_bytes', 'content_bytes > 0')
@Check(
  'voting_round_state',
  "state IN ('planned', 'open', 'paused', 'extended', 'closed', 'counted', 'signed', 'published', 'final')",
)
@Check('voting_round_times', 'closes_at > opens_at')
@Check('voting_round_box_key', 'octet_length(box_key) = 32')
@Check('voting_round_roll', '(roll_frozen_at IS NULL) = (roll_size IS NULL)')
export class RoundEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'PK_voting_round' })
  readonly id!: RoundId;

  @Column({ type: 'uuid', name: 'primary_id' })
  readonly primaryId!: PrimaryId;

  @Column({ type: 'uuid', name: 'contest_id' })
  readonly contestId!: ContestId;

  @Column({ type: 'text', name: 'stage_id' })
  readonly stageId!: string;

  @Column({ type: 'text' })
  readonly unit!: TerritoryCode;

  /** More than 1 where the round is held again after one without a quorum. */
  @Column({ type: 'integer', default: 1 })
  readonly attempt!: number;

  @Column({ type: 'text' })
  readonly electorate!: 'members' | 'delegates' | 'commission';

  @Column({ type: 'text', array: true })
  readonly channels!: ('online' | 'paper')[];

  @Column({ type: 'text', name: 'ballot_kind' })
  readonly ballotKind!: BallotForm['kind'];

  /** The most marks a ballot may carry. */
  @Column({ type: 'integer' })
  readonly marks!: number;

  /** The highest value beside a mark: the highest score, the last rank, the most votes for one; 1 where a mark is a mark. */
  @Column({ type: 'integer', name: 'highest_value', default: 1 })
  readonly highestValue!: number;

  /** How many votes a cumulative ballot gives away. */
  @Column({ type: 'integer', nullable: true })
  readonly votes!: number | null;

  /** Whether several candidates of a ranking may stand on one place. */
  @Column({ type: 'boolean', name: 'equal_ranks', default: false })
  readonly equalRanks!: boolean;

  /** How many of the contest's seats this unit fills. */
  @Column({ type: 'integer', name: 'unit_seats' })
  readonly unitSeats!: number;

  /** Every ballot of the round has this length, so that its size says nothing. */
  @Column({ type: 'integer', name: 'content_bytes' })
  readonly contentBytes!: number;

  /** What the order of the candidates was drawn from. */
  @Column({ type: 'text', name: 'order_seed' })
  readonly orderSeed!: string;

  @Column({ type: 'text', default: 'planned' })
  readonly state!: RoundState;

  @Column({ type: 'timestamptz', name: 'opens_at' })
  readonly opensAt!: Date;

  @Column({ type: 'timestamptz', name: 'closes_at' })
  readonly closesAt!: Date;

  @Column({ type: 'timestamptz', name: 'roll_frozen_at', nullable: true })
  readonly rollFrozenAt!: Date | null;

  @Column({ type: 'integer', name: 'roll_size', nullable: true })
  readonly rollSize!: number | null;

  /** When the rows that the closing wrote anew were gone from the files of the database, too. */
  @Column({ type: 'timestamptz', name: 'swept_at', nullable: true })
  readonly sweptAt!: Date | null;

  /** The key (Ed25519) that signs receipts and heads of the box, where that is a program of its own; null: the ledger key. */
  @Column({ type: 'bytea', name: 'box_key', nullable: true })
  readonly boxKey!: Buffer | null;
}
