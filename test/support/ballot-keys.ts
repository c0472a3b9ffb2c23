import { defined } from '../../src/kernel/assert.js';
import type { RoundId } from '../../src/kernel/ids.js';
import { OpenBoxService, type Round } from '../../src/voting/index.js';
import { keyOfAll } from '../../src/voting/keys/shares.js';
import type { TestApp } from './app.js';
import { accepted } from './candidates.js';
import {
  giveShares,
  holdCeremony,
  trusteesOver,
  type TestShares,
  type TestTrustee,
} from './round-keys.js';

interface Ceremony {
  readonly trustees: readonly TestTrustee[];
  readonly shares: readonly TestShares[];
}

/** Two of three shares open a box. */
const needed = 2;

/** What the trustees keep until the closing. */
const ceremonies = new Map<RoundId, Ceremony>();

/** Makes the keys of a planned round as its chair and its trustees do, on devices of their own. */
export async function makeBallotKey(
  app: TestApp,
  { id, unit }: Pick<Round, 'id' | 'unit'>,
): Promise<void> {
  const chair = await app.staff('commission-chair', unit);
  const trustees = await trusteesOver(app, unit, 3);
  const shares = await holdCeremony(app, id, chair, trustees, needed);
  ceremonies.set(id, { trustees, shares });
}

/** Trustees give their shares of a closed round, and the box is opened. */
export async function openBox(app: TestApp, round: RoundId): Promise<void> {
  const { trustees, shares } = ceremonyOf(round);
  await giveShares(app, round, trustees.slice(0, needed), shares);
  accepted(await app.get(OpenBoxService).open(round));
}

/** The private half of the ballot key, which nobody has before the closing unless trustees come together. */
export async function ballotKeyOf(round: RoundId): Promise<Uint8Array> {
  const shares = ceremonyOf(round).shares.map(({ share }) => share);
  return defined(await keyOfAll(shares, needed), 'a key that the shares make');
}

function ceremonyOf(round: RoundId): Ceremony {
  return defined(ceremonies.get(round), 'a ceremony held before');
}
