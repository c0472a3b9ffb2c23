import type { PrimaryId } from '../../src/kernel/ids.js';
import type { Actor } from '../../src/platform/identity/index.js';
import {
  CreatePrimaryService,
  ImportTerritoriesService,
  MoveSeasonService,
  seasonStates,
  type SeasonState,
} from '../../src/primary/index.js';
import type { TestApp } from './app.js';
import { preset, territoriesCsv } from './rule-sets.js';

export { preset };

export interface OpenedPrimary {
  readonly primaryId: PrimaryId;
  /** An account of the central office. */
  readonly office: Actor;
}

interface OpeningOptions {
  readonly rules?: string;
  readonly state?: SeasonState;
}

export async function importTerritories(app: TestApp): Promise<void> {
  const answer = await app.get(ImportTerritoriesService).import(territoriesCsv);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
}

/** A season under a preset, moved on to `state` through the gates of every module. */
export async function openPrimary(
  app: TestApp,
  { rules = preset('nur-otan-2020'), state = 'draft' }: OpeningOptions = {},
): Promise<OpenedPrimary> {
  await importTerritories(app);
  const office = await app.staff('central-office');
  const created = await app.get(CreatePrimaryService).create(rules, office);
  if (!created.ok) throw new Error(JSON.stringify(created.error));
  const { primaryId } = created.value;
  for (const next of seasonStates.slice(1, seasonStates.indexOf(state) + 1)) {
    const moved = await app.get(MoveSeasonService).move(primaryId, next, office);
    if (!moved.ok) throw new Error(JSON.stringify(moved.error));
  }
  return { primaryId, office };
}
