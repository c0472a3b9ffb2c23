import type { Result } from '../../../kernel/result.js';
import type { FoldedBallots } from '../ballots/folded-ballots.js';

/**
 * What the marks of a file are. `ranking`: ranks from 1, first choice first. `marks`: just marks. `scores`: a score beside each
 * marked candidate. `values`: a number beside each, whatever the method makes of it: a rank, a score, votes, or 1 for a mark.
 */
export type BallotContent = 'ranking' | 'marks' | 'scores' | 'values';

/** What a file of ballots says. Candidates are positions in `candidates`. */
export interface BallotFile {
  readonly title: string | null;
  /** How many are to be elected, where the file says so. */
  readonly seats: number | null;
  /** By name, every name once, in the order of the file. */
  readonly candidates: readonly string[];
  readonly withdrawn: readonly number[];
  /** The order that breaks ties, best first, where the file states one. */
  readonly tieOrder: readonly number[] | null;
  readonly content: BallotContent;
  /** Whether the candidates a ranking does not name share a last rank behind those it names. */
  readonly unrankedLast: boolean;
  readonly ballots: FoldedBallots;
}

/** Where a file is wrong, and what was expected there. Lines and columns count from 1, columns in characters. */
export interface FileFault {
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

/** Takes a file piece by piece, wherever the pieces are cut, and keeps nothing of it but the folded ballots. */
export interface BallotReader {
  /** The next bytes; the fault, once there is one. */
  push(chunk: Uint8Array): FileFault | null;
  /** What the file said. */
  finish(): Result<BallotFile, FileFault>;
}

/** The most candidates a file may name: their positions fit two bytes. */
export const mostCandidates = 0xffff;

/** The largest rank, score or number of votes beside a candidate. */
export const largestValue = 0xffff;

/** The digits of the largest number of ballots one line may stand for. */
export const countDigits = 11;

/** The most ballots of a file: more than there are people, and few enough for every sum of points to be exact. */
export const mostBallots = 10_000_000_000;
