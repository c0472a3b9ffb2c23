import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { AccountId, CandidacyId } from '../../kernel/ids.js';
import { CandidacyEntity } from './candidacy.entity.js';

@Entity('candidate_document')
@Check('candidate_document_type', "type IN ('application/pdf', 'image/jpeg', 'image/png')")
@Check('candidate_document_size', 'size > 0')
@Check('candidate_document_hash', "hash ~ '^[0-9a-f]{64}$'")
export class DocumentEntity {
  @ForeignKey(() => CandidacyEntity, { name: 'candidate_document_of_candidacy' })
  @PrimaryColumn({ type: 'uuid', name: 'candidacy_id' })
  readonly candidacyId!: CandidacyId;

  @PrimaryColumn({ type: 'text' })
  readonly kind!: string;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ type: 'text' })
  readonly type!: string;

  @Column({ type: 'integer' })
  readonly size!: number;

  @Column({ type: 'text' })
  readonly hash!: string;

  @Column({ type: 'uuid', name: 'uploaded_by' })
  readonly uploadedBy!: AccountId;

  @Column({ type: 'timestamptz', name: 'uploaded_at' })
  readonly uploadedAt!: Date;
}
