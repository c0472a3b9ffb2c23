import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('ledger_tree_head')
@Check('ledger_tree_head_size', 'tree_size >= 0')
@Check('ledger_tree_head_root_hash', 'octet_length(root_hash) = 32')
@Check('ledger_tree_head_signature', 'octet_length(signature) = 64')
@Check('ledger_tree_head_version', 'version IN (1, 2)')
export class TreeHeadEntity {
  /** `ledger`, or `box/<round>`. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'PK_ledger_tree_head' })
  readonly log!: string;

  @PrimaryColumn({
    type: 'bigint',
    name: 'tree_size',
    primaryKeyConstraintName: 'PK_ledger_tree_head',
  })
  readonly treeSize!: string;

  @Column({ type: 'bytea', name: 'root_hash' })
  readonly rootHash!: Buffer;

  @Column({ type: 'timestamptz' })
  readonly at!: Date;

  @Column({ type: 'bytea' })
  readonly signature!: Buffer;

  @Column({ type: 'smallint' })
  readonly version!: number;
}
