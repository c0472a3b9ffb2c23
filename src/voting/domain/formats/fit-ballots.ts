import type { BallotForm } from '../ballots/ballot.js';
import { ballotFolder, type FoldedBallots } from '../ballots/folded-ballots.js';
import type { BallotContent, BallotFile } from './ballot-file.js';

type FormKind = BallotForm['kind'];

/** The forms of ballot that can be made of what a file holds. A score is not a rank, and a mark is neither. */
const formsOf: Readonly<Record<BallotContent, readonly FormKind[]>> = {
  ranking: ['single', 'rating', 'ranking'],
  marks: ['single', 'rating', 'cumulative'],
  scores: ['score', 'cumulative'],
  values: ['single', 'rating', 'cumulative', 'score', 'ranking'],
};

/** Whether ballots of this form can be made of what the file holds. */
export function canFit(content: BallotContent, form: FormKind): boolean {
  return formsOf[content].includes(form);
}

/**
 * The ballots of a file as ballots of a form. Of a ranking, `single` takes the first choice alone (both, where two share the
 * first rank: such a ballot is invalid) and `rating` takes everybody who is ranked, one mark each. Where the file says so,
 * candidates a ranking does not name share the last rank. A 0 in a table of values is no mark, except as a score.
 */
export function fitBallots(file: BallotFile, form: FormKind): FoldedBallots {
  switch (file.content) {
    case 'ranking':
      return fitRanking(file, form);
    case 'marks':
      return file.ballots;
    case 'scores':
    case 'values':
      return form === 'score' ? file.ballots : withoutZeros(file.ballots, form);
  }
}

function fitRanking({ ballots, unrankedLast }: BallotFile, form: FormKind): FoldedBallots {
  if (form === 'single')
    return refold(ballots, (values, first, at) => (values[at] === values[first] ? 1 : 0));
  if (form === 'rating') return refold(ballots, () => 1);
  return unrankedLast ? withUnrankedLast(ballots) : ballots;
}

function withoutZeros(ballots: FoldedBallots, form: FormKind): FoldedBallots {
  if (form === 'ranking' || !ballots.values.includes(0)) return ballots;
  return refold(ballots, (values, _, at) => values[at]!);
}

/** The ballots with other values beside their marks; a mark with the value 0 is left out. */
function refold(
  ballots: FoldedBallots,
  valueOf: (values: Uint16Array, first: number, at: number) => number,
): FoldedBallots {
  const folder = ballotFolder();
  const { candidates, distinct, counts, starts, marked, values } = ballots;
  const names = new Uint16Array(candidates);
  const marks = new Uint16Array(candidates);
  for (let index = 0; index < distinct; index++) {
    const first = starts[index]!;
    let length = 0;
    for (let at = first; at < starts[index + 1]!; at++) {
      const value = valueOf(values, first, at);
      if (value === 0) continue;
      names[length] = marked[at]!;
      marks[length] = value;
      length += 1;
    }
    folder.add(names, marks, length, counts[index]!);
  }
  return folder.finish(candidates);
}

function withUnrankedLast(ballots: FoldedBallots): FoldedBallots {
  const folder = ballotFolder();
  const { candidates, distinct, counts, starts, marked, values } = ballots;
  const names = new Uint16Array(candidates);
  const ranks = new Uint16Array(candidates);
  const lastSeen = new Int32Array(candidates).fill(-1);
  for (let index = 0; index < distinct; index++) {
    const [first, end] = [starts[index]!, starts[index + 1]!];
    let length = 0;
    for (let at = first; at < end; at++, length++) {
      names[length] = marked[at]!;
      ranks[length] = values[at]!;
      lastSeen[marked[at]!] = index;
    }
    const last = first === end ? 1 : values[end - 1]! + 1;
    for (let candidate = 0; candidate < candidates; candidate++) {
      if (lastSeen[candidate] === index) continue;
      names[length] = candidate;
      ranks[length] = last;
      length += 1;
    }
    folder.add(names, ranks, length, counts[index]!);
  }
  return folder.finish(candidates);
}
