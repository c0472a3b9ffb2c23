import { accept, refuse, type Result } from '../../../kernel/result.js';
import {
  ballotFault,
  canonicalMarks,
  mostMarks,
  type Ballot,
  type BallotForm,
  type InvalidReason,
  type Mark,
} from './ballot.js';

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
  const unreadable = refuse({ kind: 'unreadable' } as const);
  if (bytes.length !== encodedLength(form)) return unreadable;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marks = view.getUint16(1);
  if (view.getUint8(0) !== formatVersion || marks > mostMarks(form)) return unreadable;
  const ballot: Mark[] = [];
  for (let index = 0; index < marks; index++) {
    const candidate = view.getUint16(headerBytes + markBytes * index);
    const before = ballot.at(-1)?.candidate ?? -1;
    if (candidate <= before || candidate >= form.candidates) return unreadable;
    ballot.push({ candidate, value: view.getUint16(headerBytes + markBytes * index + 2) });
  }
  const padding = bytes.subarray(headerBytes + markBytes * marks);
  return padding.every((byte) => byte === 0) ? accept(canonicalMarks(ballot)) : unreadable;
}
