import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type {
  CandidacyId,
  ContestId,
  PersonId,
  PrimaryId,
  TerritoryCode,
} from '../../kernel/ids.js';
import { PersonEntity } from './person.entity.js';

@Entity('candidate_candidacy')
@Index('candidate_candidacy_one_per_level', ['primaryId', 'personId', 'level', 'slot'], {
  unique: true,
  where: "state IN ('submitted', 'returned', 'under-review', 'registered')",
})
@Index('candidate_candidacy_one_per_contest', ['contestId', 'personId'], {
  unique: true,
  where: "state IN ('draft', 'submitted', 'returned', 'under-review', 'registered')",
})
@Index('candidate_candidacy_person', ['personId'])
@Index('candidate_candidacy_queue', ['primaryId', 'state', 'territory'])
@Check('candidate_candidacy_level', "level IN ('country', 'region', 'district')")
@Check('candidate_candidacy_route', "route IN ('party-organisation', 'self')")
@Check(
  'candidate_candidacy_state',
  "state IN ('draft', 'submitted', 'returned', 'under-review', 'registered', 'refused', 'withdrawn', 'struck-off')",
)
@Check(
  'candidate_candidacy_active_has_slot',
  "slot > 0 OR state NOT IN ('submitted', 'returned', 'under-review', 'registered')",
)
@Check(
  'candidate_candidacy_adverse_together',
  'num_nonnulls(adverse_effect, adverse_ground, adverse_text, adverse_at) IN (0, 4)',
)
@Check('candidate_candidacy_adverse_effect', "adverse_effect IN ('refused', 'struck-off')")
@Check(
  'candidate_candidacy_adverse_explained',
  "adverse_effect IS NOT NULL OR state NOT IN ('refused', 'struck-off')",
)
export class CandidacyEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: CandidacyId;

  @Column({ type: 'uuid', name: 'primary_id' })
  readonly primaryId!: PrimaryId;

  @Column({ type: 'uuid', name: 'contest_id' })
  readonly contestId!: ContestId;

  @ForeignKey(() => PersonEntity, { name: 'candidate_candidacy_of_person' })
  @Column({ type: 'uuid', name: 'person_id' })
  readonly personId!: PersonId;

  @Column({ type: 'text' })
  readonly level!: string;

  @Column({ type: 'text' })
  readonly territory!: TerritoryCode;

  @Column({ type: 'text' })
  readonly unit!: TerritoryCode;

  @Column({ type: 'text' })
  readonly route!: string;

  @Column({ type: 'text', nullable: true })
  readonly organisation!: string | null;

  @Column({ type: 'text', name: 'claimed_groups', array: true, default: () => "'{}'" })
  readonly claimedGroups!: readonly string[];

  @Column({ type: 'text', name: 'held_places', array: true, default: () => "'{}'" })
  readonly heldPlaces!: readonly string[];

  @Column({ type: 'text' })
  readonly state!: string;

  @Column({ type: 'timestamptz', name: 'state_since' })
  readonly stateSince!: Date;

  @Column({ type: 'smallint', nullable: true })
  readonly slot!: number | null;

  @Column({ type: 'text', nullable: true })
  readonly remark!: string | null;

  @Column({ type: 'timestamptz', name: 'submitted_at', nullable: true })
  readonly submittedAt!: Date | null;

  @Column({ type: 'text', name: 'adverse_effect', nullable: true })
  readonly adverseEffect!: string | null;

  @Column({ type: 'text', name: 'adverse_ground', nullable: true })
  readonly adverseGround!: string | null;

  @Column({ type: 'text', name: 'adverse_text', nullable: true })
  readonly adverseText!: string | null;

  @Column({ type: 'timestamptz', name: 'adverse_at', nullable: true })
  readonly adverseAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  readonly createdAt!: Date;
}
