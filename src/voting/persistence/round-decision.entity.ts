import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AccountId, RoundId } from '../../kernel/ids.js';
import { RoundEntity } from './round.entity.js';

/** A decision about the time of a round, with the reason that everybody may read. */
@Entity('voting_round_decision')
@Index('voting_round_decision_round', ['roundId', 'at'])
@Check('voting_round_decision_kind', "kind IN ('open', 'pause', 'resume', 'extend', 'close')")
@Check('voting_round_decision_reason', "kind IN ('open', 'close') OR btrim(reason) <> ''")
@Check('voting_round_decision_extension', "(kind = 'extend') = (closes_at IS NOT NULL)")
export class RoundDecisionEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'PK_voting_round_decision' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'round_id' })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_round_decision_round' })
  readonly roundId!: RoundId;

  @Column({ type: 'text' })
  readonly kind!: 'open' | 'pause' | 'resume' | 'extend' | 'close';

  @Column({ type: 'text' })
  readonly reason!: string;

  /** Null when the clock did it. */
  @Column({ type: 'uuid', nullable: true })
  readonly actor!: AccountId | null;

  @Column({ type: 'timestamptz' })
  readonly at!: Date;

  /** The new closing of an extension. */
  @Column({ type: 'timestamptz', name: 'closes_at', nullable: true })
  readonly closesAt!: Date | null;
}
