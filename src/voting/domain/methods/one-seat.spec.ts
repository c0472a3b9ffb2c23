import fc from 'fast-check';
import { smallElections } from '../../../../test/naive/small-elections.js';
import { countRankings, type RankedElection } from '../../../../test/support/ranked-election.js';
import type { CountingMethod, Tally } from '../tally/tally.js';
import type { TieStep } from '../ties/tie-policy.js';
import { methodNames, methodOf } from './catalogue.js';
import { instantRunOff } from './irv.js';

const irv = instantRunOff({ elimination: 'single', stop: 'two', several: 'bottom-up' });
/** ERS97 elects with exactly half of the votes and excludes several together, so ties may take another way. */
const inHalves = 'stv-ers97';
const transferable = methodNames.filter((name) => name.startsWith('stv-') && name !== inHalves);
const policy: readonly TieStep[] = [{ kind: 'stated-order' }];

function methodNamed(name: string): CountingMethod {
  const method = methodOf(name);
  if (!method.ok) throw new Error(name);
  return method.value;
}

/** The rules of the PR Foundation defeat the earliest in the stated order; they are told the opposite order. */
function countOneSeat(name: string, election: RankedElection): Tally {
  const stated = Array.from({ length: election.candidates }, (_, position) => position);
  const statedOrder = name.startsWith('stv-prf-') ? stated.reverse() : stated;
  return countRankings(methodNamed(name), { ...election, seats: 1 }, policy, { statedOrder });
}

function votesOf({ rounds }: Tally): number[][] {
  return rounds.map(({ votes }) => votes.map(Number));
}

describe.each(transferable)('%s for one seat', (name) => {
  it('elects whom the run-off elects', () => {
    fc.assert(
      fc.property(smallElections, (election) => {
        const runOff = countRankings(irv, { ...election, seats: 1 }, policy);
        expect(countOneSeat(name, election).elected).toEqual(runOff.elected);
      }),
      { numRuns: 500 },
    );
  });

  it('has the rounds of the run-off until somebody is elected', () => {
    fc.assert(
      fc.property(smallElections, (election) => {
        const rounds = votesOf(countRankings(irv, { ...election, seats: 1 }, policy));
        const transfers = votesOf(countOneSeat(name, election));
        const common = Math.min(rounds.length, transfers.length);
        expect(transfers.slice(0, common)).toEqual(rounds.slice(0, common));
      }),
      { numRuns: 500 },
    );
  });
});

describe(`${inHalves} for one seat`, () => {
  it('elects whom the run-off elects where nothing is tied', () => {
    fc.assert(
      fc.property(smallElections, (election) => {
        const runOff = countRankings(irv, { ...election, seats: 1 }, policy);
        fc.pre(runOff.ties.length === 0);
        expect(countOneSeat(inHalves, election).elected).toEqual(runOff.elected);
      }),
      { numRuns: 500 },
    );
  });
});
