import { accept, refuse, type Result } from '../../../kernel/result.js';
import type { BallotForm } from '../ballots/ballot.js';
import {
  mostCandidates,
  type BallotFile,
  type BallotReader,
  type FileFault,
} from './ballot-file.js';
import { candidateNames } from './candidate-names.js';
import { afterBlanks } from './characters.js';
import { cellText, readCell, separatorOf, type Cell } from './csv-cells.js';
import { readNamesRow, readValuesRow, type CsvTable } from './csv-rows.js';
import { faultAt, lineCutter, type Line } from './lines.js';
import { openBallot } from './open-ballot.js';
import { bytesOf } from './utf8.js';

/** What is known of a CSV file before it is read. */
export interface CsvExpectation {
  /** The only candidates a ballot may name; null where the file says who there is. */
  readonly candidates: readonly string[] | null;
  /** What the ballots are to be: in a ranking no rank may be left out. */
  readonly form: BallotForm['kind'];
}

/**
 * Reads CSV as `docs/tally.md` describes it. A header `1,2,3,…` makes every row a ranking that names candidates in order; any
 * other header names the candidates, and the cells hold a rank, a score, votes or a 1. A first column `count` says how many
 * voters cast the ballot of the row.
 */
export function csvReader(expectation: CsvExpectation): BallotReader {
  let table: CsvTable | null = null;
  const lines = lineCutter((line) => {
    if (afterBlanks(line.bytes, line.from, line.to) === line.to) return null;
    if (table) return table.isOrder ? readNamesRow(table, line) : readValuesRow(table, line);
    const header = readHeader(line, expectation);
    if (!header.ok) return header.error;
    table = header.value;
    return null;
  });
  return {
    push: (chunk) => lines.push(chunk),
    finish() {
      const fault = lines.finish();
      if (fault) return refuse(fault);
      if (!table) return refuse(lines.atEnd(headerExpected));
      const candidates = table.names.list();
      if (candidates.length === 0)
        return refuse(lines.atEnd('at least one ballot that names a candidate'));
      return accept(csvFile(table, candidates));
    },
  };
}

const headerExpected = 'a header: count (optional), then 1, 2, 3, … or the names of the candidates';

function csvFile(table: CsvTable, candidates: readonly string[]): BallotFile {
  return {
    title: null,
    seats: null,
    candidates,
    withdrawn: [],
    tieOrder: null,
    content: table.isOrder ? 'ranking' : 'values',
    unrankedLast: false,
    ballots: table.ballot.folder.finish(candidates.length),
  };
}

interface HeaderCell {
  readonly text: string;
  readonly from: number;
}

function readHeader(line: Line, expectation: CsvExpectation): Result<CsvTable, FileFault> {
  const separator = separatorOf(line);
  const cells = readHeaderCells(line, separator);
  if (!cells.ok) return cells;
  const counted = cells.value[0]?.text === 'count';
  const columns = counted ? cells.value.slice(1) : cells.value;
  const first = columns[0];
  if (!first) return refuse(faultAt(line, line.to, headerExpected));
  if (columns.length > mostCandidates)
    return refuse(faultAt(line, line.to, `a header of at most ${mostCandidates} columns`));
  const isOrder = first.text === '1';
  const table: CsvTable = {
    separator,
    counted,
    isOrder,
    width: cells.value.length,
    columns: [],
    names: candidateNames(expectation.candidates ?? []),
    isClosed: expectation.candidates !== null,
    ranked: isOrder ? expectation.form !== 'rating' : expectation.form === 'ranking',
    ballot: openBallot(),
    cell: { from: 0, to: 0, next: 0, quoted: false, doubled: false },
    usedRanks: new Uint32Array(1),
  };
  const fault = isOrder ? orderFault(line, columns) : nameColumns(line, columns, table);
  return fault ? refuse(fault) : accept(table);
}

function readHeaderCells(line: Line, separator: number): Result<readonly HeaderCell[], FileFault> {
  const cells: HeaderCell[] = [];
  const cell: Cell = { from: 0, to: 0, next: line.from, quoted: false, doubled: false };
  while (cell.next <= line.to) {
    const wrong = readCell(line, cell.next, separator, cell);
    if (wrong !== -1) return refuse(faultAt(line, wrong, 'well-formed CSV'));
    cells.push({ text: cellText(line, cell), from: cell.from });
  }
  return accept(cells);
}

function orderFault(line: Line, columns: readonly HeaderCell[]): FileFault | null {
  const wrong = columns.findIndex(({ text }, index) => text !== String(index + 1));
  const cell = columns[wrong];
  return cell ? faultAt(line, cell.from, `the header "${wrong + 1}"`) : null;
}

function nameColumns(
  line: Line,
  columns: readonly HeaderCell[],
  table: CsvTable,
): FileFault | null {
  const taken = new Set<number>();
  for (const { text, from } of columns) {
    const bytes = bytesOf(text);
    const known = table.names.find(bytes, 0, bytes.length);
    if (text === '') return faultAt(line, from, 'the name of a candidate');
    if (known === -1 && table.isClosed)
      return faultAt(line, from, `one of the candidates: ${table.names.list().join(', ')}`);
    if (taken.has(known)) return faultAt(line, from, 'every candidate once');
    const position = known === -1 ? table.names.add(bytes, 0, bytes.length) : known;
    taken.add(position);
    table.columns.push(position);
  }
  return null;
}
