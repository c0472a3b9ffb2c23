import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PrimaryId } from '../../kernel/ids.js';
import type { SeasonState } from '../domain/season.js';

/** The running of one primary; only one is open at a time. */
@Entity('primary_season')
@Index('primary_season_one_at_a_time', { synchronize: false })
@Check('primary_season_version', 'rules_version > 0')
@Check(
  'primary_season_state',
  "state IN ('draft', 'announced', 'registration', 'campaigning', 'voting', 'lists', 'filed', 'closed')",
)
@Check('primary_season_discarded_draft', "discarded_at IS NULL OR state = 'draft'")
export class SeasonEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'PK_primary_season' })
  readonly id!: PrimaryId;

  @Column({ type: 'text' })
  readonly state!: SeasonState;

  @Column({ type: 'integer', name: 'rules_version' })
  readonly rulesVersion!: number;

  /** When the first round opened; later versions of the rules are amendments. */
  @Column({ type: 'timestamptz', name: 'frozen_at', nullable: true })
  readonly frozenAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  readonly createdAt!: Date;

  /** When a draft was given up. Its rules are kept; it is a season no more. */
  @Column({ type: 'timestamptz', name: 'discarded_at', nullable: true })
  readonly discardedAt!: Date | null;
}
