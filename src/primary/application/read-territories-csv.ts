import { parse } from 'csv-parse/sync';
import { refuse, type Result } from '../../kernel/result.js';
import {
  readTerritories,
  type Territory,
  type TerritoryFault,
  type TerritoryRow,
} from '../domain/territory.js';

const columns = ['code', 'parent', 'kind', 'name_kk', 'name_ru'];

/** Reads the reference data of territories, or refuses it with every line that is wrong. */
export function readTerritoriesCsv(text: string): Result<Territory[], TerritoryFault[]> {
  const [heading, ...lines]: string[][] = parse(text, {
    bom: true,
    trim: true,
    skipEmptyLines: true,
    relaxColumnCount: true,
    quote: false,
  });
  if (heading?.join() !== columns.join()) {
    return refuse([{ line: 0, kind: 'no-heading', value: heading?.join() ?? '' }]);
  }
  return readTerritories(lines.map(toRow));
}

function toRow([
  code = '',
  parent = '',
  kind = '',
  nameKk = '',
  nameRu = '',
]: string[]): TerritoryRow {
  return { code, parent, kind, nameKk, nameRu };
}
