import { assert } from '../../../kernel/assert.js';
import { accept, refuse, type Result } from '../../../kernel/result.js';
import {
  ballotFault,
  canonicalMarks,
  mostMarks,
  type Ballot,
  type BallotForm,
  type InvalidReason,
} from './ballot.js';
import type { BallotFolder } from './folded-ballots.js';

const formatVersion = 1;
const headerBytes = 3;
const markBytes = 4;

/** The one length every encoded ballot of the form has, however many marks it carries. */
export function encodedLength(form: BallotForm): number {
  return headerBytes + markBytes * mostMarks(form);
}

/**
 * The canonical bytes of a ballot: format version, number of marks (two bytes), then for each mark the position of the
 * candidate and the value (two bytes each) in rising order of positions, zeros up to the fixed length. Equal choices give
 * equal bytes, and the length tells nothing. Only a ballot that fits the form can be written.
 */
export function encodeBallot(
  ballot: Ballot,
  form: BallotForm,
): Result<Uint8Array, { kind: InvalidReason }> {
  const fault = ballotFault(ballot, form);
  if (fault !== null && fault !== 'blank') return refuse({ kind: fault });
  const bytes = new Uint8Array(encodedLength(form));
  const view = new DataView(bytes.buffer);
  view.setUint8(0, formatVersion);
  view.setUint16(1, ballot.length);
  const rising = [...ballot].sort((a, b) => a.candidate - b.candidate);
  rising.forEach(({ candidate, value }, index) => {
    view.setUint16(headerBytes + markBytes * index, candidate);
    view.setUint16(headerBytes + markBytes * index + 2, value);
  });
  return accept(bytes);
}

/**
 * Reads canonical bytes back, the marks in canonical order, and refuses every other spelling of the same ballot as
 * unreadable; a ballot for somebody who does not stand too.
 */
export function decodeBallot(
  bytes: Uint8Array,
  form: BallotForm,
): Result<Ballot, { kind: 'unreadable' }> {
  const most = mostMarks(form);
  const [marked, values] = [new Uint16Array(most), new Uint16Array(most)];
  if (bytes.length !== encodedLength(form)) return refuse({ kind: 'unreadable' });
  const marks = readMarks(bytes, 0, { candidates: form.candidates, marked, values });
  if (marks === null) return refuse({ kind: 'unreadable' });
  const ballot = Array.from({ length: marks }, (_, at) => ({
    candidate: marked[at] ?? 0,
    value: values[at] ?? 0,
  }));
  return accept(canonicalMarks(ballot));
}

/**
 * Adds the ballots of a stretch of canonical bytes, one after the other, and answers how many of them are unreadable. Large
 * boxes are read so: what is read here is what `decodeBallot` reads.
 */
export function foldContents(folder: BallotFolder, contents: Uint8Array, form: BallotForm): number {
  const length = encodedLength(form);
  assert(contents.length % length === 0, 'a stretch holds whole ballots');
  const most = mostMarks(form);
  const [marked, values] = [new Uint16Array(most), new Uint16Array(most)];
  const room = { candidates: form.candidates, marked, values };
  let unreadable = 0;
  for (let from = 0; from < contents.length; from += length) {
    const marks = readMarks(contents, from, room);
    if (marks === null) unreadable += 1;
    else folder.add(marked, values, marks, 1);
  }
  return unreadable;
}

interface Room {
  readonly candidates: number;
  /** As many places as a ballot has marks at most. */
  readonly marked: Uint16Array;
  readonly values: Uint16Array;
}

/** Reads the marks of the ballot that begins at `from`, and answers how many there are; null when it is unreadable. */
function readMarks(
  bytes: Uint8Array,
  from: number,
  { candidates, marked, values }: Room,
): number | null {
  const most = marked.length;
  const marks = pairAt(bytes, from + 1);
  if (bytes[from] !== formatVersion || marks > most) return null;
  let before = -1;
  let at = from + headerBytes;
  for (let mark = 0; mark < marks; mark++, at += markBytes) {
    const candidate = pairAt(bytes, at);
    if (candidate <= before || candidate >= candidates) return null;
    before = candidate;
    marked[mark] = candidate;
    values[mark] = pairAt(bytes, at + 2);
  }
  for (const end = from + headerBytes + markBytes * most; at < end; at++)
    if (bytes[at] !== 0) return null;
  return marks;
}

/** Two bytes as a number, the higher first. */
function pairAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
