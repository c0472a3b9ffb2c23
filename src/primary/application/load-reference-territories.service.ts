import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { templatesDirectory } from '../../platform/templates-directory.js';
import { ImportTerritoriesService } from './import-territories.service.js';

/** Brings in the territories that ship with the program; doing it again only refreshes their names. */
@Injectable()
export class LoadReferenceTerritoriesService {
  constructor(private readonly territories: ImportTerritoriesService) {}

  /** Answers how many there are. */
  async load(): Promise<number> {
    const csv = await readFile(join(templatesDirectory, 'reference/territories-kz.csv'), 'utf8');
    const imported = await this.territories.import(csv);
    if (!imported.ok) throw new Error('Impossible: the reference data are in order');
    return imported.value.territories;
  }
}
