import { accept, refuse, type Result } from '../../../kernel/result.js';
import {
  mostCandidates,
  type BallotFile,
  type BallotReader,
  type FileFault,
} from './ballot-file.js';
import { readBltBallot } from './blt-ballot.js';
import { readBltOption } from './blt-options.js';
import { beginBlt, bltFault, endOfToken, nextToken, type BltState } from './blt-state.js';
import { afterDigits, byte, isBlank, isDigit, numberIn } from './characters.js';
import { lineCutter, type Line } from './lines.js';
import { textOf } from './utf8.js';

/**
 * Reads BLT, the format of Hill, Wichmann and Woodall ("Algorithm 123: single transferable vote by Meek's method", 1987), with
 * what OpenSTV, OpaVote, OpenTally and droop added: comments, names of ballots, equal ranks, `[tie …]` and `[nick …]`. A ballot
 * must end with its 0 on the line it begins on, so that no missing 0 joins two ballots.
 */
export function bltReader(): BallotReader {
  const state = beginBlt();
  const lines = lineCutter((line) => takeLine(state, line));
  return {
    push: (chunk) => lines.push(chunk),
    finish() {
      const fault = lines.finish();
      if (fault) return refuse(fault);
      return bltFile(state, (expected) => lines.atEnd(expected));
    },
  };
}

function takeLine(state: BltState, line: Line): FileFault | null {
  let at = nextToken(state, line, line.from);
  while (at < line.to) {
    const next = takeToken(state, line, at);
    if (next === -1) return state.fault;
    at = nextToken(state, line, next);
  }
  return null;
}

function takeToken(state: BltState, line: Line, at: number): number {
  switch (state.stage) {
    case 'candidates':
      return takeCandidates(state, line, at);
    case 'seats':
      return takeSeats(state, line, at);
    case 'beginning':
      return takeBeginning(state, line, at);
    case 'ballots':
      return readBltBallot(state, line, at);
    case 'names':
      return takeName(state, line, at);
    case 'remarks':
      return takeRemark(state, line, at);
  }
}

function takeCandidates(state: BltState, line: Line, at: number): number {
  const number = wholeNumber(line, at);
  if (number < 1 || number > mostCandidates)
    return bltFault(state, line, at, `the number of candidates, from 1 to ${mostCandidates}`);
  state.candidates = number;
  state.stage = 'seats';
  return endOfToken(line, at);
}

function takeSeats(state: BltState, line: Line, at: number): number {
  const number = wholeNumber(line, at);
  if (number < 1 || number > state.candidates)
    return bltFault(state, line, at, `the number of seats, from 1 to ${state.candidates}`);
  state.seats = number;
  state.stage = 'beginning';
  return endOfToken(line, at);
}

/**
 * Withdrawn candidates (`-2`) and options come before the first ballot, and no ballot on their line: `-2 1 3 0` is rather a ballot
 * with a negative weight.
 */
function takeBeginning(state: BltState, line: Line, at: number): number {
  if (line.bytes[at] === byte.openBracket) return readBltOption(state, line, at);
  if (line.bytes[at] !== byte.minus) {
    if (state.withdrawnOn === line.number)
      return bltFault(state, line, at, 'the end of the line behind withdrawn candidates');
    state.stage = 'ballots';
    return at;
  }
  const number = wholeNumber(line, at + 1);
  if (number < 1 || number > state.candidates)
    return bltFault(state, line, at, `a withdrawn candidate from -1 to -${state.candidates}`);
  if (state.withdrawn.has(number - 1))
    return bltFault(state, line, at, 'every withdrawn candidate once');
  state.withdrawn.add(number - 1);
  state.withdrawnOn = line.number;
  return endOfToken(line, at);
}

function takeName(state: BltState, line: Line, at: number): number {
  const number = state.names.size + 1;
  if (isDigit(line.bytes[at]))
    return bltFault(state, line, at, `the name of candidate ${number} in quotation marks`);
  const text = readText(state, line, at);
  if (text === null) return -1;
  if (text.value.trim() === '') return bltFault(state, line, at, `a name for candidate ${number}`);
  if (state.names.has(text.value))
    return bltFault(
      state,
      line,
      at,
      `another name for candidate ${number} than that of one before`,
    );
  state.names.add(text.value);
  if (number === state.candidates) state.stage = 'remarks';
  return text.end;
}

/** The title, then perhaps the source and a comment (Wichmann). */
function takeRemark(state: BltState, line: Line, at: number): number {
  if (state.remarks.length === 3)
    return bltFault(state, line, at, 'the end of the file behind title, source and comment');
  const text = readText(state, line, at);
  if (text === null) return -1;
  state.remarks.push(text.value);
  return text.end;
}

/** A text in quotation marks, a doubled one inside for one of its own; or a word without them. */
function readText(
  state: BltState,
  line: Line,
  from: number,
): { readonly value: string; readonly end: number } | null {
  const { bytes, to } = line;
  if (bytes[from] !== byte.quote) {
    const end = endOfToken(line, from);
    return { value: textOf(bytes, from, end), end };
  }
  let end = from + 1;
  while (end < to && (bytes[end] !== byte.quote || bytes[end + 1] === byte.quote))
    end += bytes[end] === byte.quote ? 2 : 1;
  const next = end + 1;
  if (end >= to || (next < to && !isBlank(bytes[next]) && bytes[next] !== byte.hash)) {
    bltFault(state, line, Math.min(end, to), 'a quotation mark that ends the text');
    return null;
  }
  return { value: textOf(bytes, from + 1, end).replaceAll('""', '"'), end: next };
}

/** The number that is the whole token, or -1. */
function wholeNumber(line: Line, at: number): number {
  const end = afterDigits(line.bytes, at, line.to);
  if (end === at || end - at > 9 || end !== endOfToken(line, at)) return -1;
  return numberIn(line.bytes, at, end);
}

function bltFile(
  state: BltState,
  atEnd: (expected: string) => FileFault,
): Result<BallotFile, FileFault> {
  if (state.inComment) return refuse(atEnd('the end of the comment'));
  if (state.stage !== 'remarks') return refuse(atEnd(whatFollows(state)));
  return accept({
    title: state.remarks[0] ?? null,
    seats: state.seats,
    candidates: [...state.names],
    withdrawn: [...state.withdrawn],
    tieOrder: state.tieOrder,
    content: 'ranking',
    unrankedLast: false,
    ballots: state.ballot.folder.finish(state.candidates),
  });
}

function whatFollows({ stage, names }: BltState): string {
  switch (stage) {
    case 'candidates':
      return 'the number of candidates and the number of seats';
    case 'seats':
      return 'the number of seats';
    case 'beginning':
    case 'ballots':
      return 'another ballot, or the 0 that ends the ballots';
    case 'names':
      return `the name of candidate ${names.size + 1}`;
    case 'remarks':
      return 'the end of the file';
  }
}
