import { exactFractions } from '../transfers/vote-arithmetic.js';
import { weightedInclusive } from '../transfers/weighted-inclusive.js';

/**
 * The weighted inclusive Gregory method in exact fractions, without any rounding: the quota is V / (s + 1), whoever has more
 * is elected, and each paper of a surplus goes on at its value times surplus / votes. The fractions grow longer with every
 * surplus, about twice as long each time; elections of a few dozen seats belong to a rule with decimals.
 */
export const stvWigm = weightedInclusive({
  name: 'stv-wigm',
  defaultTies: [{ kind: 'earlier-round', direction: 'backwards', many: 'narrow' }, { kind: 'ask' }],
  arithmetic: exactFractions,
  // The unit divides a vote into s + 1 parts or a multiple of it, so this is exact.
  quota: (valid, seats, unit) => (valid * unit) / (seats + 1n),
  quotaText: (quota, unit) => exactFractions.text(quota, unit),
  // At exactly V / (s + 1) one more candidate than seats could be elected.
  isEnough: (votes, quota) => votes > quota,
  transfersZero: false,
  passesOnLast: true,
});
