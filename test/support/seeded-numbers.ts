/** Numbers that look like chance and are the same for the same seed (mulberry32). */
export interface SeededNumbers {
  /** 0 … `limit` − 1. */
  below(limit: number): number;
  /** `least` … `most`, both included. */
  between(least: number, most: number): number;
  /** True `percent` times in a hundred. */
  happens(percent: number): boolean;
  one<T>(of: readonly T[]): T;
}

export function seededNumbers(seed: number): SeededNumbers {
  let state = seed >>> 0;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) % limit;
  };
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    happens: (percent) => below(100) < percent,
    one: (of) => of[below(of.length)]!,
  };
}

export function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);
}
