import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { CandidacyId } from '../../kernel/ids.js';
import { CandidacyEntity } from './candidacy.entity.js';

@Entity('candidate_notice')
@Index('candidate_notice_candidacy', ['candidacyId', 'at'])
export class NoticeEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @ForeignKey(() => CandidacyEntity, { name: 'candidate_notice_of_candidacy' })
  @Column({ type: 'uuid', name: 'candidacy_id' })
  readonly candidacyId!: CandidacyId;

  @Column({ type: 'text' })
  readonly kind!: string;

  @Column({ type: 'jsonb' })
  readonly data!: Readonly<Record<string, string>>;

  @Column({ type: 'timestamptz' })
  readonly at!: Date;
}
