import type { FileFault } from './ballot-file.js';
import { afterBlanks, byte, isBlank } from './characters.js';
import { faultAt, type Line } from './lines.js';
import { openBallot, type OpenBallot } from './open-ballot.js';

/** What a BLT file says next. */
export type BltStage = 'candidates' | 'seats' | 'beginning' | 'ballots' | 'names' | 'remarks';

/** What was read of a BLT file so far. */
export interface BltState {
  stage: BltStage;
  candidates: number;
  seats: number;
  readonly withdrawn: Set<number>;
  /** The line on which somebody withdrew last; 0 while nobody has. */
  withdrawnOn: number;
  tieOrder: number[] | null;
  /** Short names that may stand for the numbers of the candidates. */
  nicks: ReadonlyMap<string, number>;
  readonly names: Set<string>;
  /** The title, the source, a comment. */
  readonly remarks: string[];
  inComment: boolean;
  fault: FileFault | null;
  readonly ballot: OpenBallot;
}

/** Nothing read. */
export function beginBlt(): BltState {
  return {
    stage: 'candidates',
    candidates: 0,
    seats: 0,
    withdrawn: new Set(),
    withdrawnOn: 0,
    tieOrder: null,
    nicks: new Map(),
    names: new Set(),
    remarks: [],
    inComment: false,
    fault: null,
    ballot: openBallot(),
  };
}

/** Notes what was expected at this byte, and answers -1: there is no next token. */
export function bltFault(state: BltState, line: Line, at: number, expected: string): -1 {
  state.fault = faultAt(line, at, expected);
  return -1;
}

/** Where the next token begins, behind blanks and comments (`#` to the end of the line, `/* … *\/`); `line.to` where none does. */
export function nextToken(state: BltState, line: Line, from: number): number {
  const { bytes, to } = line;
  let at = from;
  for (;;) {
    if (state.inComment) at = afterComment(state, line, at);
    at = afterBlanks(bytes, at, to);
    if (at >= to || bytes[at] === byte.hash) return to;
    if (bytes[at] !== byte.slash || bytes[at + 1] !== byte.star) return at;
    state.inComment = true;
    at += 2;
  }
}

/** The end of the token that begins at `at`. */
export function endOfToken({ bytes, to }: Line, at: number): number {
  let end = at;
  while (end < to && !isBlank(bytes[end]) && bytes[end] !== byte.hash) end += 1;
  return end;
}

function afterComment(state: BltState, { bytes, to }: Line, from: number): number {
  for (let at = from; at + 1 < to; at++) {
    if (bytes[at] !== byte.star || bytes[at + 1] !== byte.slash) continue;
    state.inComment = false;
    return at + 2;
  }
  return to;
}
