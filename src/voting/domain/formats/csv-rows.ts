import { countDigits, largestValue, type FileFault } from './ballot-file.js';
import { afterBlanks, afterDigits, byte, isBlank, numberIn } from './characters.js';
import { cellText, readCell, type Cell } from './csv-cells.js';
import { faultAt, type Line } from './lines.js';
import { markNamed, markOnce, type NamedBallot } from './named-marks.js';
import { closeBallot, mark } from './open-ballot.js';
import { bytesOf } from './utf8.js';

/** What the header of a CSV file says about its rows. */
export interface CsvTable extends NamedBallot {
  readonly separator: number;
  /** Whether the first cell says how many voters cast the ballot. */
  readonly counted: boolean;
  /** Whether the cells name candidates in order; otherwise they hold a value for the candidate of their column. */
  readonly isOrder: boolean;
  readonly width: number;
  /** The candidates of the columns. */
  readonly columns: number[];
  /** Whether no rank may be left out. */
  readonly ranked: boolean;
  /** The cell that is being read. */
  readonly cell: Cell;
  /** The number of the ballot that used a rank last. */
  usedRanks: Uint32Array;
}

const valueExpected = `a whole number up to ${largestValue} or nothing, for the header names the candidates; names in order come below a header 1, 2, 3, …`;

/** Reads a row of names in order. */
export function readNamesRow(table: CsvTable, line: Line): FileFault | null {
  const { separator, ballot, cell } = table;
  let gapAt = -1;
  let column = table.counted ? 1 : 0;
  const count = table.counted ? readCount(table, line) : 1;
  if (count === 0) return countFault(line);
  let next = table.counted ? cell.next : line.from;
  for (let rank = 1; next <= line.to; rank++) {
    const wrong = readCell(line, next, separator, cell);
    if (wrong !== -1) return faultAt(line, wrong, 'well-formed CSV');
    column += 1;
    if (column > table.width) return tooWide(table, line);
    next = cell.next;
    if (cell.from === cell.to) {
      if (gapAt === -1) gapAt = cell.from;
      continue;
    }
    if (gapAt !== -1 && table.ranked) return faultAt(line, gapAt, 'no rank left out');
    const fault = readNames(table, line, rank);
    if (fault) return fault;
  }
  return closeBallot(ballot, count, line);
}

/** Reads a row of values. */
export function readValuesRow(table: CsvTable, line: Line): FileFault | null {
  const { separator, ballot, columns, cell } = table;
  const count = table.counted ? readCount(table, line) : 1;
  if (count === 0) return countFault(line);
  let next = table.counted ? cell.next : line.from;
  let column = 0;
  for (; next <= line.to; column++) {
    const wrong = readCell(line, next, separator, cell);
    if (wrong !== -1) return faultAt(line, wrong, 'well-formed CSV');
    const candidate = columns[column];
    if (candidate === undefined) return tooWide(table, line);
    next = cell.next;
    if (cell.from === cell.to) continue;
    const value = numberInCell(cell, line, 5);
    if (value === -1 || value > largestValue) return faultAt(line, cell.from, valueExpected);
    mark(ballot, candidate, value);
  }
  if (column < columns.length)
    return faultAt(line, line.to, `${table.width} cells, as many as the header has`);
  const gap = table.ranked ? rankGap(table) : 0;
  if (gap > 0) return faultAt(line, line.to, `rank ${gap} on this ballot: no rank left out`);
  return closeBallot(ballot, count, line);
}

/** The lowest rank that is missing below the highest one of the ballot, or 0. A rank 0 is left to the count: it is invalid. */
function rankGap(table: CsvTable): number {
  const { ballot } = table;
  let highest = 0;
  let different = 0;
  for (let index = 0; index < ballot.length; index++) {
    const rank = ballot.values[index]!;
    if (rank >= table.usedRanks.length) table.usedRanks = new Uint32Array(largestValue + 1);
    if (rank === 0 || table.usedRanks[rank] === ballot.number) continue;
    table.usedRanks[rank] = ballot.number;
    different += 1;
    if (rank > highest) highest = rank;
  }
  if (different === highest) return 0;
  let rank = 1;
  while (table.usedRanks[rank] === ballot.number) rank += 1;
  return rank;
}

/** Reads the one candidate of a cell, or several with `=` between them. */
function readNames(table: CsvTable, line: Line, rank: number): FileFault | null {
  const { cell } = table;
  const position = cell.doubled ? -1 : table.names.find(line.bytes, cell.from, cell.to);
  if (position !== -1) return markOnce(table, line, position, rank, cell.from);
  if (cell.quoted) {
    const text = bytesOf(cellText(line, cell));
    return markNamed(table, line, { bytes: text, from: 0, to: text.length, at: cell.from }, rank);
  }
  const { bytes } = line;
  const { from, to } = cell;
  let begin = from;
  for (let at = from; at <= to; at++) {
    if (at < to && bytes[at] !== byte.equals) continue;
    const start = afterBlanks(bytes, begin, at);
    let end = at;
    while (end > start && isBlank(bytes[end - 1])) end -= 1;
    if (start === end) return faultAt(line, start, 'a candidate on both sides of =');
    const fault = markNamed(table, line, { bytes, from: start, to: end, at: start }, rank);
    if (fault) return fault;
    begin = at + 1;
  }
  return null;
}

/** How many ballots the row stands for, or 0 where the first cell does not say it. */
function readCount(table: CsvTable, line: Line): number {
  if (readCell(line, line.from, table.separator, table.cell) !== -1) return 0;
  return Math.max(0, numberInCell(table.cell, line, countDigits));
}

/** The whole number in the cell, of at most so many digits; -1 where there is none. */
function numberInCell(cell: Cell, { bytes }: Line, digits: number): number {
  const isNumber =
    cell.to > cell.from &&
    cell.to - cell.from <= digits &&
    afterDigits(bytes, cell.from, cell.to) === cell.to;
  return isNumber ? numberIn(bytes, cell.from, cell.to) : -1;
}

function countFault(line: Line): FileFault {
  return faultAt(line, line.from, 'a whole number of ballots from 1');
}

function tooWide(table: CsvTable, line: Line): FileFault {
  return faultAt(line, table.cell.from, `no more than the ${table.width} columns of the header`);
}
