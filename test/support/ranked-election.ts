import { rankedInOrder } from '../../src/voting/domain/ballots/ballot.js';
import { addBallot, ballotFolder } from '../../src/voting/domain/ballots/folded-ballots.js';
import {
  tallyBallots,
  type CountingMethod,
  type Tally,
} from '../../src/voting/domain/tally/tally.js';
import type { TieRules, TieStep } from '../../src/voting/domain/ties/tie-policy.js';

/** An election as a test writes it: rankings with the number of voters who gave them. */
export interface RankedElection {
  readonly candidates: number;
  readonly seats: number;
  readonly ballots: readonly (readonly [count: number, ...ranking: number[]])[];
  readonly withdrawn?: readonly number[];
}

/** Counts rankings by a method; without a policy the method's own holds. Candidates have the ids `C0`, `C1` … */
export function countRankings(
  method: CountingMethod,
  { candidates, seats, ballots, withdrawn = [] }: RankedElection,
  policy: readonly TieStep[] = method.defaultTies ?? [],
  rules: Partial<TieRules> = {},
): Tally {
  const folder = ballotFolder();
  for (const [count, ...ranking] of ballots) addBallot(folder, rankedInOrder(ranking), count);
  return tallyBallots(method, folder.finish(candidates), {
    form: { kind: 'ranking', candidates, ranks: candidates, equalRanks: false },
    seats,
    withdrawn: new Set(withdrawn),
    ties: {
      contenders: Array.from({ length: candidates }, (_, position) => ({
        id: `C${position}`,
        birthDate: null,
        groups: [],
        earlierStages: [],
      })),
      policy,
      lot: { seed: '', draw: (__, count) => Array.from({ length: count }, (___, at) => at) },
      decisions: [],
      ...rules,
    },
  });
}
