import { accept, refuse, type Result } from '../../../kernel/result.js';
import {
  mostCandidates,
  type BallotFile,
  type BallotReader,
  type FileFault,
} from './ballot-file.js';
import { candidateNames } from './candidate-names.js';
import { readCefVote, type CefState } from './cef-vote.js';
import { afterBlanks, byte } from './characters.js';
import { faultAt, lineCutter, type Line } from './lines.js';
import { openBallot } from './open-ballot.js';
import { bytesOf, textOf } from './utf8.js';

/**
 * Reads the Condorcet Election Format, version 1 (https://github.com/CondorcetVote/CondorcetElectionFormat). Stricter than its
 * text in one thing: a candidate who does not stand is refused, not read over.
 */
export function cefReader(known: readonly string[] | null): BallotReader {
  const state = beginCef(known);
  const lines = lineCutter((line) => {
    const at = afterBlanks(line.bytes, line.from, line.to);
    const isParameter = line.bytes[at] === byte.hash && line.bytes[at + 1] === byte.slash;
    if (at < line.to && isParameter && at + 1 < line.to) return takeParameter(state, line, at);
    return at >= line.to || line.bytes[at] === byte.hash ? null : readCefVote(state, line);
  });
  return {
    push: (chunk) => lines.push(chunk),
    finish() {
      const fault = lines.finish();
      if (fault) return refuse(fault);
      return cefFile(state, (expected) => lines.atEnd(expected));
    },
  };
}

function beginCef(known: readonly string[] | null): CefState {
  return {
    ballot: openBallot(),
    names: candidateNames(known ?? []),
    isClosed: known !== null,
    seats: null,
    seatsFault: null,
    unrankedLast: true,
    weighted: false,
    votes: false,
  };
}

function takeParameter(state: CefState, line: Line, at: number): FileFault | null {
  if (at > line.from) return faultAt(line, at, 'parameters at the beginning of their line');
  if (state.votes) return faultAt(line, at, 'parameters before the first vote');
  const text = textOf(line.bytes, at + 2, line.to);
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(0, colon)).trim().toLowerCase();
  const value = text.slice(colon + 1).trim();
  if (colon > 0 && value.includes('#'))
    return faultAt(line, line.bytes.indexOf(byte.hash, at + 1), 'no comment behind a parameter');
  switch (name) {
    case 'candidates':
      return takeCandidates(state, line, value);
    case 'number of seats':
    case 'number of seat':
      return takeSeats(state, line, value);
    case 'implicit ranking':
      return takeBoolean(line, value, (implicit) => (state.unrankedLast = implicit));
    case 'weight allowed':
      return takeBoolean(line, value, (allowed) => (state.weighted = allowed));
    default:
      // Other programs may have parameters of their own.
      return colon > 0 ? null : faultAt(line, line.to, 'a colon behind the name of the parameter');
  }
}

function takeCandidates(state: CefState, line: Line, value: string): FileFault | null {
  if (state.isClosed)
    return faultAt(line, line.from, 'the candidates once, in the file or in --candidates');
  for (const name of value.split(';').map((part) => part.trim())) {
    const bytes = bytesOf(name);
    if (name === '' || /[>=,/*^|<]/.test(name))
      return faultAt(line, line.to, 'names separated by semicolons, without > = , / * ^ | <');
    if (state.names.find(bytes, 0, bytes.length) !== -1)
      return faultAt(line, line.to, `every name once; ${name} stands twice`);
    if (state.names.size() >= mostCandidates)
      return faultAt(line, line.to, `no more than ${mostCandidates} candidates`);
    state.names.add(bytes, 0, bytes.length);
  }
  state.isClosed = true;
  return null;
}

function takeSeats(state: CefState, line: Line, value: string): FileFault | null {
  if (!/^[1-9]\d{0,8}$/.test(value))
    return faultAt(line, line.to, 'a whole number of seats from 1');
  state.seats = Number(value);
  state.seatsFault = faultAt(line, line.from, 'no more seats than candidates');
  return null;
}

function takeBoolean(line: Line, value: string, take: (is: boolean) => void): FileFault | null {
  if (!/^(true|false)$/i.test(value)) return faultAt(line, line.to, 'true or false');
  take(value.toLowerCase() === 'true');
  return null;
}

function cefFile(
  state: CefState,
  atEnd: (expected: string) => FileFault,
): Result<BallotFile, FileFault> {
  const { seats, seatsFault, names, ballot, unrankedLast } = state;
  const candidates = names.list();
  if (candidates.length === 0)
    return refuse(atEnd('#/Candidates, or a vote that names a candidate'));
  if (seatsFault && seats !== null && seats > candidates.length) return refuse(seatsFault);
  return accept({
    title: null,
    seats,
    candidates,
    withdrawn: [],
    tieOrder: null,
    content: 'ranking',
    unrankedLast,
    ballots: ballot.folder.finish(candidates.length),
  });
}
