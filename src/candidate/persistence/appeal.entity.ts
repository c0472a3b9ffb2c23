import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AccountId, CandidacyId, TerritoryCode } from '../../kernel/ids.js';
import { CandidacyEntity } from './candidacy.entity.js';

@Entity('candidate_appeal')
@Index('candidate_appeal_one_open', ['candidacyId'], { unique: true, where: 'outcome IS NULL' })
@Index('candidate_appeal_candidacy', ['candidacyId'])
@Check('candidate_appeal_step', "step IN ('territorial', 'regional', 'central')")
@Check('candidate_appeal_effect', "effect IN ('refused', 'struck-off')")
@Check('candidate_appeal_outcome', "outcome IN ('upheld', 'overturned', 'lapsed')")
@Check('candidate_appeal_clock', 'decide_by >= filed_at')
@Check(
  'candidate_appeal_ruled',
  "(outcome IS NOT NULL AND outcome <> 'lapsed') = (ruled_at IS NOT NULL) AND num_nonnulls(ruling, ruled_by, ruled_at) IN (0, 3)",
)
export class AppealEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @ForeignKey(() => CandidacyEntity, { name: 'candidate_appeal_of_candidacy' })
  @Column({ type: 'uuid', name: 'candidacy_id' })
  readonly candidacyId!: CandidacyId;

  @Column({ type: 'text' })
  readonly step!: string;

  @Column({ type: 'text', nullable: true })
  readonly body!: TerritoryCode | null;

  @Column({ type: 'text' })
  readonly effect!: string;

  @Column({ type: 'timestamptz', name: 'contested_at' })
  readonly contestedAt!: Date;

  @Column({ type: 'text' })
  readonly text!: string;

  @Column({ type: 'boolean' })
  readonly suspensive!: boolean;

  @Column({ type: 'timestamptz', name: 'filed_at' })
  readonly filedAt!: Date;

  @Column({ type: 'timestamptz', name: 'decide_by' })
  readonly decideBy!: Date;

  @Column({ type: 'text', nullable: true })
  readonly outcome!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly ruling!: string | null;

  @Column({ type: 'uuid', name: 'ruled_by', nullable: true })
  readonly ruledBy!: AccountId | null;

  @Column({ type: 'timestamptz', name: 'ruled_at', nullable: true })
  readonly ruledAt!: Date | null;
}
