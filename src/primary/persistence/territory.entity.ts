import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { TerritoryCode } from '../../kernel/ids.js';
import type { TerritoryLevel } from '../domain/rule-set.js';
import type { TerritoryKind } from '../domain/territory-kind.js';

@Entity('primary_territory')
@Check('primary_territory_level', "level IN ('country', 'region', 'district')")
@Check(
  'primary_territory_kind',
  "kind IN ('country', 'region', 'republican-city', 'district', 'city')",
)
@Check('primary_territory_root', "(level = 'country') = (parent IS NULL)")
export class TerritoryEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'PK_primary_territory' })
  readonly code!: TerritoryCode;

  @Column({ type: 'text', nullable: true })
  @ForeignKey(() => TerritoryEntity, { name: 'FK_primary_territory_parent' })
  readonly parent!: TerritoryCode | null;

  @Column({ type: 'text' })
  readonly kind!: TerritoryKind;

  @Column({ type: 'text' })
  readonly level!: TerritoryLevel;

  @Column({ type: 'text', name: 'name_kk' })
  readonly nameKk!: string;

  @Column({ type: 'text', name: 'name_ru' })
  readonly nameRu!: string;

  @Column({ type: 'text', name: 'name_en' })
  readonly nameEn!: string;

  @Column({ type: 'integer' })
  readonly position!: number;
}
