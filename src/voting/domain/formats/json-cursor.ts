import type { FileFault } from './ballot-file.js';
import { afterBlanks, afterDigits, byte, numberIn } from './characters.js';
import { faultAt, type Line } from './lines.js';
import { bytesOf, textOf } from './utf8.js';

/** A place in a line of JSON, and the last text that was read there. */
export interface JsonCursor {
  line: Line;
  at: number;
  fault: FileFault | null;
  /** The text as it stands between its quotation marks. */
  from: number;
  to: number;
  /** Whether it holds escapes. */
  escaped: boolean;
}

const backslash = 0x5c;

/** A cursor at the beginning of the line. */
export function placeCursor(cursor: JsonCursor, line: Line): void {
  cursor.line = line;
  cursor.at = afterBlanks(line.bytes, line.from, line.to);
  cursor.fault = null;
}

/** Steps over this character and the blanks behind it, where it is the next one. */
export function takeCharacter(cursor: JsonCursor, character: number): boolean {
  const { bytes, to } = cursor.line;
  if (cursor.at >= to || bytes[cursor.at] !== character) return false;
  cursor.at = afterBlanks(bytes, cursor.at + 1, to);
  return true;
}

/** The same; a fault where it is another one. */
export function expectCharacter(cursor: JsonCursor, character: number): boolean {
  return takeCharacter(cursor, character) || refuseJson(cursor, String.fromCharCode(character));
}

/** Notes what was expected here; the first fault stays. Answers false. */
export function refuseJson(cursor: JsonCursor, expected: string, at = cursor.at): false {
  cursor.fault ??= faultAt(cursor.line, at, expected);
  return false;
}

/** Reads a text. */
export function expectText(cursor: JsonCursor, what: string): boolean {
  const { bytes, to } = cursor.line;
  if (cursor.at >= to || bytes[cursor.at] !== byte.quote)
    return refuseJson(cursor, `${what} in quotation marks`);
  let end = cursor.at + 1;
  cursor.from = end;
  cursor.escaped = false;
  while (end < to && bytes[end] !== byte.quote) {
    if (bytes[end]! < byte.space) return refuseJson(cursor, 'no control character', end);
    if (bytes[end] === backslash) {
      const next = afterEscape(bytes, end, to);
      if (next === -1) return refuseJson(cursor, 'an escape of JSON', end);
      cursor.escaped = true;
      end = next;
    } else end += 1;
  }
  if (end >= to) return refuseJson(cursor, 'a quotation mark that ends the text', to);
  cursor.to = end;
  cursor.at = afterBlanks(bytes, end + 1, to);
  return true;
}

/** The text that was read. */
export function lastText({ line, from, to, escaped }: JsonCursor): string {
  const text = textOf(line.bytes, from, to);
  if (!escaped) return text;
  return text.replace(/\\(u[0-9a-f]{4}|.)/gi, (_, code: string) =>
    code.startsWith('u')
      ? String.fromCharCode(Number.parseInt(code.slice(1), 16))
      : (escapes[code] ?? code),
  );
}

/** The bytes of the text that was read, and where they begin and end. */
export function lastBytes(cursor: JsonCursor): {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
} {
  if (!cursor.escaped) return { bytes: cursor.line.bytes, from: cursor.from, to: cursor.to };
  const bytes = bytesOf(lastText(cursor));
  return { bytes, from: 0, to: bytes.length };
}

/** Reads a whole number of at most so many digits; -1 with a fault where there is none. */
export function expectNumber(cursor: JsonCursor, digits: number, what: string): number {
  const { bytes, to } = cursor.line;
  const { at } = cursor;
  const end = afterDigits(bytes, at, to);
  const next = end < to ? bytes[end]! : byte.space;
  const isWhole = next !== byte.point && next !== byte.smallE && next !== byte.largeE;
  const leadsWithZero = end - at > 1 && bytes[at] === byte.zero;
  if (end === at || end - at > digits || !isWhole || leadsWithZero) {
    refuseJson(cursor, what);
    return -1;
  }
  cursor.at = afterBlanks(bytes, end, to);
  return numberIn(bytes, at, end);
}

/** Whether the line ends here. */
export function expectEnd(cursor: JsonCursor): boolean {
  return cursor.at >= cursor.line.to || refuseJson(cursor, 'the end of the line');
}

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function afterEscape(bytes: Uint8Array, at: number, to: number): number {
  const text = textOf(bytes, at + 1, Math.min(at + 6, to));
  const code = /^(["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text)?.[0];
  return code === undefined ? -1 : at + 1 + code.length;
}
