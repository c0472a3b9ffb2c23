import type { Chance } from './chance.js';

/**
 * The positions a voter marks: at most `marks` different ones, drawn by appeal without putting back (Efraimidis and
 * Spirakis 2006: the smallest of −ln(u)/weight come first).
 */
export function fillBallot(chance: Chance, appeals: readonly number[], marks: number): number[] {
  const wanted = Math.max(1, marks - chance.below(Math.max(1, Math.ceil(marks / 2))));
  return appeals
    .map((appeal, position) => ({
      position,
      key: -Math.log((chance.below(2 ** 31) + 1) / (2 ** 31 + 1)) / appeal,
    }))
    .sort((a, b) => a.key - b.key)
    .slice(0, wanted)
    .map(({ position }) => position);
}
