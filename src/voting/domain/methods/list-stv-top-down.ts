import type { FoldedBallots } from '../ballots/folded-ballots.js';
import { firstChoiceFault } from '../ballots/preferences.js';
import { standingOf } from '../tally/ranking.js';
import type { listRules } from '../transfers/stv-list.js';
import { isWaiting, listCounts, listResult, methodOfListRule } from '../transfers/stv-list.js';
import type { CountingMethod, CountOrder, MethodResult } from '../tally/tally.js';

/**
 * An ordered list by repeated single transferable vote from the top (J. Otten, «Ordered List Selection», Voting matters 9,
 * 1998): for n = 1, 2, 3 … a count of the same ballots for n seats, with the quota for n seats, in which nobody who is on the
 * list already is excluded; the one it newly elects takes place n. As soon as somebody new is elected the count is over, for
 * the other seats belong to those above; of several who reach the quota together the one with most votes is taken. The counts
 * follow ERS97, as in the article, unless another rule is chosen.
 */
export function listStvTopDown(rule: (typeof listRules)[number]): CountingMethod {
  const method = methodOfListRule(rule);
  return {
    name: 'list-stv-top-down',
    forms: ['ranking'],
    ...(method.defaultTies ? { defaultTies: method.defaultTies } : {}),
    fault: firstChoiceFault,
    result: (ballots, order) => countTopDown(method, ballots, order),
  };
}

function countTopDown(
  method: CountingMethod,
  ballots: FoldedBallots,
  order: CountOrder,
): MethodResult {
  const counts = listCounts(method, ballots);
  const standing = standingOf(order.form.candidates, order.withdrawn);
  const places: number[] = [];
  let others: readonly (readonly number[])[] = [standing];
  while (places.length < Math.min(order.seats, standing.length)) {
    const seats = places.length + 1;
    const tally = counts.hold({ ...order, seats, placed: new Set(places) }, seats);
    if (isWaiting(tally)) {
      others = [standing.filter((one) => !places.includes(one))];
      break;
    }
    places.push(...tally.elected.filter((one) => !places.includes(one)));
    others = tally.ranking.map(({ candidates }) =>
      candidates.filter((one) => !places.includes(one)),
    );
  }
  return listResult(counts, places, others);
}
