import { accept, refuse, type Result } from '../../../kernel/result.js';
import type { BallotFile, BallotReader, FileFault } from './ballot-file.js';
import { candidateNames } from './candidate-names.js';
import { afterBlanks } from './characters.js';
import { readJsonBallot, type JsonBallots } from './json-ballot.js';
import { placeCursor, type JsonCursor } from './json-cursor.js';
import { readJsonHeader, type JsonHeader } from './json-header.js';
import { lineCutter, type Line } from './lines.js';
import { openBallot } from './open-ballot.js';

const noLine: Line = { bytes: new Uint8Array(0), from: 0, to: 0, number: 0 };

/** Reads JSON lines as `docs/tally.md` describes them: the first line names the candidates, every other one is a ballot. */
export function jsonLinesReader(): BallotReader {
  const cursor: JsonCursor = { line: noLine, at: 0, fault: null, from: 0, to: 0, escaped: false };
  let header: JsonHeader | null = null;
  let ballots: JsonBallots | null = null;
  const lines = lineCutter((line) => {
    if (afterBlanks(line.bytes, line.from, line.to) === line.to) return null;
    placeCursor(cursor, line);
    if (ballots) return readJsonBallot(ballots, cursor);
    header = readJsonHeader(cursor);
    if (header)
      ballots = {
        ballot: openBallot(),
        names: candidateNames(header.candidates),
        isClosed: true,
        content: null,
      };
    return cursor.fault;
  });
  return {
    push: (chunk) => lines.push(chunk),
    finish(): Result<BallotFile, FileFault> {
      const fault = lines.finish();
      if (fault) return refuse(fault);
      if (!header || !ballots) return refuse(lines.atEnd('a first line {"candidates":[…]}'));
      return accept(jsonFile(header, ballots));
    },
  };
}

function jsonFile(header: JsonHeader, { ballot, content }: JsonBallots): BallotFile {
  const { candidates, tieOrder, withdrawn } = header;
  const positions = new Map(candidates.map((name, position) => [name, position]));
  const positionsOf = (names: readonly string[]): readonly number[] =>
    names.flatMap((name) => positions.get(name) ?? []);
  return {
    title: header.title,
    seats: header.seats,
    candidates,
    withdrawn: positionsOf(withdrawn),
    tieOrder: tieOrder ? positionsOf(tieOrder) : null,
    content: content ?? 'ranking',
    unrankedLast: header.unrankedLast,
    ballots: ballot.folder.finish(candidates.length),
  };
}
