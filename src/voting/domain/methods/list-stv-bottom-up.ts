import type { FoldedBallots } from '../ballots/folded-ballots.js';
import { firstChoiceFault } from '../ballots/preferences.js';
import { ranksOf, standingOf } from '../tally/ranking.js';
import type { listRules } from '../transfers/stv-list.js';
import { isWaiting, listCounts, listResult, methodOfListRule } from '../transfers/stv-list.js';
import type { CountingMethod, CountOrder, MethodResult } from '../tally/tally.js';

/**
 * An ordered list by repeated single transferable vote from the bottom (C. Rosenstiel, «Producing a Party List using STV»,
 * Voting matters 9, 1998): a count for all n places says who is on the list; a count of the same ballots among those n for
 * n − 1 places says who takes the last one, and so on upwards. Ballots that name nobody who is left in a count do not count in
 * it. The counts follow ERS97, the rules of the society the article was written for, unless another rule is chosen.
 */
export function listStvBottomUp(rule: (typeof listRules)[number]): CountingMethod {
  const method = methodOfListRule(rule);
  return {
    name: 'list-stv-bottom-up',
    forms: ['ranking'],
    ...(method.defaultTies ? { defaultTies: method.defaultTies } : {}),
    fault: firstChoiceFault,
    result: (ballots, order) => countBottomUp(method, ballots, order),
  };
}

function countBottomUp(
  method: CountingMethod,
  ballots: FoldedBallots,
  order: CountOrder,
): MethodResult {
  const counts = listCounts(method, ballots);
  const standing = standingOf(order.form.candidates, order.withdrawn);
  const first = counts.hold({ ...order, seats: Math.min(order.seats, standing.length) });
  if (isWaiting(first)) return { ...listResult(counts, [], []), ranking: first.ranking };
  let left = [...first.elected].sort((a, b) => a - b);
  const places: number[] = [];
  const others = first.ranking
    .map(({ candidates }) => candidates.filter((one) => !first.elected.includes(one)))
    .filter(({ length }) => length > 0);
  while (left.length > 1) {
    const withdrawn = new Set(
      standing.filter((one) => !left.includes(one)).concat([...order.withdrawn]),
    );
    const tally = counts.hold({ ...order, seats: left.length - 1, withdrawn }, left.length);
    if (isWaiting(tally)) {
      const ranking = ranksOf([left, ...places.map((one) => [one]), ...others]);
      return { ...listResult(counts, [], []), ranking };
    }
    places.unshift(...left.filter((one) => !tally.elected.includes(one)));
    left = left.filter((one) => tally.elected.includes(one));
  }
  return listResult(counts, [...left, ...places], others);
}
