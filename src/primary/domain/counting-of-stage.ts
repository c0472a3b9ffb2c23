import type { BallotRule, CountingRule, StageRule } from './rule-set.js';

const usual: Readonly<Record<BallotRule['kind'], string>> = {
  single: 'plurality',
  rating: 'rating',
};

/** How the ballots of a stage are counted: as the rule set says, or the usual way for the ballot. */
export function countingOf({ ballot, counting }: StageRule): Required<CountingRule> {
  return { method: counting?.method ?? usual[ballot.kind], options: counting?.options ?? {} };
}
