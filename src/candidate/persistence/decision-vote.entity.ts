import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId } from '../../kernel/ids.js';
import { DecisionEntity } from './decision.entity.js';

@Entity('candidate_decision_vote')
@Check('candidate_decision_vote_kind', "vote IN ('for', 'against', 'recused')")
@Check('candidate_decision_vote_recusal', "vote <> 'recused' OR opinion <> ''")
export class DecisionVoteEntity {
  @ForeignKey(() => DecisionEntity, { name: 'candidate_decision_vote_of_decision' })
  @PrimaryColumn({ type: 'uuid', name: 'decision_id' })
  readonly decisionId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'member_id' })
  readonly memberId!: AccountId;

  @Column({ type: 'text' })
  readonly vote!: string;

  @Column({ type: 'text', default: '' })
  readonly opinion!: string;

  @Column({ type: 'timestamptz', name: 'cast_at' })
  readonly castAt!: Date;
}
