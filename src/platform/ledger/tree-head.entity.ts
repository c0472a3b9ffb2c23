import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('ledger_tree_head')
@Check('ledger_tree_head_not_empty', 'tree_size > 0')
export class TreeHeadEntity {
  @PrimaryColumn({ type: 'bigint', name: 'tree_size' })
  readonly treeSize!: string;

  @Column({ type: 'bytea', name: 'root_hash' })
  readonly rootHash!: Buffer;

  /** The complete subtrees as `height:hash`, so that the next head needs only the new leaves. */
  @Column({ type: 'jsonb' })
  readonly peaks!: readonly string[];

  @Column({ type: 'timestamptz' })
  readonly at!: Date;

  @Column({ type: 'bytea' })
  readonly signature!: Buffer;
}
