import { assert } from '../../kernel/assert.js';
import { accept, refuse, type Result } from '../../kernel/result.js';

/**
 * What a ballot of a round looks like. Candidates are known by their position in the published order of the round, so that
 * a ballot says nothing but numbers.
 */
export type BallotForm =
  | { readonly kind: 'single'; readonly candidates: number }
  | { readonly kind: 'rating'; readonly candidates: number; readonly marks: number };

/** The content of one ballot: the positions of the marked candidates. No mark at all is a blank ballot. */
export type Ballot = readonly number[];

/** Why a ballot is invalid. A blank ballot is invalid: it is counted, and for nobody. */
export type InvalidReason =
  'blank' | 'too-many-marks' | 'unknown-candidate' | 'marked-twice' | 'unreadable';

/** A ballot and how many voters cast exactly it. */
export interface FoldedBallot {
  readonly ballot: Ballot;
  readonly count: number;
}

const headerBytes = 3;
const markBytes = 2;
const formatVersion = 1;

/** The most marks a ballot of this form may carry. */
export function mostMarks(form: BallotForm): number {
  return form.kind === 'single' ? 1 : form.marks;
}

/** The one length every encoded ballot of the form has, however many marks it carries. */
export function encodedLength(form: BallotForm): number {
  return headerBytes + markBytes * mostMarks(form);
}

/**
 * The canonical bytes of a ballot: format version, number of marks (two bytes), the positions in rising order (two bytes
 * each), zeros up to the fixed length. Equal choices give equal bytes, and the length tells nothing. Only a ballot that fits
 * the form can be written.
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
  canonicalMarks(ballot).forEach((mark, index) =>
    view.setUint16(headerBytes + markBytes * index, mark),
  );
  return accept(bytes);
}

/** Reads canonical bytes back and refuses every other spelling of the same ballot as unreadable. */
export function decodeBallot(
  bytes: Uint8Array,
  form: BallotForm,
): Result<Ballot, { kind: 'unreadable' }> {
  const unreadable = refuse({ kind: 'unreadable' } as const);
  if (bytes.length !== encodedLength(form)) return unreadable;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marks = view.getUint16(1);
  if (view.getUint8(0) !== formatVersion || marks > mostMarks(form)) return unreadable;
  const end = headerBytes + markBytes * marks;
  const ballot = Array.from({ length: marks }, (_, index) =>
    view.getUint16(headerBytes + markBytes * index),
  );
  const rising = ballot.every((mark, index) => index === 0 || mark > (ballot[index - 1] ?? -1));
  const padded = bytes.subarray(end).every((byte) => byte === 0);
  return rising && padded ? accept(ballot) : unreadable;
}

/** The reason why a ballot is invalid in this form, or null when it counts. */
export function ballotFault(ballot: Ballot, form: BallotForm): InvalidReason | null {
  if (ballot.length === 0) return 'blank';
  if (ballot.some((mark) => !isPosition(mark, form.candidates))) return 'unknown-candidate';
  if (new Set(ballot).size !== ballot.length) return 'marked-twice';
  return ballot.length > mostMarks(form) ? 'too-many-marks' : null;
}

/** Equal ballots taken together, whatever the order of their marks, in the order of their first appearance. */
export function foldBallots(ballots: Iterable<Ballot>): readonly FoldedBallot[] {
  const folded = new Map<string, { ballot: Ballot; count: number }>();
  for (const ballot of ballots) {
    const marks = canonicalMarks(ballot);
    const key = marks.join(',');
    const same = folded.get(key);
    if (same) same.count++;
    else folded.set(key, { ballot: marks, count: 1 });
  }
  return [...folded.values()];
}

function canonicalMarks(ballot: Ballot): readonly number[] {
  return [...ballot].sort((a, b) => a - b);
}

function isPosition(mark: number, candidates: number): boolean {
  assert(candidates <= 0xffff, 'a round has fewer than 65,536 candidates');
  return Number.isInteger(mark) && mark >= 0 && mark < candidates;
}
