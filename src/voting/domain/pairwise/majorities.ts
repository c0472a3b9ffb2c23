import { preferring, type PairwiseMatrix } from './pairwise.js';

/** By what a majority is strong: by the votes for it, or by how many they are more than those against it. */
export const strengthMeasures = ['winning', 'margins'] as const;

/** One of them. */
export type StrengthMeasure = (typeof strengthMeasures)[number];

/** How majorities are put in order. */
export interface StrengthRule {
  readonly measure: StrengthMeasure;
  /** Whether of two that measure the same the one with fewer votes against it is stronger. */
  readonly thenFewerAgainst: boolean;
}

/** More voters prefer one candidate to another than the other way round. */
export interface Majority {
  readonly over: number;
  readonly under: number;
  /** Who prefer the one. */
  readonly support: number;
  /** Who prefer the other. */
  readonly opposition: number;
}

/** All majorities in classes of equal strength, the strongest first; in a class in the order of the positions. */
export function majorityClasses(
  matrix: PairwiseMatrix,
  { measure, thenFewerAgainst }: StrengthRule,
): readonly (readonly Majority[])[] {
  const compare = (a: Majority, b: Majority): number =>
    strengthOf(b, measure) - strengthOf(a, measure) ||
    (thenFewerAgainst ? a.opposition - b.opposition : 0);
  const classes: Majority[][] = [];
  for (const majority of majoritiesOf(matrix).sort(compare)) {
    const last = classes.at(-1);
    if (last && compare(last[0]!, majority) === 0) last.push(majority);
    else classes.push([majority]);
  }
  return classes;
}

/** The number a strength is shown as: the winning votes, or the margin. */
export function strengthOf({ support, opposition }: Majority, measure: StrengthMeasure): number {
  return measure === 'winning' ? support : support - opposition;
}

function majoritiesOf(matrix: PairwiseMatrix): Majority[] {
  const { standing } = matrix;
  return standing.flatMap((over) =>
    standing.flatMap((under) => {
      const support = preferring(matrix, over, under);
      const opposition = preferring(matrix, under, over);
      return support > opposition ? [{ over, under, support, opposition }] : [];
    }),
  );
}
