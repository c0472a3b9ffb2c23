import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId, ListId } from '../../kernel/ids.js';
import type { ListOutcome } from '../domain/list-outcome.js';
import { ListEntity } from './list.entity.js';

export type VersionCause = 'build' | 'intervention' | 'withdrawal' | 'refusal' | 'yield';

@Entity('list_building_version')
@Check(
  'list_building_version_cause',
  "cause IN ('build', 'intervention', 'withdrawal', 'refusal', 'yield')",
)
export class ListVersionEntity {
  @PrimaryColumn({
    type: 'uuid',
    name: 'list_id',
    primaryKeyConstraintName: 'PK_list_building_version',
  })
  @ForeignKey(() => ListEntity, { name: 'FK_list_building_version_list' })
  readonly listId!: ListId;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'PK_list_building_version' })
  readonly version!: number;

  @Column({ type: 'text' })
  readonly cause!: VersionCause;

  /** The document the list was built from, byte for byte: `irikteu list build` repeats the list from it. */
  @Column({ type: 'text' })
  readonly input!: string;

  /** SHA-256 of the document. */
  @Column({ type: 'text', name: 'input_hash' })
  readonly inputHash!: string;

  /** The hashes of the signed results it rests on. */
  @Column({ type: 'text', name: 'result_hashes', array: true })
  readonly resultHashes!: readonly string[];

  @Column({ type: 'jsonb' })
  readonly outcome!: ListOutcome;

  @Column({ type: 'uuid', name: 'made_by' })
  readonly madeBy!: AccountId;

  @Column({ type: 'text', name: 'made_by_name' })
  readonly madeByName!: string;

  @Column({ type: 'timestamptz', name: 'made_at' })
  readonly madeAt!: Date;
}
