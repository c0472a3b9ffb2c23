import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Up to 256 hashes of a log's tree, so that a proof reads a few rows however long the log is (`tree-tiles.ts`). */
@Entity('ledger_tree_tile')
@Check('ledger_tree_tile_place', 'level >= 0 AND position >= 0')
@Check(
  'ledger_tree_tile_hashes',
  'octet_length(hashes) % 32 = 0 AND octet_length(hashes) BETWEEN 32 AND 8192',
)
export class TreeTileEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'PK_ledger_tree_tile' })
  readonly log!: string;

  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'PK_ledger_tree_tile' })
  readonly level!: number;

  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'PK_ledger_tree_tile' })
  readonly position!: string;

  @Column({ type: 'bytea' })
  readonly hashes!: Buffer;
}
