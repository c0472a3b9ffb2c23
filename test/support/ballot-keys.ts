import type { RoundId } from '../../src/kernel/ids.js';
import { OpenBoxService } from '../../src/voting/index.js';
import type { TestApp } from './app.js';
import { accepted } from './candidates.js';
import { giveBallotKey } from './plant-ballot-key.js';

/** Opens the box of a closed round, as it is opened when enough trustees have given their shares. */
export async function openBox(app: TestApp, round: RoundId): Promise<void> {
  await giveBallotKey(app.rows.bind(app), round);
  accepted(await app.get(OpenBoxService).open(round));
}
