import { countDigits, largestValue, type BallotContent, type FileFault } from './ballot-file.js';
import { byte } from './characters.js';
import {
  expectCharacter,
  expectEnd,
  expectNumber,
  expectText,
  lastBytes,
  lastText,
  refuseJson,
  takeCharacter,
  type JsonCursor,
} from './json-cursor.js';
import { markNamed, type NamedBallot } from './named-marks.js';
import { closeBallot } from './open-ballot.js';

/** The ballots of a file of JSON lines: all of one kind. */
export interface JsonBallots extends NamedBallot {
  /** What the first ballot held; null before it. */
  content: BallotContent | null;
}

/** Reads `{"count":3,"ranking":["A",["B","C"]]}`, `{"scores":{"A":5}}` or `{"marks":["A"]}`. */
export function readJsonBallot(ballots: JsonBallots, cursor: JsonCursor): FileFault | null {
  if (!expectCharacter(cursor, byte.openBrace)) return cursor.fault;
  let count = 0;
  let filled = false;
  do {
    const start = cursor.at;
    if (!expectText(cursor, 'a key')) break;
    const key = lastText(cursor);
    if (key === 'count' ? count > 0 : filled) refuseJson(cursor, 'every key once', start);
    if (!expectCharacter(cursor, byte.colon)) break;
    if (key === 'count') count = readCount(cursor);
    else {
      filled = true;
      readContent(ballots, cursor, key, start);
    }
  } while (cursor.fault === null && takeCharacter(cursor, byte.comma));
  if (cursor.fault) return cursor.fault;
  if (!filled) refuseJson(cursor, '"ranking", "marks" or "scores"');
  else if (expectCharacter(cursor, byte.closeBrace) && expectEnd(cursor))
    cursor.fault = closeBallot(ballots.ballot, Math.max(1, count), cursor.line);
  return cursor.fault;
}

function readCount(cursor: JsonCursor): number {
  const start = cursor.at;
  const count = expectNumber(cursor, countDigits, 'a whole number of ballots from 1');
  if (count === 0) refuseJson(cursor, 'a whole number of ballots from 1', start);
  return count;
}

function readContent(
  ballots: JsonBallots,
  cursor: JsonCursor,
  key: string,
  start: number,
): boolean {
  if (key !== 'ranking' && key !== 'marks' && key !== 'scores')
    return refuseJson(cursor, 'one of the keys count, ranking, marks, scores', start);
  ballots.content ??= key;
  if (ballots.content !== key)
    return refuseJson(cursor, `"${ballots.content}" as on the ballots before`, start);
  switch (key) {
    case 'ranking':
      return readRanking(ballots, cursor);
    case 'marks':
      return readNames(ballots, cursor, 1);
    case 'scores':
      return readScores(ballots, cursor);
  }
}

function readRanking(ballots: JsonBallots, cursor: JsonCursor): boolean {
  if (!expectCharacter(cursor, byte.openBracket)) return false;
  if (takeCharacter(cursor, byte.closeBracket)) return true;
  for (let rank = 1; ; rank++) {
    const { at, line } = cursor;
    if (at < line.to && line.bytes[at] === byte.openBracket) {
      const before = ballots.ballot.length;
      if (!readNames(ballots, cursor, rank)) return false;
      if (ballots.ballot.length === before) return refuseJson(cursor, 'no rank left out', at);
    } else if (!readName(ballots, cursor, rank)) return false;
    if (!takeCharacter(cursor, byte.comma)) break;
  }
  return takeCharacter(cursor, byte.closeBracket) || refuseJson(cursor, ', or ]');
}

function readNames(ballots: JsonBallots, cursor: JsonCursor, value: number): boolean {
  if (!expectCharacter(cursor, byte.openBracket)) return false;
  if (takeCharacter(cursor, byte.closeBracket)) return true;
  do if (!readName(ballots, cursor, value)) return false;
  while (takeCharacter(cursor, byte.comma));
  return takeCharacter(cursor, byte.closeBracket) || refuseJson(cursor, ', or ]');
}

function readScores(ballots: JsonBallots, cursor: JsonCursor): boolean {
  if (!expectCharacter(cursor, byte.openBrace)) return false;
  if (takeCharacter(cursor, byte.closeBrace)) return true;
  do {
    const start = cursor.at;
    if (!expectText(cursor, 'a candidate')) return false;
    const name = { ...lastBytes(cursor), at: start };
    if (!expectCharacter(cursor, byte.colon)) return false;
    const valueAt = cursor.at;
    const value = expectNumber(cursor, 5, valueExpected);
    if (value === -1) return false;
    if (value > largestValue) return refuseJson(cursor, valueExpected, valueAt);
    cursor.fault = markNamed(ballots, cursor.line, name, value);
    if (cursor.fault) return false;
  } while (takeCharacter(cursor, byte.comma));
  return takeCharacter(cursor, byte.closeBrace) || refuseJson(cursor, ', or }');
}

const valueExpected = `a whole number up to ${largestValue}`;

function readName(ballots: JsonBallots, cursor: JsonCursor, value: number): boolean {
  const start = cursor.at;
  if (!expectText(cursor, 'a candidate')) return false;
  cursor.fault = markNamed(ballots, cursor.line, { ...lastBytes(cursor), at: start }, value);
  return cursor.fault === null;
}
