import {
  open,
  type Beginning,
  type Rules,
} from '../../src/list-building/domain/solver/question.js';
import { range, seededNumbers } from './seeded-numbers.js';

/** A question small enough to try every list: up to five places, four kinds of people, three quotas and five windows. */
export function smallRules(seed: number): { readonly rules: Rules; readonly start: Beginning } {
  const numbers = seededNumbers(seed);
  const places = numbers.between(2, 5);
  const kinds = numbers.between(2, 4);
  const quotas = numbers.between(1, 3);
  const supply = Int32Array.from(range(1, kinds), () => numbers.between(0, 3));
  const windows = range(1, numbers.between(1, 5)).map(() => {
    const from = numbers.happens(50) ? 1 : numbers.between(1, places);
    const to = numbers.between(from, places);
    const lo = numbers.between(0, to - from + 1);
    const hi = numbers.between(lo, to - from + 1);
    return { quota: numbers.below(quotas), from, to, lo, hi };
  });
  return {
    rules: {
      places,
      quotas,
      kinds,
      counts: Uint8Array.from(range(1, kinds * quotas), () => (numbers.happens(50) ? 1 : 0)),
      windows,
    },
    start: {
      settled: Int32Array.from(range(1, places), () =>
        numbers.happens(15) ? numbers.below(kinds) : open,
      ),
      supply,
      least: supply.map((left) => (numbers.happens(15) ? numbers.between(0, left) : 0)),
    },
  };
}

/** Every list, by kinds, that completes a beginning under rules. */
export function allLists(
  { places, quotas, kinds, counts, windows }: Rules,
  start: Beginning,
): number[][] {
  const lists: number[][] = [];
  const list: number[] = [];
  const left = start.supply.slice();
  const keeps = () =>
    windows.every(({ quota, from, to, lo, hi }) => {
      const inside = list.slice(from - 1, to);
      const members = inside.filter((kind) => counts[kind * quotas + quota] === 1).length;
      return members >= lo && members <= hi;
    }) && left.every((rest, kind) => start.supply[kind]! - rest >= start.least[kind]!);
  const fill = () => {
    if (list.length === places) {
      if (keeps()) lists.push(list.slice());
      return;
    }
    const given = start.settled[list.length]!;
    for (let kind = 0; kind < kinds; kind++) {
      if (given === open ? left[kind] === 0 : kind !== given) continue;
      if (given === open) left[kind]! -= 1;
      list.push(kind);
      fill();
      list.pop();
      if (given === open) left[kind]! += 1;
    }
  };
  fill();
  return lists;
}
