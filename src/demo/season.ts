import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defined } from '../kernel/assert.js';
import type { Actor } from '../platform/identity/index.js';
import { templatesDirectory } from '../platform/templates-directory.js';
import {
  CreatePrimaryService,
  dayOf,
  MoveSeasonService,
  PrimaryDirectory,
  type Primary,
  type SeasonState,
} from '../primary/index.js';
import { expected } from './expect.js';
import type { Acting } from './playing.js';

/** Opens the season under the preset of 2020, moved in time so that its voting begins today. */
export async function openSeason({ app, clock }: Acting, office: Actor): Promise<Primary> {
  const preset = await readFile(join(templatesDirectory, 'rules/nur-otan-2020.yaml'), 'utf8');
  const text = movedInTime(preset, '2020-10-01', dayOf(clock.now()));
  const created = expected(await app.get(CreatePrimaryService).create(text, office), 'the season');
  return defined(await app.get(PrimaryDirectory).byId(created.primaryId), 'the season');
}

/** Moves the season on; what blocks it would end the demonstration. */
export async function moveSeason(
  { app }: Acting,
  primary: Primary,
  to: SeasonState,
  office: Actor,
): Promise<void> {
  expected(await app.get(MoveSeasonService).move(primary.id, to, office), `the move to ${to}`);
}

/** Every date of the rules moved by as many days as lie between the two. */
function movedInTime(rules: string, from: string, to: string): string {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return rules.replace(/(?<=: )\d{4}-\d{2}-\d{2}/g, (date) =>
    new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10),
  );
}
