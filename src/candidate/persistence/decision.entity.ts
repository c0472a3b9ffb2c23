import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AccountId, CandidacyId, TerritoryCode } from '../../kernel/ids.js';
import { CandidacyEntity } from './candidacy.entity.js';

@Entity('candidate_decision')
@Index('candidate_decision_one_open', ['candidacyId'], { unique: true, where: "outcome = 'open'" })
@Index('candidate_decision_candidacy', ['candidacyId'])
@Check('candidate_decision_proposal', "proposal IN ('register', 'refuse')")
@Check('candidate_decision_ground', "(proposal = 'refuse') = (ground IS NOT NULL)")
@Check(
  'candidate_decision_outcome',
  "outcome IN ('open', 'carried', 'not-carried', 'no-quorum', 'abandoned')",
)
@Check('candidate_decision_settled', "(outcome = 'open') = (settled_at IS NULL)")
@Check('candidate_decision_seats', 'seats > 0')
export class DecisionEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @ForeignKey(() => CandidacyEntity, { name: 'candidate_decision_of_candidacy' })
  @Column({ type: 'uuid', name: 'candidacy_id' })
  readonly candidacyId!: CandidacyId;

  @Column({ type: 'text' })
  readonly commission!: TerritoryCode;

  @Column({ type: 'text' })
  readonly proposal!: string;

  @Column({ type: 'text', nullable: true })
  readonly ground!: string | null;

  @Column({ type: 'text', default: '' })
  readonly text!: string;

  @Column({ type: 'smallint' })
  readonly seats!: number;

  @Column({ type: 'text', name: 'quorum_share' })
  readonly quorumShare!: string;

  @Column({ type: 'text', name: 'quorum_round' })
  readonly quorumRound!: string;

  @Column({ type: 'text' })
  readonly majority!: string;

  @Column({ type: 'text' })
  readonly outcome!: string;

  @Column({ type: 'uuid', name: 'proposed_by' })
  readonly proposedBy!: AccountId;

  @Column({ type: 'timestamptz', name: 'proposed_at' })
  readonly proposedAt!: Date;

  @Column({ type: 'timestamptz', name: 'settled_at', nullable: true })
  readonly settledAt!: Date | null;
}
