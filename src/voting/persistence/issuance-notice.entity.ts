import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { RoundId } from '../../kernel/ids.js';
import { RoundEntity } from './round.entity.js';

/** How far the messages to those authorised in a round have come. */
@Entity('voting_issuance_notice')
export class IssuanceNoticeEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'round_id',
    primaryKeyConstraintName: 'PK_voting_issuance_notice',
  })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_issuance_notice_round' })
  readonly roundId!: RoundId;

  /** The last pseudonym told; empty before the first. */
  @Column({ type: 'bytea', name: 'told_to' })
  readonly toldTo!: Buffer;
}
