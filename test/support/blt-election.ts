import { readFileSync } from 'node:fs';
import { unfold } from '../../src/voting/domain/ballots/folded-ballots.js';
import { bltReader } from '../../src/voting/domain/formats/blt-reader.js';
import { readWhole } from './ballot-files.js';
import type { RankedElection } from './ranked-election.js';

/** The election of a BLT file, as tests write elections. */
export function readBltElection(path: string): RankedElection {
  const read = readWhole(bltReader(), readFileSync(path));
  if (!read.ok) throw new Error(`${path}: ${JSON.stringify(read.error)}`);
  const { candidates, seats, withdrawn, ballots } = read.value;
  return {
    candidates: candidates.length,
    seats: seats ?? 1,
    withdrawn,
    ballots: unfold(ballots).map(
      ({ ballot, count }) => [count, ...ballot.map(({ candidate }) => candidate)] as const,
    ),
  };
}
