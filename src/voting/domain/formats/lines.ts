import type { FileFault } from './ballot-file.js';
import { charactersIn, utf8Fault } from './utf8.js';

/** One line of a file without its end: `bytes[from]` to `bytes[to]` (not included). Valid until the next line. */
export interface Line {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
  /** From 1. */
  readonly number: number;
}

/** Cuts a file into lines, wherever its pieces end. */
export interface LineCutter {
  push(chunk: Uint8Array): FileFault | null;
  /** Hands over the last line where it has no end; after it nothing is pushed. */
  finish(): FileFault | null;
  /** A fault behind the last character of the file. */
  atEnd(expected: string): FileFault;
}

const newline = 10;
const carriageReturn = 13;

/** The longest line: more is no ballot, and must not fill the memory. */
const longestLine = 1 << 20;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Hands every line of UTF-8 text to `take`, one after the other, and stops at the first fault. Refuses longer lines than 1 MiB,
 * other encodings and the byte 0. A byte order mark at the beginning is read over.
 */
export function lineCutter(take: (line: Line) => FileFault | null): LineCutter {
  const line: Writable<Line> = { bytes: new Uint8Array(0), from: 0, to: 0, number: 0 };
  let rest = new Uint8Array(1 << 12);
  let kept = 0;

  const cut = (bytes: Uint8Array, from: number, to: number): FileFault | null => {
    line.number += 1;
    line.bytes = bytes;
    line.from = from;
    line.to = to > from && bytes[to - 1] === carriageReturn ? to - 1 : to;
    return encodingFault(line) ?? take(line);
  };

  const keep = (bytes: Uint8Array, from: number, to: number): FileFault | null => {
    if (kept + to - from > longestLine) return tooLong(line.number + 1);
    if (kept + to - from > rest.length) {
      const longer = new Uint8Array(Math.max(rest.length * 2, kept + to - from));
      longer.set(rest.subarray(0, kept));
      rest = longer;
    }
    rest.set(bytes.subarray(from, to), kept);
    kept += to - from;
    return null;
  };

  const cutKept = (): FileFault | null => {
    const length = kept;
    kept = 0;
    return cut(rest, 0, length);
  };

  return {
    push(chunk) {
      let from = 0;
      for (;;) {
        const end = chunk.indexOf(newline, from);
        if (end === -1) return keep(chunk, from, chunk.length);
        if (end - from > longestLine) return tooLong(line.number + 1);
        const fault = kept === 0 ? cut(chunk, from, end) : (keep(chunk, from, end) ?? cutKept());
        if (fault) return fault;
        from = end + 1;
      }
    },
    finish: () => (kept === 0 ? null : cutKept()),
    atEnd: (expected) =>
      line.number === 0 ? { line: 1, column: 1, expected } : faultAt(line, line.to, expected),
  };
}

/** A fault at this byte of the line. */
export function faultAt(line: Line, at: number, expected: string): FileFault {
  return { line: line.number, column: charactersIn(line.bytes, line.from, at) + 1, expected };
}

function tooLong(line: number): FileFault {
  return {
    line,
    column: longestLine + 1,
    expected: `the end of a line of at most ${longestLine} bytes`,
  };
}

/** Moves the beginning of the first line behind a byte order mark. */
function encodingFault(line: Writable<Line>): FileFault | null {
  const { bytes, from, to } = line;
  if (line.number === 1) {
    const [first, second] = [bytes[from], bytes[from + 1]];
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
      return faultAt(line, from, 'text in UTF-8; this file is in UTF-16');
    if (first === 0xef && second === 0xbb && bytes[from + 2] === 0xbf && to >= from + 3)
      line.from += 3;
  }
  let all = 0;
  // The byte 0 minus one is negative: one sign bit for the whole line.
  for (let at = line.from; at < to; at++) all |= bytes[at]! | (bytes[at]! - 1);
  if (all < 0)
    return faultAt(line, bytes.indexOf(0, line.from), 'text in UTF-8, without the byte 0');
  if ((all & 0x80) === 0) return null;
  const wrong = utf8Fault(bytes, line.from, line.to);
  return wrong === -1 ? null : faultAt(line, wrong, 'text in UTF-8');
}
