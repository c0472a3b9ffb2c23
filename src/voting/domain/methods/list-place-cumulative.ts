import { fraction } from '../../../kernel/exact.js';
import { assert } from '../../../kernel/assert.js';
import type { FoldedBallots } from '../ballots/folded-ballots.js';
import { fillPlaces } from '../tally/places-in-turn.js';
import { strictRankFault } from '../ballots/shared-ranks.js';
import type { CountingMethod, CountOrder, MethodResult } from '../tally/tally.js';

/**
 * Votes for places, as in Icelandic primaries (prófkjör of Sjálfstæðisflokkurinn and Samfylkingin): voters write the number of
 * the place beside the name; place 1 goes to whoever has most votes for place 1, place k to whoever has most votes for the
 * places 1 to k together among those who have none yet. The number stands for the place, so a number left out does not close
 * up, and no number may stand twice.
 */
export const listPlaceCumulative: CountingMethod = {
  name: 'list-place-cumulative',
  forms: ['ranking'],
  fault: strictRankFault,
  result: placed,
};

function placed(ballots: FoldedBallots, order: CountOrder): MethodResult {
  const counts = votesByPlace(ballots, order);
  const upTo = counts.map((votes) => {
    let sum = 0;
    return votes.map((count) => (sum += count));
  });
  return {
    ...fillPlaces(
      {
        candidates: ballots.candidates,
        // Beyond the last place that could be written nothing is added.
        figure: (candidate, place) =>
          fraction(upTo[candidate]![Math.min(place, upTo[candidate]!.length) - 1]!),
        take: () => undefined,
      },
      order,
    ),
    working: { kind: 'places', counts },
  };
}

/** How many voters put each candidate on each place. */
function votesByPlace(ballots: FoldedBallots, { form }: CountOrder): readonly number[][] {
  assert(form.kind === 'ranking', 'places are numbered on ranking ballots');
  const { candidates, distinct, counts, starts, marked, values } = ballots;
  const votes = Array.from({ length: candidates }, () => new Array<number>(form.ranks).fill(0));
  for (let index = 0; index < distinct; index++)
    for (let at = starts[index]!; at < starts[index + 1]!; at++) {
      const places = votes[marked[at]!]!;
      places[values[at]! - 1] = places[values[at]! - 1]! + counts[index]!;
    }
  return votes;
}
