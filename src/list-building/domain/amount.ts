import { shareOf } from '../../kernel/exact.js';
import type { Amount } from './list-input.js';

/** The amount in people on so many places. */
export function amountOf(amount: Amount, size: number): number {
  return 'count' in amount ? amount.count : shareOf(amount.share, size, amount.round);
}
