import { ballotFolder, type BallotFolder } from '../ballots/folded-ballots.js';
import { mostBallots, type FileFault } from './ballot-file.js';
import { faultAt, type Line } from './lines.js';

/** The one ballot a reader is reading, mark by mark; nothing is made anew for the next one. */
export interface OpenBallot {
  readonly folder: BallotFolder;
  marked: Uint16Array;
  values: Uint16Array;
  /** The number of the ballot on which a candidate was marked last. */
  lastSeen: Uint32Array;
  length: number;
  number: number;
  /** How many ballots were handed over. */
  total: number;
}

/** Room for so many; more candidates make more room. */
const firstCandidates = 64;

/** A ballot without marks, and an empty folder behind it. */
export function openBallot(): OpenBallot {
  return {
    folder: ballotFolder(),
    marked: new Uint16Array(firstCandidates),
    values: new Uint16Array(firstCandidates),
    lastSeen: new Uint32Array(firstCandidates),
    length: 0,
    number: 1,
    total: 0,
  };
}

/** Marks a candidate; false where the candidate is marked already. */
export function mark(ballot: OpenBallot, candidate: number, value: number): boolean {
  if (candidate >= ballot.lastSeen.length) makeRoom(ballot, candidate);
  if (ballot.lastSeen[candidate] === ballot.number) return false;
  ballot.lastSeen[candidate] = ballot.number;
  ballot.marked[ballot.length] = candidate;
  ballot.values[ballot.length] = value;
  ballot.length += 1;
  return true;
}

/** Hands the ballot to the folder, so many times, and begins the next one; a fault where there are too many together. */
export function closeBallot(ballot: OpenBallot, count: number, line: Line): FileFault | null {
  ballot.total += count;
  if (ballot.total > mostBallots)
    return faultAt(line, line.from, `no more than ${mostBallots} ballots together`);
  ballot.folder.add(ballot.marked, ballot.values, ballot.length, count);
  ballot.length = 0;
  ballot.number += 1;
  return null;
}

/** No ballot has more marks than there are candidates, so one size fits all. */
function makeRoom(ballot: OpenBallot, candidate: number): void {
  const size = Math.max(ballot.lastSeen.length * 2, candidate + 1);
  const { marked, values, lastSeen } = ballot;
  ballot.marked = new Uint16Array(size);
  ballot.values = new Uint16Array(size);
  ballot.lastSeen = new Uint32Array(size);
  ballot.marked.set(marked);
  ballot.values.set(values);
  ballot.lastSeen.set(lastSeen);
}
