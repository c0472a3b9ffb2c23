import fc from 'fast-check';
import { listStvBottomUp } from '../../src/voting/domain/methods/list-stv-bottom-up.js';
import { listStvTopDown } from '../../src/voting/domain/methods/list-stv-top-down.js';
import type { TieStep } from '../../src/voting/domain/ties/tie-policy.js';
import { countRankings } from '../support/ranked-election.js';
import { naiveBottomUp, naiveTopDown, type NaiveCount } from './list-stv.js';
import { smallElections } from './small-elections.js';
import { naiveErs97 } from './stv-ers97.js';
import { naiveInclusive, naivePrfWigm, naiveScottish, naiveWigm } from './stv-inclusive.js';

const backwards: TieStep = { kind: 'earlier-round', direction: 'backwards', many: 'narrow' };
const forwards: TieStep = { kind: 'earlier-round', direction: 'forwards', many: 'narrow' };
const stated: TieStep = { kind: 'stated-order' };

const rules = [
  { rule: 'ers97', naive: naiveErs97, policy: [forwards, stated] },
  {
    rule: 'scottish',
    naive: (election, placed) => naiveInclusive(naiveScottish, election, placed),
    policy: [backwards, stated],
  },
  {
    rule: 'prf-wigm',
    naive: (election, placed) => naiveInclusive(naivePrfWigm, election, placed),
    policy: [stated],
  },
  {
    rule: 'wigm',
    naive: (election, placed) => naiveInclusive(naiveWigm, election, placed),
    policy: [backwards, stated],
  },
] as const satisfies readonly {
  rule: string;
  naive: NaiveCount;
  policy: readonly TieStep[];
}[];

describe.each(rules)('lists by $rule', ({ rule, naive, policy }) => {
  it('from the bottom agree with counts paper by paper', () => {
    fc.assert(
      fc.property(smallElections, (election) => {
        const tally = countRankings(listStvBottomUp(rule), election, policy);
        expect(tally.elected).toEqual(naiveBottomUp(naive, election));
      }),
      { numRuns: 1000 },
    );
  });

  it('from the top agree with counts paper by paper', () => {
    fc.assert(
      fc.property(smallElections, (election) => {
        const tally = countRankings(listStvTopDown(rule), election, policy);
        expect(tally.elected).toEqual(naiveTopDown(naive, election));
      }),
      { numRuns: 1000 },
    );
  });
});
