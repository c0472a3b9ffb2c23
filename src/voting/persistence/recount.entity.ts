import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId, CandidacyId, RoundId } from '../../kernel/ids.js';
import type { RoundCount } from '../domain/rounds/round-count.js';
import { RoundEntity } from './round.entity.js';

/** A round counted once more from the same ballots, without candidates who left after the vote. */
@Entity('voting_recount')
@Check('voting_recount_number', 'number > 0')
@Check('voting_recount_reason', "btrim(reason) <> ''")
@Check('voting_recount_hash', "hash ~ '^[0-9a-f]{64}$'")
export class RecountEntity {
  @PrimaryColumn({ type: 'uuid', name: 'round_id', primaryKeyConstraintName: 'PK_voting_recount' })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_recount_round' })
  readonly roundId!: RoundId;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'PK_voting_recount' })
  readonly number!: number;

  /** The hash of the first result; where that was counted anew, this recount says nothing any more. */
  @Column({ type: 'text', name: 'of_hash' })
  readonly ofHash!: string;

  /** Who stood in the first count and does not any more. */
  @Column({ type: 'uuid', array: true })
  readonly without!: CandidacyId[];

  @Column({ type: 'text' })
  readonly reason!: string;

  @Column({ type: 'jsonb' })
  readonly result!: RoundCount;

  @Column({ type: 'text' })
  readonly hash!: string;

  @Column({ type: 'timestamptz', name: 'counted_at' })
  readonly countedAt!: Date;

  @Column({ type: 'uuid', name: 'counted_by' })
  readonly countedBy!: AccountId;
}
