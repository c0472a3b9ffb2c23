import { Injectable } from '@nestjs/common';
import { accept, type Result } from '../../kernel/result.js';
import { Database } from '../../platform/database/index.js';
import type { TerritoryFault } from '../domain/territory.js';
import { TerritoryRepository } from '../persistence/territory.repository.js';
import { readTerritoriesCsv } from './read-territories-csv.js';

@Injectable()
export class ImportTerritoriesService {
  constructor(
    private readonly database: Database,
    private readonly territories: TerritoryRepository,
  ) {}

  /** Brings the tree to the state of the file, all of it or nothing. Importing the same file again changes nothing. */
  async import(csv: string): Promise<Result<{ readonly territories: number }, TerritoryFault[]>> {
    const read = readTerritoriesCsv(csv);
    if (!read.ok) return read;
    await this.database.transaction((tx) => this.territories.put(tx, read.value));
    return accept({ territories: read.value.length });
  }
}
