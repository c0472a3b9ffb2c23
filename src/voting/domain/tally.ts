import { assert, defined } from '../../kernel/assert.js';
import type { Ballot, BallotForm, FoldedBallot, InvalidReason } from './ballot.js';

/**
 * A voting method answers three questions: what it is called, whether a ballot is valid (and why not), and what the result
 * is. A new method is one more file that answers them.
 */
export interface CountingMethod {
  readonly name: string;
  /** The reason why the ballot is invalid, or null when it counts. */
  fault(ballot: Ballot, form: BallotForm): InvalidReason | null;
  result(ballots: readonly FoldedBallot[], form: BallotForm): Tally;
}

/** What a count gave, step by step. Candidates are positions. */
export interface Tally {
  readonly method: string;
  readonly total: number;
  readonly valid: number;
  readonly invalid: number;
  /** How many ballots were invalid for each reason; only the reasons that occurred. */
  readonly invalidBy: Readonly<Partial<Record<InvalidReason, number>>>;
  /** The votes of each candidate, by position. */
  readonly votes: readonly number[];
  readonly ranking: readonly Rank[];
  readonly rounds: readonly CountingRound[];
}

/** One place of the ranking with everybody whom the method puts on it; two on rank 1 make the next rank 3. */
export interface Rank {
  readonly rank: number;
  readonly candidates: readonly number[];
}

/** One step of a count. */
export interface CountingRound {
  readonly number: number;
  readonly votes: readonly number[];
}

/** The count of a method in which every mark is one vote: one step, and the sum decides. */
export function countMarks(
  method: Pick<CountingMethod, 'name' | 'fault'>,
  ballots: readonly FoldedBallot[],
  form: BallotForm,
): Tally {
  const votes = new Array<number>(form.candidates).fill(0);
  const invalidBy: Partial<Record<InvalidReason, number>> = {};
  let [valid, invalid] = [0, 0];
  for (const { ballot, count } of ballots) {
    const fault = method.fault(ballot, form);
    if (fault === null) {
      valid += count;
      for (const mark of ballot) votes[mark] = defined(votes[mark], 'a candidate') + count;
    } else {
      invalid += count;
      invalidBy[fault] = (invalidBy[fault] ?? 0) + count;
    }
  }
  return tallyOf(method.name, { valid, invalid, invalidBy, votes });
}

/** A tally of an additive method from its sums. */
export function tallyOf(
  method: string,
  sums: Pick<Tally, 'valid' | 'invalid' | 'invalidBy' | 'votes'>,
): Tally {
  return {
    method,
    total: sums.valid + sums.invalid,
    ...sums,
    ranking: rankByVotes(sums.votes),
    rounds: [{ number: 1, votes: sums.votes }],
  };
}

/** Most votes first. Candidates with equal votes share a rank, in the order of their positions. */
export function rankByVotes(votes: readonly number[]): readonly Rank[] {
  const order = votes
    .map((_, position) => position)
    .sort((a, b) => votesOf(votes, b) - votesOf(votes, a) || a - b);
  const ranks: { rank: number; candidates: number[] }[] = [];
  order.forEach((position, index) => {
    const last = ranks.at(-1);
    const leader = last?.candidates[0];
    if (last && leader !== undefined && votesOf(votes, leader) === votesOf(votes, position))
      last.candidates.push(position);
    else ranks.push({ rank: index + 1, candidates: [position] });
  });
  return ranks;
}

/** The votes of the candidate on a position. */
export function votesOf(votes: readonly number[], position: number): number {
  const count = votes[position];
  assert(count !== undefined, `candidate ${position} stands in this round`);
  return count;
}
