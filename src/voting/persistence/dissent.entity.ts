import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId, RoundId } from '../../kernel/ids.js';
import { RoundEntity } from './round.entity.js';

/** What a commission member has against the result; published with it. */
@Entity('voting_dissent')
@Check('voting_dissent_text', "btrim(text) <> ''")
export class DissentEntity {
  @PrimaryColumn({ type: 'uuid', name: 'round_id', primaryKeyConstraintName: 'PK_voting_dissent' })
  @ForeignKey(() => RoundEntity, { name: 'FK_voting_dissent_round' })
  readonly roundId!: RoundId;

  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'PK_voting_dissent' })
  readonly member!: AccountId;

  @Column({ type: 'text' })
  readonly text!: string;

  @Column({ type: 'timestamptz', name: 'stated_at' })
  readonly statedAt!: Date;
}
