import { mostCandidates } from './ballot-file.js';
import { afterBlanks, byte } from './characters.js';
import {
  expectCharacter,
  expectEnd,
  expectNumber,
  expectText,
  lastText,
  refuseJson,
  takeCharacter,
  type JsonCursor,
} from './json-cursor.js';
import { textOf } from './utf8.js';

/** What the first line of a file of JSON lines says. */
export interface JsonHeader {
  title: string | null;
  seats: number | null;
  candidates: readonly string[];
  withdrawn: readonly string[];
  tieOrder: readonly string[] | null;
  unrankedLast: boolean;
}

/** Reads `{"candidates":["A","B"],"seats":1,…}`; null with a fault where it is none. */
export function readJsonHeader(cursor: JsonCursor): JsonHeader | null {
  const header: JsonHeader = {
    title: null,
    seats: null,
    candidates: [],
    withdrawn: [],
    tieOrder: null,
    unrankedLast: false,
  };
  const start = cursor.at;
  const read = readMembers(cursor, (key) => takeMember(cursor, header, key)) && expectEnd(cursor);
  const wrong = read ? headerFault(header) : null;
  if (wrong !== null) refuseJson(cursor, wrong, start);
  return cursor.fault === null ? header : null;
}

/** The members of an object, each key once. `take` reads the value; false where it is wrong. */
export function readMembers(cursor: JsonCursor, take: (key: string) => boolean): boolean {
  const keys = new Set<string>();
  if (!expectCharacter(cursor, byte.openBrace)) return false;
  if (takeCharacter(cursor, byte.closeBrace)) return true;
  do {
    const start = cursor.at;
    if (!expectText(cursor, 'a key')) return false;
    const key = lastText(cursor);
    if (keys.has(key)) return refuseJson(cursor, 'every key once', start);
    keys.add(key);
    if (!expectCharacter(cursor, byte.colon) || !take(key)) return false;
  } while (takeCharacter(cursor, byte.comma));
  return takeCharacter(cursor, byte.closeBrace) || refuseJson(cursor, ', or }');
}

function takeMember(cursor: JsonCursor, header: JsonHeader, key: string): boolean {
  switch (key) {
    case 'candidates':
      header.candidates = readNames(cursor);
      return cursor.fault === null;
    case 'withdrawn':
      header.withdrawn = readNames(cursor);
      return cursor.fault === null;
    case 'tieOrder':
      header.tieOrder = readNames(cursor);
      return cursor.fault === null;
    case 'title':
      if (!expectText(cursor, 'the title')) return false;
      header.title = lastText(cursor).toWellFormed();
      return !hasControls(header.title) || refuseJson(cursor, 'a title without control characters');
    case 'seats':
      header.seats = expectNumber(cursor, 9, 'a whole number of seats');
      return cursor.fault === null;
    case 'unrankedLast':
      return readBoolean(cursor, header);
    default:
      return refuseJson(cursor, headerKeys);
  }
}

const headerKeys =
  'one of the keys candidates, seats, title, withdrawn, tieOrder, unrankedLast in the first line';

function readNames(cursor: JsonCursor): readonly string[] {
  const names = new Set<string>();
  if (!expectCharacter(cursor, byte.openBracket)) return [];
  if (takeCharacter(cursor, byte.closeBracket)) return [];
  do {
    const start = cursor.at;
    if (!expectText(cursor, 'a name')) return [];
    const name = lastText(cursor).toWellFormed();
    if (name.trim() === '' || names.has(name)) refuseJson(cursor, 'every name once', start);
    if (hasControls(name)) refuseJson(cursor, 'a name without control characters', start);
    names.add(name);
  } while (takeCharacter(cursor, byte.comma));
  if (!takeCharacter(cursor, byte.closeBracket)) refuseJson(cursor, ', or ]');
  return [...names];
}

/** Such as the end of a line, which no other format could hold. */
function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

function readBoolean(cursor: JsonCursor, header: JsonHeader): boolean {
  const { bytes, to } = cursor.line;
  let end = cursor.at;
  while (end < to && bytes[end]! >= 0x61 && bytes[end]! < 0x7b) end += 1;
  const word = textOf(bytes, cursor.at, end);
  if (word !== 'true' && word !== 'false') return refuseJson(cursor, 'true or false');
  cursor.at = afterBlanks(bytes, end, to);
  header.unrankedLast = word === 'true';
  return true;
}

function headerFault({ candidates, seats, withdrawn, tieOrder }: JsonHeader): string | null {
  const known = new Set(candidates);
  if (known.size === 0) return '"candidates" with at least one name';
  if (known.size > mostCandidates) return `no more than ${mostCandidates} candidates`;
  if (seats !== null && (seats < 1 || seats > known.size))
    return `"seats" from 1 to ${known.size}, the number of candidates`;
  if (!withdrawn.every((name) => known.has(name))) return 'only candidates among "withdrawn"';
  if (tieOrder && (tieOrder.length !== known.size || !tieOrder.every((name) => known.has(name))))
    return '"tieOrder" with every candidate once';
  return null;
}
