import { countDigits, type FileFault } from './ballot-file.js';
import { afterBlanks, afterDigits, byte, numberIn } from './characters.js';
import { faultAt, type Line } from './lines.js';
import { closeBallot, mark, type OpenBallot } from './open-ballot.js';

/** What was read of a PrefLib file so far. */
export interface PrefLibState {
  /** Whether the candidates stand one a line at the head, and a comma behind the number of voters. */
  isOld: boolean;
  /** `soc`, `soi`, `toc` or `toi`; empty where the file does not say it. */
  type: string;
  title: string | null;
  candidates: number;
  /** How many there must be in the end. */
  voters: number | null;
  readonly names: Map<string, number>;
  readonly ballot: OpenBallot;
}

/** Reads `7: 1,{2,3},4`: seven voters, 1 first, then 2 and 3 on one rank, then 4. */
export function readOrderLine(state: PrefLibState, line: Line, from: number): FileFault | null {
  const { bytes, to } = line;
  const end = afterDigits(bytes, from, to);
  const behind = afterBlanks(bytes, end, to);
  const count = end - from > countDigits ? 0 : numberIn(bytes, from, end);
  if (count === 0) return faultAt(line, from, 'a whole number of voters from 1');
  const sign = state.isOld ? byte.comma : byte.colon;
  if (bytes[behind] !== sign || behind >= to)
    return faultAt(
      line,
      behind,
      `${state.isOld ? 'a comma' : 'a colon'} behind the number of voters`,
    );
  return readOrder(state, line, afterBlanks(bytes, behind + 1, to)) ?? close(state, line, count);
}

function close(state: PrefLibState, line: Line, count: number): FileFault | null {
  const { type, ballot, candidates } = state;
  if (type.endsWith('c') && ballot.length !== candidates)
    return faultAt(
      line,
      line.to,
      `all ${candidates} alternatives, for the order is complete (${type})`,
    );
  return closeBallot(ballot, count, line);
}

function readOrder(state: PrefLibState, line: Line, from: number): FileFault | null {
  const { bytes, to } = line;
  const { ballot, candidates } = state;
  let rank = 1;
  let shared = false;
  let at = from;
  while (at < to) {
    if (!shared && bytes[at] === byte.openBrace) {
      if (state.type.startsWith('s'))
        return faultAt(line, at, `no equal ranks, for the orders are strict (${state.type})`);
      shared = true;
      at = afterBlanks(bytes, at + 1, to);
    }
    const end = afterDigits(bytes, at, to);
    const candidate = end - at > 5 ? 0 : numberIn(bytes, at, end);
    if (candidate < 1 || candidate > candidates)
      return faultAt(line, at, `an alternative from 1 to ${candidates}`);
    if (!mark(ballot, candidate - 1, rank)) return faultAt(line, at, 'every alternative once');
    at = afterBlanks(bytes, end, to);
    if (shared && bytes[at] === byte.closeBrace && at < to) {
      shared = false;
      at = afterBlanks(bytes, at + 1, to);
    }
    if (!shared) rank += 1;
    if (at >= to) break;
    if (bytes[at] !== byte.comma) return faultAt(line, at, 'a comma between alternatives');
    at = afterBlanks(bytes, at + 1, to);
    if (at >= to) return faultAt(line, at, `an alternative from 1 to ${candidates}`);
  }
  return shared ? faultAt(line, to, 'a brace that closes the rank') : null;
}
