import { CsvError, parse } from 'csv-parse/sync';
import { accept, refuse, type Result } from '../../kernel/result.js';
import type { Ballot } from '../domain/ballot.js';
import { addBallot, ballotFolder, type FoldedBallots } from '../domain/folded-ballots.js';

/** What a file of ballots says: the candidates by name, and each row with how many voters cast it. */
export interface BallotFile {
  readonly candidates: readonly string[];
  readonly ballots: FoldedBallots;
}

/** Where a file is wrong, and what was expected there. Columns are counted in cells, from 1. */
export interface BallotFileFault {
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

interface CsvRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads ballots as CSV, in the format of `docs/tally.md`: a header `1,2,3,…` (with `count` before it where rows stand for
 * several ballots), then one row a ballot with the names of its candidates in order. With `known` a name that is not
 * among them is refused; without, the candidates are those who are named, in the order of their first appearance.
 */
export function readBallotCsv(
  text: string,
  known: readonly string[] | null,
  ballotOf: (candidates: readonly number[]) => Ballot,
): Result<BallotFile, BallotFileFault> {
  const rows = parseRows(text);
  if (!rows.ok) return rows;
  const [header, ...body] = rows.value;
  if (!header) return fault(1, 1, 'a header: count (optional), then 1, 2, 3, …');
  const counted = header.record[0] === 'count';
  const misnamed = header.record
    .slice(counted ? 1 : 0)
    .findIndex((name, index) => name !== String(index + 1));
  if (misnamed >= 0) {
    const column = misnamed + (counted ? 2 : 1);
    return fault(header.info.lines, column, `the header "${misnamed + 1}"`);
  }
  return readBody(body, header.record.length, counted, known, ballotOf);
}

function readBody(
  body: readonly CsvRow[],
  width: number,
  counted: boolean,
  known: readonly string[] | null,
  ballotOf: (candidates: readonly number[]) => Ballot,
): Result<BallotFile, BallotFileFault> {
  const candidates = [...(known ?? [])];
  const positions = new Map(candidates.map((name, position) => [name, position]));
  const folder = ballotFolder();
  for (const { record, info } of body) {
    if (record.length > width)
      return fault(info.lines, width + 1, `no more than the ${width} columns of the header`);
    const count = counted ? readCount(record[0] ?? '') : 1;
    if (count === null) return fault(info.lines, 1, 'a whole number of ballots');
    const ballot: number[] = [];
    for (const [index, name] of record.entries()) {
      if (name === '' || (counted && index === 0)) continue;
      if (known && !positions.has(name))
        return fault(info.lines, index + 1, `one of the candidates: ${known.join(', ')}`);
      if (!positions.has(name)) positions.set(name, candidates.push(name) - 1);
      ballot.push(positions.get(name) ?? -1);
    }
    addBallot(folder, ballotOf(ballot), count);
  }
  return candidates.length > 0
    ? accept({ candidates, ballots: folder.finish(candidates.length) })
    : fault(body.at(-1)?.info.lines ?? 2, 1, 'at least one ballot that names a candidate');
}

function parseRows(text: string): Result<CsvRow[], BallotFileFault> {
  try {
    const rows = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as CsvRow[];
    return accept(rows);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const at = error as CsvError & { lines?: number; column?: number };
    return fault(
      at.lines ?? 1,
      (typeof at.column === 'number' ? at.column : 0) + 1,
      `well-formed CSV (${error.message})`,
    );
  }
}

function readCount(text: string): number | null {
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(count) ? count : null;
}

function fault(
  line: number,
  column: number,
  expected: string,
): { readonly ok: false; readonly error: BallotFileFault } {
  return refuse({ line, column, expected });
}
