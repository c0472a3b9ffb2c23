import type { Result } from '../../src/kernel/result.js';
import type { Ballot } from '../../src/voting/domain/ballots/ballot.js';
import { unfold } from '../../src/voting/domain/ballots/folded-ballots.js';
import type {
  BallotFile,
  BallotReader,
  FileFault,
} from '../../src/voting/domain/formats/ballot-file.js';

/** What a reader makes of these bytes, handed over in pieces of so many. */
export function readWhole(
  reader: BallotReader,
  content: string | Uint8Array,
  piece = 1 << 20,
): Result<BallotFile, FileFault> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  for (let from = 0; from < bytes.length; from += piece) {
    const fault = reader.push(bytes.subarray(from, from + piece));
    if (fault) return { ok: false, error: fault };
  }
  return reader.finish();
}

/** The ballots as `2: A > B = C`, in the order of the file; a value beside every name where it is no rank. */
export function ballotsInWords({ ballots, candidates, content }: BallotFile): string[] {
  const name = (candidate: number): string => candidates[candidate] ?? '?';
  const ranked = (ballot: Ballot): string =>
    ballot.reduce((text, { candidate, value }, index) => {
      const before = ballot[index - 1];
      const sign = before === undefined ? '' : before.value === value ? ' = ' : ' > ';
      return `${text}${sign}${name(candidate)}`;
    }, '');
  const valued = (ballot: Ballot): string =>
    [...ballot]
      .sort((a, b) => a.candidate - b.candidate)
      .map(({ candidate, value }) => `${name(candidate)}:${value}`)
      .join(' ');
  return unfold(ballots).map(
    ({ ballot, count }) => `${count}: ${content === 'ranking' ? ranked(ballot) : valued(ballot)}`,
  );
}
