import { readFileSync } from 'node:fs';
import type { RankedElection } from './ranked-election.js';

/** A BLT file without equal ranks or comments, for checks against published counts. */
export function readPlainBlt(path: string): RankedElection {
  const lines = readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [candidates = 0, seats = 0] = numbersOf(lines[0] ?? '');
  const rows = lines.slice(1, lines.indexOf('0')).map(numbersOf);
  return {
    candidates,
    seats,
    withdrawn: rows.flatMap(([first = 0]) => (first < 0 ? [-first - 1] : [])),
    ballots: rows.flatMap(([count = 0, ...ranking]) =>
      count > 0 && ranking.length > 1
        ? [[count, ...ranking.slice(0, -1).map((name) => name - 1)] as const]
        : [],
    ),
  };
}

function numbersOf(line: string): number[] {
  return line.split(/\s+/).map(Number);
}
