import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AccountId, ListId } from '../../kernel/ids.js';
import type { ProposedOutsider } from '../domain/intervention.js';
import { ListInterventionEntity } from './list-intervention.entity.js';
import { ListEntity } from './list.entity.js';

/** A place that one of the central office proposes and another signs, or not; answered once, never removed. */
@Entity('list_building_proposal')
@ForeignKey(() => ListInterventionEntity, ['listId', 'intervention'], ['listId', 'number'], {
  name: 'FK_list_building_proposal_intervention',
})
@Index('list_building_proposal_place', ['listId', 'place'], {
  unique: true,
  where: 'answer IS NULL',
})
@Index('list_building_proposal_person', ['listId', 'candidateId'], {
  unique: true,
  where: 'answer IS NULL',
})
@Check('list_building_proposal_number', 'number > 0 AND place > 0')
@Check('list_building_proposal_reasoned', "btrim(reason) <> ''")
@Check('list_building_proposal_answer', "answer IN ('signed', 'refused', 'withdrawn')")
@Check(
  'list_building_proposal_answered',
  'num_nonnulls(answer, answered_by, answered_by_name, answered_at) IN (0, 4)',
)
@Check('list_building_proposal_two', "(answer = 'withdrawn') = (answered_by = proposed_by)")
@Check(
  'list_building_proposal_given',
  "(answer IS NOT DISTINCT FROM 'signed') = (intervention IS NOT NULL)",
)
@Check('list_building_proposal_seen', 'num_nonnulls(seen_version, would_be) IN (0, 2)')
@Check('list_building_proposal_ground', "answer <> 'refused' OR btrim(ground) <> ''")
export class ListProposalEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'list_id',
    primaryKeyConstraintName: 'PK_list_building_proposal',
  })
  @ForeignKey(() => ListEntity, { name: 'FK_list_building_proposal_list' })
  readonly listId!: ListId;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'PK_list_building_proposal' })
  readonly number!: number;

  @Column({ type: 'integer' })
  readonly place!: number;

  @Column({ type: 'uuid', name: 'candidate_id' })
  readonly candidateId!: string;

  /** Null for somebody who stood. */
  @Column({ type: 'jsonb', nullable: true })
  readonly outsider!: ProposedOutsider | null;

  @Column({ type: 'text' })
  readonly reason!: string;

  @Column({ type: 'uuid', name: 'proposed_by' })
  readonly proposedBy!: AccountId;

  @Column({ type: 'text', name: 'proposed_by_name' })
  readonly proposedByName!: string;

  @Column({ type: 'timestamptz', name: 'proposed_at' })
  readonly proposedAt!: Date;

  /** The version of the list that was proposed to be changed. */
  @Column({ type: 'integer', name: 'seen_version', nullable: true })
  readonly seenVersion!: number | null;

  /** Who would stand on it then, by place. */
  @Column({ type: 'uuid', name: 'would_be', array: true, nullable: true })
  readonly wouldBe!: string[] | null;

  @Column({ type: 'text', nullable: true })
  readonly answer!: 'signed' | 'refused' | 'withdrawn' | null;

  @Column({ type: 'uuid', name: 'answered_by', nullable: true })
  readonly answeredBy!: AccountId | null;

  @Column({ type: 'text', name: 'answered_by_name', nullable: true })
  readonly answeredByName!: string | null;

  @Column({ type: 'timestamptz', name: 'answered_at', nullable: true })
  readonly answeredAt!: Date | null;

  /** Why it was refused. */
  @Column({ type: 'text', default: '' })
  readonly ground!: string;

  /** The number of the intervention it became. */
  @Column({ type: 'integer', nullable: true })
  readonly intervention!: number | null;
}
