import type { FoldedBallots } from '../ballots/folded-ballots.js';
import type { BallotFile } from './ballot-file.js';

/** What a BLT file can hold; a file without seats is written with one. */
export type BltContent = Pick<
  BallotFile,
  'title' | 'seats' | 'candidates' | 'withdrawn' | 'tieOrder' | 'ballots'
>;

/** Ballots handed over together: a string for each of them would cost more than the text. */
const ballotsPerPiece = 4096;

/** Ranked ballots in BLT, piece by piece, each different ballot once; `bltReader` reads the same back. */
export function* bltText(content: BltContent): Generator<string, void, undefined> {
  const { title, seats, candidates, withdrawn, tieOrder, ballots } = content;
  yield `${candidates.length} ${seats ?? 1}\n`;
  if (withdrawn.length > 0) yield `${withdrawn.map((position) => `-${position + 1}`).join(' ')}\n`;
  if (tieOrder) yield `[tie ${tieOrder.map((position) => position + 1).join(' ')}]\n`;
  for (let from = 0; from < ballots.distinct; from += ballotsPerPiece)
    yield ballotLines(ballots, from, Math.min(from + ballotsPerPiece, ballots.distinct));
  const remarks = title === null ? [] : [title];
  yield `0\n${[...candidates, ...remarks].map((text) => `${quoted(text)}\n`).join('')}`;
}

function ballotLines(ballots: FoldedBallots, from: number, to: number): string {
  const { counts, starts, marked, values } = ballots;
  let text = '';
  for (let index = from; index < to; index++) {
    text += String(counts[index]!);
    for (let at = starts[index]!; at < starts[index + 1]!; at++) {
      const shared = at > starts[index]! && values[at] === values[at - 1];
      text += `${shared ? '=' : ' '}${marked[at]! + 1}`;
    }
    text += ' 0\n';
  }
  return text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
