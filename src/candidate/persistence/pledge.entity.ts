import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { CandidacyId, TerritoryCode } from '../../kernel/ids.js';
import { CandidacyEntity } from './candidacy.entity.js';

@Entity('candidate_pledge')
@Check('candidate_pledge_position', 'position > 0')
export class PledgeEntity {
  @ForeignKey(() => CandidacyEntity, { name: 'candidate_pledge_of_candidacy' })
  @PrimaryColumn({ type: 'uuid', name: 'candidacy_id' })
  readonly candidacyId!: CandidacyId;

  @PrimaryColumn({ type: 'smallint' })
  readonly position!: number;

  @Column({ type: 'text', name: 'title_kk' })
  readonly titleKk!: string;

  @Column({ type: 'text', name: 'title_ru' })
  readonly titleRu!: string;

  @Column({ type: 'text', name: 'text_kk' })
  readonly textKk!: string;

  @Column({ type: 'text', name: 'text_ru' })
  readonly textRu!: string;

  @Column({ type: 'text' })
  readonly territory!: TerritoryCode;

  @Column({ type: 'text', name: 'indicator_kk' })
  readonly indicatorKk!: string;

  @Column({ type: 'text', name: 'indicator_ru' })
  readonly indicatorRu!: string;

  @Column({ type: 'smallint', name: 'due_year' })
  readonly dueYear!: number;
}
