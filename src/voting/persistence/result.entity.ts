import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId, RoundId } from '../../kernel/ids.js';
import type { RoundCount } from '../domain/rounds/round-count.js';
import { RoundEntity } from './round.entity.js';

/** The result of a round as data. Shown to nobody outside the commission before it is published. */
@Entity('voting_result')
@Check('voting_result_hash', "hash ~ '^[0-9a-f]{64}$'")
export class ResultEntity {
  @PrimaryColumn({ type: 'uuid', name: 'round_id', primaryKeyConstraintName: 'PK_voting_result' })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_result_round' })
  readonly roundId!: RoundId;

  @Column({ type: 'jsonb' })
  readonly result!: RoundCount;

  /** SHA-256 of the canonical JSON; what the members sign. */
  @Column({ type: 'text' })
  readonly hash!: string;

  @Column({ type: 'timestamptz', name: 'counted_at' })
  readonly countedAt!: Date;

  /** Null when the program counted by itself. */
  @Column({ type: 'uuid', name: 'counted_by', nullable: true })
  readonly countedBy!: AccountId | null;

  @Column({ type: 'timestamptz', name: 'published_at', nullable: true })
  readonly publishedAt!: Date | null;
}
