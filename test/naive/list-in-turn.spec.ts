import fc from 'fast-check';
import { listPav } from '../../src/voting/domain/methods/list-pav.js';
import { listPhragmen } from '../../src/voting/domain/methods/list-phragmen.js';
import { listPlaceCumulative } from '../../src/voting/domain/methods/list-place-cumulative.js';
import type { Tally } from '../../src/voting/domain/tally/tally.js';
import { countMarked } from '../support/marked-election.js';
import type { ExactNumber } from '../../src/verifier/counting/exact-number.js';
import { naivePav, naivePhragmen, naivePlaces } from './list-in-turn.js';
import { smallElections } from './marked-elections.js';

const cases = [
  { method: listPhragmen, ballots: 'approval', naive: naivePhragmen },
  { method: listPav, ballots: 'approval', naive: naivePav },
  { method: listPlaceCumulative, ballots: 'ranking', naive: naivePlaces },
] as const;

/** Who took each place, and with what. */
function placesOf({ rounds }: Tally): unknown[] {
  return rounds.map(({ elected, votes, exactVotes }) => {
    const candidate = elected[0]!;
    return { candidate, votes: (exactVotes ?? votes)[candidate] };
  });
}

function inWords({ over, under }: ExactNumber): string {
  return under === 1n ? `${over}` : `${over}/${under}`;
}

describe.each(cases)('$method.name', ({ method, ballots, naive }) => {
  it('agrees with a count voter by voter', () => {
    fc.assert(
      fc.property(smallElections(ballots), (election) => {
        const tally = countMarked(method, election, [{ kind: 'stated-order' }]);
        const places = naive(election);
        expect(placesOf(tally)).toEqual(
          places.map(({ candidate, votes }) => ({ candidate, votes: inWords(votes) })),
        );
        expect(tally.elected).toEqual(places.map(({ candidate }) => candidate));
      }),
      { numRuns: 3000 },
    );
  });
});
