import { eachBallot, standing, type MarkedElection } from '../support/marked-election.js';

/** Ranks by taking medians away one at a time; candidates whose grades run out together are equal. */
export function naiveMajorityJudgment(election: MarkedElection): readonly (readonly number[])[] {
  const classes: number[][] = [];
  const grades = (candidate: number): readonly number[] =>
    eachBallot(election)
      .map((ballot) => ballot.find((mark) => mark.candidate === candidate)?.value ?? 0)
      .sort((a, b) => a - b);
  const better = (a: number, b: number): number => compare(grades(b), grades(a)) || a - b;
  for (const candidate of [...standing(election)].sort(better)) {
    const last = classes.at(-1);
    if (last && compare(grades(last[0]!), grades(candidate)) === 0) last.push(candidate);
    else classes.push([candidate]);
  }
  return classes;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const [first, second] = [[...a], [...b]];
  while (first.length > 0) {
    const middle = Math.ceil(first.length / 2) - 1;
    const [medianOfFirst, medianOfSecond] = [first[middle]!, second[middle]!];
    if (medianOfFirst !== medianOfSecond) return medianOfFirst - medianOfSecond;
    first.splice(middle, 1);
    second.splice(middle, 1);
  }
  return 0;
}
