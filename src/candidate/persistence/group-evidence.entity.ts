import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId, CandidacyId } from '../../kernel/ids.js';
import { CandidacyEntity } from './candidacy.entity.js';

@Entity('candidate_group_evidence')
@Check(
  'candidate_group_evidence_basis',
  "basis IN ('sex', 'birth-date', 'certificate', 'declaration')",
)
@Check('candidate_group_evidence_state', "state IN ('claimed', 'verified', 'rejected')")
@Check(
  'candidate_group_evidence_found',
  "(state = 'claimed') = (found_by IS NULL) AND (found_by IS NULL) = (found_at IS NULL)",
)
export class GroupEvidenceEntity {
  @ForeignKey(() => CandidacyEntity, { name: 'candidate_group_evidence_of_candidacy' })
  @PrimaryColumn({ type: 'uuid', name: 'candidacy_id' })
  readonly candidacyId!: CandidacyId;

  @PrimaryColumn({ type: 'text', name: 'group_id' })
  readonly group!: string;

  @Column({ type: 'text' })
  readonly basis!: string;

  @Column({ type: 'text' })
  readonly state!: string;

  @Column({ type: 'text', default: '' })
  readonly note!: string;

  @Column({ type: 'uuid', name: 'found_by', nullable: true })
  readonly foundBy!: AccountId | null;

  @Column({ type: 'timestamptz', name: 'found_at', nullable: true })
  readonly foundAt!: Date | null;
}
