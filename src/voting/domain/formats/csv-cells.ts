import { byte, isBlank } from './characters.js';
import type { Line } from './lines.js';
import { textOf } from './utf8.js';

/** One cell of a CSV row: its content is `from` to `to` (not included), and the next one begins at `next`. */
export interface Cell {
  from: number;
  to: number;
  /** Behind the end of the line where this is the last cell. */
  next: number;
  quoted: boolean;
  /** Whether the content has doubled quotation marks that stand for one. */
  doubled: boolean;
}

/** What separates the cells of a file: the first comma, semicolon or tab of its header; a comma where it has none. */
export function separatorOf({ bytes, from, to }: Line): number {
  let quoted = false;
  for (let at = from; at < to; at++) {
    const value = bytes[at]!;
    if (value === byte.quote) quoted = !quoted;
    else if (!quoted && (value === byte.comma || value === byte.semicolon || value === byte.tab))
      return value;
  }
  return byte.comma;
}

/** Reads the cell that begins at `from` into `cell`. Answers -1, or where a quotation mark is missing. Cells end with their line. */
export function readCell(line: Line, from: number, separator: number, cell: Cell): number {
  const { bytes, to } = line;
  let at = from;
  while (at < to && isBlank(bytes[at]) && bytes[at] !== separator) at += 1;
  if (bytes[at] === byte.quote && at < to) return readQuoted(line, at, separator, cell);
  cell.quoted = false;
  cell.doubled = false;
  cell.from = at;
  let end = at;
  for (; at < to; at++) {
    const value = bytes[at]!;
    if (value === separator) break;
    if (value === byte.quote) return at;
    if (value !== byte.space && value !== byte.tab) end = at + 1;
  }
  cell.to = end;
  cell.next = at + 1;
  return -1;
}

function readQuoted(line: Line, from: number, separator: number, cell: Cell): number {
  const { bytes, to } = line;
  cell.quoted = true;
  cell.doubled = false;
  cell.from = from + 1;
  let at = from + 1;
  while (at < to) {
    if (bytes[at] !== byte.quote) at += 1;
    else if (at + 1 < to && bytes[at + 1] === byte.quote) {
      cell.doubled = true;
      at += 2;
    } else break;
  }
  if (at >= to) return to;
  cell.to = at;
  at += 1;
  while (at < to && isBlank(bytes[at]) && bytes[at] !== separator) at += 1;
  if (at < to && bytes[at] !== separator) return at;
  cell.next = at + 1;
  return -1;
}

/** The content of the cell as text. */
export function cellText({ bytes }: Line, { from, to, doubled }: Cell): string {
  const text = textOf(bytes, from, to);
  return doubled ? text.replaceAll('""', '"') : text;
}
