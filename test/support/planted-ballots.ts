import { randomBytes } from 'node:crypto';
import { leafHash } from '../../src/platform/ledger/index.js';
import { ballotLeaf } from '../../src/voting/application/cast-ballot.service.js';
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
  { id, contentBytes }: PlantedRound,
  count: number,
): Promise<StoredBallot[]> {
  const ballots = Array.from({ length: count }, () => {
    const ballot = {
      round: id,
      serial: randomBytes(32),
      prefix: randomBytes(32),
      signature: randomBytes(256),
      sealed: randomBytes(sealedBytes(contentBytes)),
    };
    return { ...ballot, leafHash: leafHash(ballotLeaf(ballot)) };
  });
  await app.get(BallotRepository).store(ballots);
  return ballots;
}
