import { fraction, leastCommonMultiple, type Fraction } from '../../../kernel/exact.js';
import { approvalClasses } from '../tally/approval-classes.js';
import type { FoldedBallots } from '../ballots/folded-ballots.js';
import type { Ratio } from '../tally/fraction-votes.js';
import { fillPlaces, type PlaceRule } from '../tally/places-in-turn.js';
import type { CountingMethod, CountOrder } from '../tally/tally.js';

/**
 * Phragmén's sequential method for approval ballots (E. Phragmén 1894; S. Janson, "Phragmén's and Thiele's election methods",
 * 2016, section 3): whoever takes a place puts a load of 1 on those who approve, spread so that all of them bear the same load
 * afterwards; each place goes to the candidate whose supporters then bear the least. The votes of a round are the reduced
 * votes W = v / (1 + load of the v supporters so far): 1 / W is that least load, so the highest W takes the place. Exact.
 */
export const listPhragmen: CountingMethod = {
  name: 'list-phragmen',
  forms: ['rating'],
  result: (ballots, order) => ({
    ...fillPlaces(phragmenRule(ballots, order), order),
    working: { kind: 'turns' },
  }),
};

function phragmenRule(ballots: FoldedBallots, { seats }: CountOrder): PlaceRule {
  const places = Math.min(seats, ballots.candidates);
  // A ballot bears the load of the last place taken by one of its names: class k is "the last was place k", 0 is none yet.
  const classes = approvalClasses(ballots, places + 1);
  const loads: bigint[] = [0n];
  let unit = 1n;
  return {
    candidates: ballots.candidates,
    figure: (candidate) => {
      const voters = classes.votersByClass(candidate);
      let supporters = 0;
      let load = 0n;
      for (let at = 0; at < loads.length; at++) {
        if (voters[at] === 0) continue;
        supporters += voters[at]!;
        load += BigInt(voters[at]!) * loads[at]!;
      }
      return { numerator: BigInt(supporters) * unit, denominator: unit + load };
    },
    take: (candidate, place, figure) => {
      const load = loadAfter(figure);
      const common = leastCommonMultiple(unit, load.denominator);
      for (let at = 0; at < loads.length; at++) loads[at] = loads[at]! * (common / unit);
      loads.push(load.numerator * (common / load.denominator));
      unit = common;
      classes.elect(candidate, () => place);
    },
  };
}

/** The load 1 / W; nobody bears that of a candidate without supporters. */
function loadAfter({ numerator, denominator }: Ratio): Fraction {
  return numerator === 0n ? fraction(0) : fraction(denominator, numerator);
}
