import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AccountId, CandidacyId, ContestId } from '../../kernel/ids.js';
import type { EventKind } from '../domain/candidate-event.js';
import type { EventId } from '../domain/ids.js';

@Entity('campaign_event')
@Index('campaign_event_candidacy', ['candidacyId', 'heldAt'])
@Check(
  'campaign_event_kind',
  "kind IN ('meeting', 'door-to-door', 'reception', 'broadcast', 'online', 'other')",
)
@Check('campaign_event_place', "btrim(place) <> ''")
@Check('campaign_event_attended', 'attended >= 0')
@Check('campaign_event_after', 'held_at <= recorded_at')
export class CandidateEventEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'PK_campaign_event' })
  readonly id!: EventId;

  @Column({ type: 'uuid', name: 'contest_id' })
  readonly contestId!: ContestId;

  @Column({ type: 'uuid', name: 'candidacy_id' })
  readonly candidacyId!: CandidacyId;

  @Column({ type: 'text' })
  readonly kind!: EventKind;

  @Column({ type: 'timestamptz', name: 'held_at' })
  readonly heldAt!: Date;

  @Column({ type: 'text' })
  readonly place!: string;

  @Column({ type: 'integer' })
  readonly attended!: number;

  @Column({ type: 'uuid', name: 'recorded_by' })
  readonly recordedBy!: AccountId;

  @Column({ type: 'timestamptz', name: 'recorded_at' })
  readonly recordedAt!: Date;
}
