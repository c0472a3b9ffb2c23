import type { BallotForm, InvalidReason } from './ballot.js';
import type { FoldedBallots } from './folded-ballots.js';
import { foldedFault } from '../tally/tally.js';

/**
 * Strict orders of preference, laid out flat: ballot `i` prefers `marked[starts[i]]` first and `marked[starts[i + 1] - 1]`
 * last. What the methods count that move a ballot from candidate to candidate.
 */
export interface Preferences {
  readonly candidates: number;
  readonly distinct: number;
  readonly counts: Float64Array;
  readonly starts: Uint32Array;
  readonly marked: Uint16Array;
}

/**
 * Why a ballot has no first choice that could be counted, or null: the fault of the form, or two first choices. A rank shared
 * further down ends the preferences before it (Scottish order 2007, art. 46 and 53: a paper is void when the figure 1 stands
 * beside more than one name, and not transferable from where the next preference is not clear).
 */
export function firstChoiceFault(
  ballots: FoldedBallots,
  index: number,
  form: BallotForm,
): InvalidReason | null {
  const { starts, values } = ballots;
  const first = starts[index] ?? 0;
  const shared = first + 1 < (starts[index + 1] ?? 0) && values[first] === values[first + 1];
  return foldedFault(ballots, index, form) ?? (shared ? 'shared-rank' : null);
}

/** The preferences of ranked ballots, each up to the first rank that is shared. A rank left out closes up. */
export function strictPreferences(ballots: FoldedBallots): Preferences {
  const { candidates, distinct, counts } = ballots;
  const starts = new Uint32Array(distinct + 1);
  const marked = new Uint16Array(ballots.marked.length);
  let used = 0;
  for (let index = 0; index < distinct; index++) {
    const end = ballots.starts[index + 1]!;
    for (let at = ballots.starts[index]!; at < end; at++) {
      if (at + 1 < end && ballots.values[at] === ballots.values[at + 1]) break;
      marked[used] = ballots.marked[at]!;
      used += 1;
    }
    starts[index + 1] = used;
  }
  return { candidates, distinct, counts, starts, marked: marked.subarray(0, used) };
}
