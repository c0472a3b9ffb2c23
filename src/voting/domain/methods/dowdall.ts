import { fraction, leastCommonMultiple, type Fraction } from '../../../kernel/exact.js';
import type { FoldedBallots } from '../ballots/folded-ballots.js';
import { resultOfFractions } from '../tally/fraction-votes.js';
import { sharedPlaces, type SharedPlaces } from '../ballots/shared-ranks.js';
import type { CountingMethod } from '../tally/tally.js';

/**
 * Dowdall system (Nauru, Electoral Act: the first preference is worth 1, the second 1/2, the third 1/3, and so on), in exact
 * fractions. Candidates on equal ranks share the average of the places they take together; who is not ranked gets nothing. A
 * rank left out closes up. The sums are fractions, so paper ballots must be entered one by one.
 */
export const dowdall: CountingMethod = {
  name: 'dowdall',
  forms: ['ranking'],
  result: (ballots, order) => resultOfFractions(harmonicSums(ballots), order),
};

function harmonicSums(ballots: FoldedBallots): readonly Fraction[] {
  const places = sharedPlaces(ballots);
  const unit = places.reduce((common, { first, length }) => {
    const numbers = placeNumbers(first, length);
    return numbers.reduce((so, place) => leastCommonMultiple(so, place * BigInt(length)), common);
  }, 1n);
  const worth = places.map((place) => unitsOf(place, unit));
  return Array.from({ length: ballots.candidates }, (_, candidate) =>
    fraction(
      places.reduce((sum, { counts }, at) => sum + BigInt(counts[candidate]!) * worth[at]!, 0n),
      unit,
    ),
  );
}

/** What one voter gives to each of those who share these places, in parts of a vote. */
function unitsOf({ first, length }: SharedPlaces, unit: bigint): bigint {
  return placeNumbers(first, length).reduce(
    (sum, place) => sum + unit / (place * BigInt(length)),
    0n,
  );
}

function placeNumbers(first: number, length: number): readonly bigint[] {
  return Array.from({ length }, (_, at) => BigInt(first + at + 1));
}
