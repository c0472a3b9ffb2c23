import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId, PrimaryId } from '../../kernel/ids.js';
import { SeasonEntity } from './season.entity.js';

/** One version of the rules, as written and as hashed. */
@Entity('primary_rule_set')
@Check('primary_rule_set_version', 'version > 0')
@Check('primary_rule_set_hash', "hash ~ '^[0-9a-f]{64}$'")
@Check('primary_rule_set_reason', "btrim(reason) <> ''")
export class RuleSetEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'primary_id',
    primaryKeyConstraintName: 'PK_primary_rule_set',
  })
  @ForeignKey(() => SeasonEntity, { name: 'FK_primary_rule_set_season' })
  readonly primaryId!: PrimaryId;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'PK_primary_rule_set' })
  readonly version!: number;

  /** The YAML document with its comments. */
  @Column({ type: 'text' })
  readonly text!: string;

  /** Text and not jsonb: these are the bytes the hash is taken of. */
  @Column({ type: 'text' })
  readonly canonical!: string;

  @Column({ type: 'text' })
  readonly hash!: string;

  @Column({ type: 'uuid', name: 'made_by' })
  readonly madeBy!: AccountId;

  @Column({ type: 'text', name: 'made_by_name' })
  readonly madeByName!: string;

  @Column({ type: 'timestamptz', name: 'made_at' })
  readonly madeAt!: Date;

  @Column({ type: 'text' })
  readonly reason!: string;
}
