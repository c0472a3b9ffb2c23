import { assert } from '../../kernel/assert.js';
import type { BallotRule, CountingRule, StageRule } from './rule-set.js';

/** The usual way for each ballot. There is no usual way to count rankings: the rule set must say it. */
const usual: Readonly<Record<BallotRule['kind'], string | null>> = {
  single: 'plurality',
  rating: 'rating',
  cumulative: 'cumulative',
  score: 'score',
  ranking: null,
};

/** Whether the rule set says how the ballots of a stage are counted, or there is a usual way. */
export function saysHowToCount({ ballot, counting }: StageRule): boolean {
  return counting !== undefined || usual[ballot.kind] !== null;
}

/** How the ballots of a stage of a checked rule set are counted. */
export function countingOf({ ballot, counting }: StageRule): Required<CountingRule> {
  const method = counting?.method ?? usual[ballot.kind];
  assert(method !== null, `the rule set says how ${ballot.kind} ballots are counted`);
  return { method, options: counting?.options ?? {} };
}
