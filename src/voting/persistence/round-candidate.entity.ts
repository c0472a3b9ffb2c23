import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { CandidacyId, RoundId } from '../../kernel/ids.js';
import { RoundEntity } from './round.entity.js';

/** A candidate on the ballot of a round, at the place drawn by lot. Ballots name candidates by this place. */
@Entity('voting_round_candidate')
@Unique('voting_round_candidate_once', ['roundId', 'candidacyId'])
@Index('voting_round_candidate_candidacy', ['candidacyId'])
@Check('voting_round_candidate_position', 'position >= 0')
export class RoundCandidateEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'round_id',
    primaryKeyConstraintName: 'PK_voting_round_candidate',
  })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_round_candidate_round' })
  readonly roundId!: RoundId;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'PK_voting_round_candidate' })
  readonly position!: number;

  @Column({ type: 'uuid', name: 'candidacy_id' })
  readonly candidacyId!: CandidacyId;
}
