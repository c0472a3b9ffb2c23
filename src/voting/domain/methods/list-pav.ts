import { fraction, leastCommonMultiple } from '../../../kernel/exact.js';
import { approvalClasses } from '../tally/approval-classes.js';
import type { FoldedBallots } from '../ballots/folded-ballots.js';
import { fillPlaces, type PlaceRule } from '../tally/places-in-turn.js';
import type { CountingMethod, CountOrder } from '../tally/tally.js';

/**
 * Sequential proportional approval voting (T. N. Thiele 1895, his addition method; S. Janson, "Phragmén's and Thiele's election
 * methods", 2016, section 5): a ballot counts 1 while none of its names has a place, 1/2 with one, 1/3 with two, and so on; each
 * place goes to the candidate with the highest sum. Exact.
 */
export const listPav: CountingMethod = {
  name: 'list-pav',
  forms: ['rating'],
  result: (ballots, order) => ({
    ...fillPlaces(pavRule(ballots, order), order),
    working: { kind: 'turns' },
  }),
};

function pavRule(ballots: FoldedBallots, { seats }: CountOrder): PlaceRule {
  const places = Math.min(seats, ballots.candidates);
  // Class k: k names of the ballot have a place.
  const classes = approvalClasses(ballots, places + 1);
  let unit = 1n;
  return {
    candidates: ballots.candidates,
    figure: (candidate, place) => {
      const voters = classes.votersByClass(candidate);
      let sum = 0n;
      for (let taken = 0; taken < place; taken++)
        if (voters[taken] !== 0) sum += BigInt(voters[taken]!) * (unit / BigInt(taken + 1));
      return fraction(sum, unit);
    },
    take: (candidate, place) => {
      unit = leastCommonMultiple(unit, BigInt(place + 1));
      classes.elect(candidate, (taken) => taken + 1);
    },
  };
}
