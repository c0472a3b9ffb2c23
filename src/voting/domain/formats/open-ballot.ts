import { ballotFolder, type BallotFolder } from '../folded-ballots.js';

/** The one ballot a reader is reading, mark by mark; nothing is made anew for the next one. */
export interface OpenBallot {
  readonly folder: BallotFolder;
  marked: Uint16Array;
  values: Uint16Array;
  /** The number of the ballot on which a candidate was marked last. */
  lastSeen: Uint32Array;
  length: number;
  number: number;
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

/** Hands the ballot to the folder, so many times, and begins the next one. */
export function closeBallot(ballot: OpenBallot, count: number): void {
  ballot.folder.add(ballot.marked, ballot.values, ballot.length, count);
  ballot.length = 0;
  ballot.number += 1;
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
