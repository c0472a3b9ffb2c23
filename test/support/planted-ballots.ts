import { randomBytes } from 'node:crypto';
import type { RoundId } from '../../src/kernel/ids.js';
import { leafHash } from '../../src/platform/ledger/index.js';
import { ballotLeaf } from '../../src/voting/tokens/ballot-leaf.js';
import {
  BallotRepository,
  type StoredBallot,
} from '../../src/voting/persistence/ballot.repository.js';
import { sealedBytes } from '../../src/voting/domain/ballots/sealed-form.js';
import type { TestApp } from './app.js';
import type { PlantedRound } from './rounds.js';

/** Ballots as the box stores them, with tokens that nobody signed: the box checks those before. */
export async function plantBallots(
  app: TestApp,
  round: Pick<PlantedRound, 'id' | 'contentBytes'>,
  count: number,
): Promise<StoredBallot[]> {
  const length = sealedBytes(round.contentBytes);
  return await plantSealed(
    app,
    round.id,
    Array.from({ length: count }, () => ({ serial: randomBytes(32), sealed: randomBytes(length) })),
  );
}

/** The same with these serials and these sealed bytes, whatever is in them. */
export async function plantSealed(
  app: TestApp,
  round: RoundId,
  some: readonly Pick<StoredBallot, 'serial' | 'sealed'>[],
): Promise<StoredBallot[]> {
  const ballots = some.map(({ serial, sealed }) => {
    const token = { serial, prefix: randomBytes(32), signature: randomBytes(256) };
    const ballot = { round, ...token, sealed };
    return { ...ballot, leafHash: leafHash(ballotLeaf(ballot)) };
  });
  await app.get(BallotRepository).store(ballots);
  return ballots;
}
