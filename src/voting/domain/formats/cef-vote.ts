import { countDigits, type FileFault } from './ballot-file.js';
import { afterBlanks, afterDigits, byte, isBlank, numberIn } from './characters.js';
import { faultAt, type Line } from './lines.js';
import { markNamed, type NamedBallot } from './named-marks.js';
import { closeBallot } from './open-ballot.js';
import { textOf } from './utf8.js';

/** What was read of a file in the Condorcet Election Format so far. */
export interface CefState extends NamedBallot {
  isClosed: boolean;
  seats: number | null;
  /** What is wrong where there are fewer candidates than seats: known at the end only. */
  seatsFault: FileFault | null;
  unrankedLast: boolean;
  weighted: boolean;
  /** Whether a vote was read. */
  votes: boolean;
}

/** Reads `tags || A > B = C ^7 * 42 # comment`: 42 voters of weight 7. Weights count only where the file allows them. */
export function readCefVote(state: CefState, line: Line): FileFault | null {
  const { bytes } = line;
  const to = endOfVote(line);
  const from = behindTags(line, to);
  state.votes = true;
  let end = from;
  while (end < to && bytes[end] !== byte.caret && bytes[end] !== byte.star) end += 1;
  const weight = end < to && bytes[end] === byte.caret ? end : -1;
  const behindWeight = weight === -1 ? end : endOfFactor(line, end, to);
  const star = behindWeight < to && bytes[behindWeight] === byte.star ? behindWeight : -1;
  const behind = star === -1 ? behindWeight : endOfFactor(line, star, to);
  if (behind < to) return faultAt(line, behind, 'the end of the vote: ranking, ^ weight, * number');
  const [times, heavy] = [factor(line, star, to), factor(line, weight, to)];
  if (times === 0 || heavy === 0)
    return faultAt(line, (heavy === 0 ? weight : star) + 1, 'a whole number from 1');
  const count = state.weighted ? times * heavy : times;
  const fault = readRanking(state, line, from, end);
  return fault ?? closeBallot(state.ballot, count, line);
}

/** Where the comment begins, or the line ends. */
function endOfVote({ bytes, from, to }: Line): number {
  let end = from;
  while (end < to && bytes[end] !== byte.hash) end += 1;
  while (end > from && isBlank(bytes[end - 1])) end -= 1;
  return end;
}

function behindTags({ bytes, from }: Line, to: number): number {
  for (let at = from; at + 1 < to; at++)
    if (bytes[at] === byte.bar && bytes[at + 1] === byte.bar) return at + 2;
  return from;
}

/** Behind the sign, its number and the blanks around it. */
function endOfFactor({ bytes }: Line, sign: number, to: number): number {
  return afterBlanks(bytes, afterDigits(bytes, afterBlanks(bytes, sign + 1, to), to), to);
}

/** The number behind the sign; 1 where there is no sign, 0 where it is no such number. */
function factor({ bytes }: Line, sign: number, to: number): number {
  if (sign === -1) return 1;
  const from = afterBlanks(bytes, sign + 1, to);
  const end = afterDigits(bytes, from, to);
  return end - from > countDigits ? 0 : numberIn(bytes, from, end);
}

function readRanking(state: CefState, line: Line, from: number, to: number): FileFault | null {
  const { bytes } = line;
  if (isEmptyRanking(line, from, to)) return null;
  let rank = 1;
  let begin = from;
  for (let at = from; at <= to; at++) {
    const isEnd = at === to || bytes[at] === byte.greater || bytes[at] === byte.equals;
    if (!isEnd) continue;
    const fault = readName(state, line, [begin, at], rank);
    if (fault) return fault;
    if (bytes[at] === byte.greater) rank += 1;
    begin = at + 1;
  }
  return null;
}

function readName(
  state: CefState,
  line: Line,
  [begin, to]: readonly [number, number],
  rank: number,
): FileFault | null {
  const { bytes } = line;
  const from = afterBlanks(bytes, begin, to);
  let end = to;
  while (end > from && isBlank(bytes[end - 1])) end -= 1;
  if (from === end) return faultAt(line, from, 'a candidate');
  if (!state.isClosed && state.names.find(bytes, from, end) === -1) {
    const name = textOf(bytes, from, end);
    if (/[;,/<|]/.test(name)) return faultAt(line, from, 'a name without ; , / < |');
  }
  return markNamed(state, line, { bytes, from, to: end, at: from }, rank);
}

/** A blank ballot is written `/EMPTY/` in place of the ranking. */
function isEmptyRanking({ bytes }: Line, begin: number, to: number): boolean {
  const from = afterBlanks(bytes, begin, to);
  return bytes[from] === byte.slash && /^\/empty\/$/i.test(textOf(bytes, from, to).trim());
}
