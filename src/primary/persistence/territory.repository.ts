import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/index.js';
import type { Territory } from '../domain/territory.js';
import { TerritoryEntity } from './territory.entity.js';

/** The whole tree is read often, so it is read without the weight of entities. */
type TreeRow = Pick<Territory, 'code' | 'parent' | 'kind' | 'level'> &
  Readonly<Record<'name_kk' | 'name_ru' | 'name_en', string>>;

type Row = Readonly<Pick<TerritoryEntity, keyof TerritoryEntity>>;

@Injectable()
export class TerritoryRepository {
  constructor(private readonly database: Database) {}

  /** The whole tree; a parent stands before its children. */
  async all(tx: Tx = this.database.reader): Promise<Territory[]> {
    const rows = await this.database.rows<TreeRow>(
      'SELECT code, parent, kind, level, name_kk, name_ru, name_en FROM primary_territory ORDER BY position',
      [],
      tx,
    );
    return rows.map(({ name_kk, name_ru, name_en, ...territory }) => ({
      ...territory,
      name: { kk: name_kk, ru: name_ru, en: name_en },
    }));
  }

  async one(code: string): Promise<Territory | null> {
    const row = await this.database.reader.findOneBy(TerritoryEntity, {
      code: code as Territory['code'],
    });
    return row ? toTerritory(row) : null;
  }

  /** Adds what is new and renames what is known. Nothing is removed: contests may hang on it. */
  async put(tx: Tx, territories: readonly Territory[]): Promise<void> {
    await tx.upsert(TerritoryEntity, territories.map(toRow), ['code']);
  }
}

function toTerritory(row: TerritoryEntity): Territory {
  const { code, parent, kind, level } = row;
  return { code, parent, kind, level, name: { kk: row.nameKk, ru: row.nameRu, en: row.nameEn } };
}

function toRow({ name, ...territory }: Territory, position: number): Row {
  return { ...territory, nameKk: name.kk, nameRu: name.ru, nameEn: name.en, position };
}
