import type { FoldedBallots } from '../ballots/folded-ballots.js';

/**
 * Approval ballots sorted into classes by what their voters have got so far. All that a sequential rule needs to know of a
 * million ballots is how many voters of each class approve of a candidate; when one is elected only the ballots with that name
 * move.
 */
export interface ApprovalClasses {
  /** How many voters of each class approve of the candidate. */
  votersByClass(candidate: number): Float64Array;
  /** Moves the ballots with this name on: from their class to the one it leads to. */
  elect(candidate: number, classAfter: (before: number) => number): void;
}

/** Ballots with so many classes, all in class 0. */
export function approvalClasses(ballots: FoldedBallots, classes: number): ApprovalClasses {
  const { candidates, distinct, counts, starts, marked } = ballots;
  const pile = ballotsByCandidate(ballots);
  const classOf = new Uint16Array(distinct);
  const voters = Array.from({ length: candidates }, () => new Float64Array(classes));
  for (let index = 0; index < distinct; index++)
    for (let at = starts[index]!; at < starts[index + 1]!; at++) {
      const approving = voters[marked[at]!]!;
      approving[0] = approving[0]! + counts[index]!;
    }
  return {
    votersByClass: (candidate) => voters[candidate]!,
    elect: (candidate, classAfter) => {
      for (const index of pile(candidate)) {
        const before = classOf[index]!;
        const after = classAfter(before);
        const count = counts[index]!;
        classOf[index] = after;
        for (let at = starts[index]!; at < starts[index + 1]!; at++) {
          const approving = voters[marked[at]!]!;
          approving[before] = approving[before]! - count;
          approving[after] = approving[after]! + count;
        }
      }
    },
  };
}

/** The indexes of the ballots with the name of a candidate. */
function ballotsByCandidate({
  candidates,
  distinct,
  starts,
  marked,
}: FoldedBallots): (candidate: number) => Uint32Array {
  const ends = new Uint32Array(candidates + 1);
  for (const candidate of marked) ends[candidate + 1] = ends[candidate + 1]! + 1;
  for (let candidate = 0; candidate < candidates; candidate++)
    ends[candidate + 1] = ends[candidate + 1]! + ends[candidate]!;
  const from = ends.slice();
  const indexes = new Uint32Array(marked.length);
  for (let index = 0; index < distinct; index++)
    for (let at = starts[index]!; at < starts[index + 1]!; at++) {
      const candidate = marked[at]!;
      indexes[ends[candidate]!] = index;
      ends[candidate] = ends[candidate]! + 1;
    }
  return (candidate) => indexes.subarray(from[candidate], from[candidate + 1]);
}
