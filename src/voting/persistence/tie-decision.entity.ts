import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId, CandidacyId, RoundId } from '../../kernel/ids.js';
import { RoundEntity } from './round.entity.js';

/** How one member of the commission voted on a tie that the policy put to it. */
@Entity('voting_tie_decision')
@Check('voting_tie_decision_reason', "btrim(reason) <> ''")
export class TieDecisionEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'round_id',
    primaryKeyConstraintName: 'PK_voting_tie_decision',
  })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_tie_decision_round' })
  readonly roundId!: RoundId;

  /** The tied candidacies in the order of their identifiers. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'PK_voting_tie_decision' })
  readonly tie!: string;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'PK_voting_tie_decision' })
  readonly member!: AccountId;

  /** The same candidacies in the order this member wants. */
  @Column({ type: 'uuid', array: true })
  readonly candidacies!: CandidacyId[];

  @Column({ type: 'text' })
  readonly reason!: string;

  @Column({ type: 'timestamptz', name: 'decided_at' })
  readonly decidedAt!: Date;
}
