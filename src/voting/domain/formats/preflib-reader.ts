import { accept, refuse, type Result } from '../../../kernel/result.js';
import {
  mostCandidates,
  type BallotFile,
  type BallotReader,
  type FileFault,
} from './ballot-file.js';
import { afterBlanks, byte } from './characters.js';
import { faultAt, lineCutter, type Line } from './lines.js';
import { openBallot } from './open-ballot.js';
import { readOrderLine, type PrefLibState } from './preflib-order.js';
import { textOf } from './utf8.js';

/**
 * Reads the orders of PrefLib (https://preflib.github.io/PrefLib-Jekyll/format): soc, soi, toc and toi, with the header of `#`
 * lines, or as they were before 2022 with the candidates one a line at the head. What the header counts must be there.
 */
export function prefLibReader(): BallotReader {
  const state = beginPrefLib();
  const lines = lineCutter((line) => {
    const at = afterBlanks(line.bytes, line.from, line.to);
    if (at === line.to) return null;
    if (line.bytes[at] === byte.hash) return takeHeader(state, line, at + 1);
    if (state.candidates === 0 && state.names.size === 0) state.isOld = true;
    if (state.isOld && state.voters === null) return takeOldHead(state, line, at);
    return headFault(state, line) ?? readOrderLine(state, line, at);
  });
  return {
    push: (chunk) => lines.push(chunk),
    finish() {
      const fault = lines.finish();
      if (fault) return refuse(fault);
      return prefLibFile(state, (expected) => lines.atEnd(expected));
    },
  };
}

function beginPrefLib(): PrefLibState {
  return {
    isOld: false,
    type: '',
    title: null,
    candidates: 0,
    voters: null,
    names: new Map(),
    ballot: openBallot(),
  };
}

function takeHeader(state: PrefLibState, line: Line, from: number): FileFault | null {
  const text = textOf(line.bytes, from, line.to).trim();
  const colon = text.indexOf(':');
  const key = text.slice(0, Math.max(0, colon)).trim();
  const value = text.slice(colon + 1).trim();
  if (key === 'TITLE') state.title = value === '' ? null : value;
  if (key === 'DATA TYPE') return takeType(state, line, from, value);
  if (key === 'NUMBER ALTERNATIVES') return takeNumber(state, line, from, value);
  if (key === 'NUMBER VOTERS') {
    if (!/^\d{1,15}$/.test(value)) return faultAt(line, from, 'the number of voters');
    state.voters = Number(value);
  }
  const named = /^ALTERNATIVE NAME (\d{1,5})$/.exec(key);
  return named ? takeName(state, line, from, [Number(named[1]), value]) : null;
}

function takeType(state: PrefLibState, line: Line, at: number, value: string): FileFault | null {
  if (value !== '' && !/^(soc|soi|toc|toi)$/.test(value))
    return faultAt(line, at, 'the data type soc, soi, toc or toi');
  state.type = value;
  return null;
}

function takeNumber(state: PrefLibState, line: Line, at: number, value: string): FileFault | null {
  const number = /^\d{1,6}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > mostCandidates)
    return faultAt(line, at, `the number of alternatives, from 1 to ${mostCandidates}`);
  state.candidates = number;
  return null;
}

function takeName(
  state: PrefLibState,
  line: Line,
  at: number,
  [number, name]: readonly [number, string],
): FileFault | null {
  const next = state.names.size + 1;
  if (number !== next || name === '') return faultAt(line, at, `the name of alternative ${next}`);
  if (state.names.has(name)) return faultAt(line, at, `another name for alternative ${next}`);
  if (next > mostCandidates) return faultAt(line, at, `no more than ${mostCandidates} names`);
  state.names.set(name, next);
  return null;
}

/** The number of candidates, a line `number,name` for each, then voters, orders and different orders. */
function takeOldHead(state: PrefLibState, line: Line, at: number): FileFault | null {
  const text = textOf(line.bytes, at, line.to).trim();
  if (state.candidates === 0) return takeNumber(state, line, at, text);
  if (state.names.size < state.candidates) {
    const named = /^(\d{1,5}),\s*(.*)$/.exec(text);
    return takeName(state, line, at, [Number(named?.[1] ?? 0), named?.[2]?.trim() ?? '']);
  }
  const sums = /^(\d{1,15}),\s*(\d{1,15}),\s*\d{1,15}$/.exec(text);
  if (!sums) return faultAt(line, at, 'three numbers: voters, orders, different orders');
  state.voters = Number(sums[2]);
  return null;
}

/** Asked of every order, answered by two numbers. */
function headFault(state: PrefLibState, line: Line): FileFault | null {
  if (state.candidates === 0)
    return faultAt(line, line.from, 'the header # NUMBER ALTERNATIVES before the orders');
  if (state.names.size === state.candidates) return null;
  return faultAt(line, line.from, `${state.candidates} names of alternatives before the orders`);
}

function prefLibFile(
  state: PrefLibState,
  atEnd: (expected: string) => FileFault,
): Result<BallotFile, FileFault> {
  const { candidates, names, voters, ballot } = state;
  const ballots = ballot.total;
  if (candidates === 0) return refuse(atEnd('the number of alternatives'));
  if (names.size !== candidates) return refuse(atEnd(`the name of alternative ${names.size + 1}`));
  if (voters !== null && voters !== ballots)
    return refuse(atEnd(`${voters} voters as the header says; there are ${ballots}`));
  return accept({
    title: state.title,
    seats: null,
    candidates: [...names.keys()],
    withdrawn: [],
    tieOrder: null,
    content: 'ranking',
    unrankedLast: false,
    ballots: ballot.folder.finish(candidates),
  });
}
