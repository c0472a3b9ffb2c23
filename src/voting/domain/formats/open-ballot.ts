import { ballotFolder, type BallotFolder } from '../folded-ballots.js';
import { mostCandidates } from './ballot-file.js';

/** The one ballot a reader is reading, mark by mark; nothing is made anew for the next one. */
export interface OpenBallot {
  readonly folder: BallotFolder;
  readonly marked: Uint16Array;
  readonly values: Uint16Array;
  /** The number of the ballot on which a candidate was marked last. */
  readonly lastSeen: Uint32Array;
  length: number;
  number: number;
}

/** A ballot without marks, and an empty folder behind it. */
export function openBallot(): OpenBallot {
  return {
    folder: ballotFolder(),
    marked: new Uint16Array(mostCandidates),
    values: new Uint16Array(mostCandidates),
    lastSeen: new Uint32Array(mostCandidates),
    length: 0,
    number: 1,
  };
}

/** Marks a candidate; false where the candidate is marked already. */
export function mark(ballot: OpenBallot, candidate: number, value: number): boolean {
  if (ballot.lastSeen[candidate] === ballot.number) return false;
  ballot.lastSeen[candidate] = ballot.number;
  ballot.marked[ballot.length] = candidate;
  ballot.values[ballot.length] = value;
  ballot.length += 1;
  return true;
}

/** Hands the ballot to the folder, so many times, and begins the next one. */
export function closeBallot(ballot: OpenBallot, count: number): void {
  ballot.folder.add(ballot.marked, ballot.values, ballot.length, count);
  ballot.length = 0;
  ballot.number += 1;
}
