import { compareFractions, fraction } from '../../../kernel/exact.js';
import { votesOfFractions, type Ratio } from './fraction-votes.js';
import { rankBy, ranksOf, standingOf } from './ranking.js';
import type { CountingRound, CountOrder, MethodResult } from './tally.js';
import { breakTie, type BrokenTie, type TieReport } from '../ties/ties.js';

/** How the places of an ordered list are filled one after the other. */
export interface PlaceRule {
  readonly candidates: number;
  /** What a candidate who has no place yet has for this place, counted from 1; the highest takes it. */
  figure(candidate: number, place: number): Ratio;
  /** What follows when a candidate takes a place with this figure. */
  take(candidate: number, place: number, figure: Ratio): void;
}

type Filled = Pick<MethodResult, 'elected' | 'ranking' | 'rounds' | 'ties'>;

/**
 * Fills the places of a list in turn, a round for each. A tie for a place goes to the policy; where that does not decide, the
 * list ends there and everybody else shares the rank after it. Otherwise those without a place stand in the order of what they
 * have for the next one. What a candidate with a place shows in later rounds is what the place was taken with.
 */
export function fillPlaces(rule: PlaceRule, order: CountOrder): Filled {
  const shown: Ratio[] = Array.from({ length: rule.candidates }, () => fraction(0));
  const history: (readonly Ratio[])[] = [];
  const rounds: CountingRound[] = [];
  const ties: TieReport[] = [];
  const elected: number[] = [];
  let left = standingOf(rule.candidates, order.withdrawn);
  while (elected.length < order.seats && left.length > 0) {
    const place = elected.length + 1;
    for (const one of left) shown[one] = rule.figure(one, place);
    const tied = highest(left, shown);
    const broken = tied.length > 1 ? breakPlaceTie(tied, place, { history, order }) : null;
    if (broken) ties.push(broken.report);
    const taker = broken ? (broken.decided ? broken.classes[0]?.[0] : undefined) : tied[0];
    const round = { number: place, ...votesOfFractions(shown), excluded: [] };
    rounds.push({ ...round, elected: taker === undefined ? [] : [taker] });
    if (taker === undefined) return { elected, ranking: listed(elected, [left]), rounds, ties };
    history.push([...shown]);
    rule.take(taker, place, shown[taker]!);
    elected.push(taker);
    left = left.filter((one) => one !== taker);
  }
  for (const one of left) shown[one] = rule.figure(one, elected.length + 1);
  const rest = rankBy(left, (a, b) => compareFractions(shown[b]!, shown[a]!));
  const ranking = listed(
    elected,
    rest.map(({ candidates }) => candidates),
  );
  return { elected, ranking, rounds, ties };
}

function highest(left: readonly number[], figures: readonly Ratio[]): readonly number[] {
  return left.reduce<readonly number[]>((best, one) => {
    const leader = best[0];
    if (leader === undefined) return [one];
    const difference = compareFractions(figures[one]!, figures[leader]!);
    return difference > 0 ? [one] : difference === 0 ? [...best, one] : best;
  }, []);
}

function breakPlaceTie(
  tied: readonly number[],
  place: number,
  { history, order }: { history: readonly (readonly Ratio[])[]; order: CountOrder },
): BrokenTie {
  return breakTie(
    {
      tied,
      at: 'election',
      round: place,
      wanted: 'best',
      history: {
        rounds: history.length,
        compare: (round, a, b) => compareFractions(history[round]![a]!, history[round]![b]!),
      },
    },
    order.ties,
  );
}

function listed(
  elected: readonly number[],
  rest: readonly (readonly number[])[],
): MethodResult['ranking'] {
  return ranksOf([...elected.map((one) => [one]), ...rest]);
}
