import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AccountId, ContestId, PrimaryId, TerritoryCode } from '../../kernel/ids.js';
import type { DebateState } from '../domain/debate-state.js';
import type { DebateId } from '../domain/ids.js';

@Entity('campaign_debate')
@Index('campaign_debate_schedule', ['primaryId', 'startsAt'])
@Check('campaign_debate_state', "state IN ('scheduled', 'drawn', 'held', 'cancelled')")
@Check('campaign_debate_place', "btrim(place) <> ''")
@Check('campaign_debate_cancelled', "(state = 'cancelled') = (cancelled_because IS NOT NULL)")
@Check(
  'campaign_debate_lot',
  "lot_secret ~ '^[0-9a-f]{64}$' AND lot_commitment ~ '^[0-9a-f]{64}$' AND lot_seed ~ '^[0-9a-f]{64}$'",
)
@Check('campaign_debate_drawn_together', 'num_nonnulls(lot_word, lot_seed, drawn_at) IN (0, 3)')
@Check(
  'campaign_debate_drawn',
  "CASE state WHEN 'scheduled' THEN drawn_at IS NULL WHEN 'cancelled' THEN true ELSE drawn_at IS NOT NULL END",
)
export class DebateEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'PK_campaign_debate' })
  readonly id!: DebateId;

  @Column({ type: 'uuid', name: 'primary_id' })
  readonly primaryId!: PrimaryId;

  @Column({ type: 'uuid', name: 'contest_id' })
  readonly contestId!: ContestId;

  @Column({ type: 'text' })
  readonly unit!: TerritoryCode;

  @Column({ type: 'text' })
  readonly place!: string;

  @Column({ type: 'timestamptz', name: 'starts_at' })
  readonly startsAt!: Date;

  @Column({ type: 'text', name: 'stream_address', nullable: true })
  readonly streamAddress!: string | null;

  @Column({ type: 'text', name: 'recording_address', nullable: true })
  readonly recordingAddress!: string | null;

  @Column({ type: 'text' })
  readonly state!: DebateState;

  @Column({ type: 'text', name: 'cancelled_because', nullable: true })
  readonly cancelledBecause!: string | null;

  /** Half of the seed, made when the debate is scheduled and shown when the order is drawn. */
  @Column({ type: 'text', name: 'lot_secret' })
  readonly lotSecret!: string;

  /** The hash of the secret, shown from the beginning. */
  @Column({ type: 'text', name: 'lot_commitment' })
  readonly lotCommitment!: string;

  /** The other half of the seed: what was said aloud at the draw. */
  @Column({ type: 'text', name: 'lot_word', nullable: true })
  readonly lotWord!: string | null;

  @Column({ type: 'text', name: 'lot_seed', nullable: true })
  readonly lotSeed!: string | null;

  @Column({ type: 'timestamptz', name: 'drawn_at', nullable: true })
  readonly drawnAt!: Date | null;

  @Column({ type: 'uuid', name: 'scheduled_by' })
  readonly scheduledBy!: AccountId;

  @Column({ type: 'timestamptz', name: 'scheduled_at' })
  readonly scheduledAt!: Date;
}
