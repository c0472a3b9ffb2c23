import { createHash } from 'node:crypto';
import { wordsOf } from '../platform/lot/index.js';

/** Numbers that look random and are the same for the same seed and purpose. */
export interface Chance {
  /** A whole number below `bound`. */
  below(bound: number): number;
  /** Whether something with this probability happens. */
  happens(probability: number): boolean;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
  /** The items in another order. */
  shuffled<T>(items: readonly T[]): T[];
}

export function chanceOf(seed: number, purpose: string): Chance {
  const next = wordsOf(createHash('sha256').update(`demo ${seed}`).digest('hex'), purpose);
  const below = (bound: number): number => next() % bound;
  return {
    below,
    happens: (probability) => next() / 2 ** 32 < probability,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    shuffled: (items) => {
      const rest = [...items];
      for (let last = rest.length - 1; last > 0; last--) {
        const other = below(last + 1);
        [rest[last], rest[other]] = [
          rest[other] as (typeof rest)[number],
          rest[last] as (typeof rest)[number],
        ];
      }
      return rest;
    },
  };
}
