import { bltFault, type BltState } from './blt-state.js';
import { byte } from './characters.js';
import type { Line } from './lines.js';
import { textOf } from './utf8.js';

/**
 * Reads an option before the ballots, as droop has them: `[nick A B …]` gives every candidate a short name, `[tie 3 1 2]` the
 * order that breaks ties, best first. `[droop …]` speaks to another program and is read over.
 */
export function readBltOption(state: BltState, line: Line, from: number): number {
  const end = line.bytes.indexOf(byte.closeBracket, from);
  if (end === -1 || end >= line.to)
    return bltFault(state, line, line.to, 'a bracket that closes the option');
  const [name, ...words] = textOf(line.bytes, from + 1, end)
    .trim()
    .split(/\s+/);
  const refusal = takeOption(state, name ?? '', words);
  return refusal === null ? end + 1 : bltFault(state, line, from, refusal);
}

function takeOption(state: BltState, name: string, words: readonly string[]): string | null {
  switch (name) {
    case 'nick':
      return takeNicks(state, words);
    case 'tie':
      return takeTieOrder(state, words);
    case 'droop':
      return null;
    default:
      return 'one of the options [nick …], [tie …], [droop …]';
  }
}

function takeNicks(state: BltState, words: readonly string[]): string | null {
  const nicks = new Map(words.map((word, index) => [word, index + 1]));
  const isUsable = words.every((word) => !/^\d|[=#()[\]"-]/.test(word));
  if (nicks.size !== state.candidates || words.length !== nicks.size || !isUsable)
    return `[nick …] with ${state.candidates} different short names that do not begin with a digit`;
  state.nicks = nicks;
  return null;
}

function takeTieOrder(state: BltState, words: readonly string[]): string | null {
  const numbers = words.map(
    (word) => state.nicks.get(word) ?? (/^\d{1,5}$/.test(word) ? Number(word) : 0),
  );
  const positions = new Set(numbers.filter((one) => one >= 1 && one <= state.candidates));
  if (positions.size !== state.candidates || numbers.length !== state.candidates)
    return `[tie …] with every candidate from 1 to ${state.candidates} once`;
  state.tieOrder = numbers.map((number) => number - 1);
  return null;
}
