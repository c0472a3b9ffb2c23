/** All positions, rising. */
export function everybody(candidates: number): number[] {
  return Array.from({ length: candidates }, (_, position) => position);
}

/** Positions in classes, by a comparison that puts the best first; equals stand by position. */
export function classesBy(
  positions: readonly number[],
  compare: (a: number, b: number) => number,
): number[][] {
  const classes: number[][] = [];
  for (const one of [...positions].sort((a, b) => compare(a, b) || a - b)) {
    const last = classes.at(-1);
    if (last?.[0] !== undefined && compare(last[0], one) === 0) last.push(one);
    else classes.push([one]);
  }
  return classes;
}
