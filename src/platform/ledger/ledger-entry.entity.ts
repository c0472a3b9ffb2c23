import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Json } from './canonical-json.js';

@Entity('ledger_entry')
@Index('ledger_entry_subject', ['subject'])
@Index('ledger_entry_leaf_index', ['leafIndex'], { unique: true })
@Index('ledger_entry_leaf_hash', ['leafHash'])
@Check('ledger_entry_sealed_together', '(leaf_index IS NULL) = (leaf_hash IS NULL)')
export class LedgerEntryEntity {
  @PrimaryColumn({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  readonly id!: string;

  @Column({ type: 'text' })
  readonly kind!: string;

  @Column({ type: 'text' })
  readonly subject!: string;

  @Column({ type: 'uuid', nullable: true })
  readonly actor!: string | null;

  @Column({ type: 'timestamptz', default: () => 'clock_timestamp()' })
  readonly at!: Date;

  @Column({ type: 'jsonb' })
  readonly data!: Json;

  @Column({ type: 'bigint', name: 'leaf_index', nullable: true })
  readonly leafIndex!: string | null;

  @Column({ type: 'bytea', name: 'leaf_hash', nullable: true })
  readonly leafHash!: Buffer | null;
}
