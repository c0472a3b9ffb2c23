import type { TieRules } from './tie-policy.js';

/**
 * The tie rules as the reference rules of the PR Foundation read an order stated in advance: the earliest in it is chosen, for
 * election and for defeat alike, where our stated order would spare that candidate. (The WIGM rule says so in D.1; the Meek
 * rule leaves the procedure open in T, and Droop, the program of its author, does the same.)
 */
export function earliestFirst(ties: TieRules): TieRules {
  const order = ties.statedOrder ?? ties.contenders.map((_, position) => position);
  return { ...ties, statedOrder: [...order].reverse() };
}
