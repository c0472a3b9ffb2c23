import { countDigits } from './ballot-file.js';
import { bltFault, endOfToken, nextToken, type BltState } from './blt-state.js';
import { afterDigits, byte, isBlank, isDigit, numberIn } from './characters.js';
import type { Line } from './lines.js';
import { closeBallot, mark } from './open-ballot.js';
import { textOf } from './utf8.js';

/**
 * Reads one ballot: how many voters cast it, or its name in parentheses for one; then candidates, first choice first, equal ones
 * joined by `=`; then 0. A 0 in place of the number ends the ballots. Answers where the next token may begin, or -1.
 */
export function readBltBallot(state: BltState, line: Line, from: number): number {
  if (line.bytes[from] === byte.openParenthesis) return readNamedBallot(state, line, from);
  const end = afterDigits(line.bytes, from, line.to);
  if (end === from || !endsToken(line, end))
    return bltFault(state, line, from, 'a whole number of ballots, or the 0 that ends the ballots');
  if (end - from > countDigits)
    return bltFault(state, line, from, `a number of ballots of at most ${countDigits} digits`);
  const count = numberIn(line.bytes, from, end);
  if (count > 0) return readPreferences(state, line, end, count);
  state.stage = 'names';
  return end;
}

function readNamedBallot(state: BltState, line: Line, from: number): number {
  const end = line.bytes.indexOf(byte.closeParenthesis, from);
  if (end === -1 || end >= line.to)
    return bltFault(state, line, line.to, 'a parenthesis that closes the name of the ballot');
  return readPreferences(state, line, end + 1, 1);
}

function readPreferences(state: BltState, line: Line, from: number, count: number): number {
  const { bytes } = line;
  const { ballot, candidates } = state;
  let rank = 1;
  let at = nextToken(state, line, from);
  for (;;) {
    const end = afterDigits(bytes, at, line.to);
    const candidate = end > at && end - at < 6 ? numberIn(bytes, at, end) : nickAt(state, line, at);
    if (candidate === 0 && endsToken(line, end)) {
      if (ballot.length > 0 && bytes[at - 1] === byte.equals) break;
      state.fault = closeBallot(ballot, count, line);
      return state.fault ? -1 : end;
    }
    if (candidate < 1 || candidate > candidates) break;
    const after = end > at ? end : endOfName(line, at);
    if (!mark(ballot, candidate - 1, rank))
      return bltFault(state, line, at, 'every candidate once on a ballot');
    if (bytes[after] === byte.equals && after < line.to) at = after + 1;
    else if (endsToken(line, after)) {
      rank += 1;
      at = nextToken(state, line, after);
    } else break;
  }
  return bltFault(state, line, at, whatIsMissing(state, line, at));
}

function whatIsMissing(state: BltState, line: Line, at: number): string {
  if (at >= line.to) return 'the 0 that ends the ballot';
  if (line.bytes[at] === byte.minus) return 'no rank left out';
  return `a candidate from 1 to ${state.candidates}, or the 0 that ends the ballot`;
}

/** The number of the candidate whose short name begins here; -1 where it is none. */
function nickAt(state: BltState, line: Line, at: number): number {
  if (state.nicks.size === 0 || isDigit(line.bytes[at])) return -1;
  return state.nicks.get(textOf(line.bytes, at, endOfName(line, at))) ?? -1;
}

function endOfName(line: Line, at: number): number {
  const to = endOfToken(line, at);
  let end = at;
  while (end < to && line.bytes[end] !== byte.equals) end += 1;
  return end;
}

function endsToken({ bytes, to }: Line, at: number): boolean {
  return at >= to || isBlank(bytes[at]) || bytes[at] === byte.hash;
}
