import { mostCandidates, type FileFault } from './ballot-file.js';
import type { CandidateNames } from './candidate-names.js';
import { faultAt, type Line } from './lines.js';
import { mark, type OpenBallot } from './open-ballot.js';

/** A ballot whose candidates are named, and whom it may name. */
export interface NamedBallot {
  readonly ballot: OpenBallot;
  readonly names: CandidateNames;
  /** Whether no other candidate may be named than those there are. */
  readonly isClosed: boolean;
}

/** A name as it stands in some bytes, and the byte of the line where it begins. */
export interface NameBytes {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

/** Marks the candidate of this name; adds the name where new ones may come. */
export function markNamed(
  target: NamedBallot,
  line: Line,
  name: NameBytes,
  value: number,
): FileFault | null {
  const { names, isClosed } = target;
  let position = names.find(name.bytes, name.from, name.to);
  if (position === -1) {
    if (isClosed)
      return faultAt(line, name.at, `one of the candidates: ${names.list().join(', ')}`);
    if (names.size() >= mostCandidates)
      return faultAt(line, name.at, `no more than ${mostCandidates} candidates`);
    position = names.add(name.bytes, name.from, name.to);
  }
  return markOnce(target, line, position, value, name.at);
}

/** Marks the candidate on this position. */
export function markOnce(
  { ballot }: NamedBallot,
  line: Line,
  position: number,
  value: number,
  at: number,
): FileFault | null {
  return mark(ballot, position, value)
    ? null
    : faultAt(line, at, 'every candidate once on a ballot');
}
