import { assert } from './assert.js';

/**
 * A drawing of lots that was bound to a published seed in advance: the same seed and purpose always give the same order,
 * so anyone can repeat the draw.
 */
export interface Lot {
  /** What the draw rests on, as published. */
  readonly seed: string;
  /** The positions `0 … count − 1` in drawn order. */
  draw(purpose: string, count: number): readonly number[];
}

/**
 * Shuffles `0 … count − 1` (Fisher–Yates from the end) with 32-bit words from `nextWord`. A word that would favour small
 * numbers is rejected and the next one taken, so that every order is equally likely.
 */
export function shuffledPositions(count: number, nextWord: () => number): number[] {
  const positions = Array.from({ length: count }, (_, position) => position);
  for (let last = count - 1; last > 0; last--) {
    const other = wordBelow(last + 1, nextWord);
    const [a, b] = [positions[last], positions[other]];
    assert(a !== undefined && b !== undefined, 'positions stay within the list');
    positions[last] = b;
    positions[other] = a;
  }
  return positions;
}

/** The items in the order drawn for `purpose`. */
export function drawOrder<T>(lot: Lot, purpose: string, items: readonly T[]): T[] {
  return lot.draw(purpose, items.length).map((position) => items[position] as T);
}

function wordBelow(bound: number, nextWord: () => number): number {
  const fair = 2 ** 32 - (2 ** 32 % bound);
  for (;;) {
    const word = nextWord();
    if (word < fair) return word % bound;
  }
}
