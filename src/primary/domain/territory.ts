import type { TerritoryCode } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { englishTerritoryName } from './english-territory-name.js';
import type { TerritoryKind } from './territory-kind.js';
import type { TerritoryLevel, Words } from './rule-set.js';

/** A node of the tree country, region, district. */
export interface Territory {
  readonly code: TerritoryCode;
  readonly parent: TerritoryCode | null;
  readonly kind: TerritoryKind;
  readonly level: TerritoryLevel;
  readonly name: Words;
}

/** One line of the reference data, as read and not yet believed. */
export interface TerritoryRow {
  readonly code: string;
  readonly parent: string;
  readonly kind: string;
  readonly nameKk: string;
  readonly nameRu: string;
}

/** What is wrong with one line of the reference data; lines count from 1, below the heading, which is line 0. */
export interface TerritoryFault {
  readonly line: number;
  readonly kind:
    | 'no-heading'
    | 'no-code'
    | 'no-name'
    | 'unknown-kind'
    | 'twice'
    | 'no-parent'
    | 'code-outside-parent';
  readonly value: string;
}

const levels: Readonly<Record<TerritoryKind, TerritoryLevel>> = {
  country: 'country',
  region: 'region',
  'republican-city': 'region',
  district: 'district',
  city: 'district',
};

const depths: readonly TerritoryLevel[] = ['country', 'region', 'district'];

/** How far a level is from the whole country: 0, 1 or 2. */
export function depthOf(level: TerritoryLevel): number {
  return depths.indexOf(level);
}

/** Whether `code` is `ancestor` or lies within it. Codes carry their ancestors: KZ-3901 lies within KZ-39 and KZ. */
export function isWithin(code: TerritoryCode, ancestor: TerritoryCode): boolean {
  if (code === ancestor) return true;
  return code.startsWith(ancestor.includes('-') ? ancestor : `${ancestor}-`);
}

/** The territories of `level` within `code`, itself included when it is of that level, in the order of the tree. */
export function territoriesUnder(
  territories: readonly Territory[],
  code: TerritoryCode,
  level: TerritoryLevel,
): Territory[] {
  return territories.filter(
    (territory) => territory.level === level && isWithin(territory.code, code),
  );
}

/** Reads the tree, or refuses it with everything that is wrong in it. A parent stands before its children. */
export function readTerritories(
  rows: readonly TerritoryRow[],
): Result<Territory[], TerritoryFault[]> {
  const known = new Map<string, Territory>();
  const faults: TerritoryFault[] = [];
  rows.forEach((row, index) => {
    const fault = faultIn(row, known);
    if (fault) faults.push({ line: index + 1, ...fault });
    else known.set(row.code, toTerritory(row));
  });
  return faults.length > 0 ? refuse(faults) : accept([...known.values()]);
}

function faultIn(
  row: TerritoryRow,
  known: ReadonlyMap<string, Territory>,
): Omit<TerritoryFault, 'line'> | null {
  if (!/^[A-Z]{2}(-\d+)?$/.test(row.code)) return { kind: 'no-code', value: row.code };
  if (row.nameKk === '' || row.nameRu === '') return { kind: 'no-name', value: row.code };
  if (!(row.kind in levels)) return { kind: 'unknown-kind', value: row.kind };
  if (known.has(row.code)) return { kind: 'twice', value: row.code };
  if (row.kind === 'country') return null;
  const parent = known.get(row.parent);
  if (!parent || depthOf(parent.level) + 1 !== depthOf(levels[row.kind as TerritoryKind])) {
    return { kind: 'no-parent', value: row.parent };
  }
  return isWithin(row.code as TerritoryCode, parent.code)
    ? null
    : { kind: 'code-outside-parent', value: row.code };
}

function toTerritory(row: TerritoryRow): Territory {
  const kind = row.kind as TerritoryKind;
  return {
    code: row.code as TerritoryCode,
    parent: kind === 'country' ? null : (row.parent as TerritoryCode),
    kind,
    level: levels[kind],
    name: { kk: row.nameKk, ru: row.nameRu, en: englishTerritoryName(row.nameKk, kind) },
  };
}
