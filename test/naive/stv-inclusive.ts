import type { RankedElection } from '../support/ranked-election.js';
import {
  digits,
  dividedBy,
  exact,
  minus,
  order,
  plus,
  sumOf,
  times,
  truncated,
  type ExactNumber,
} from '../../src/verifier/counting/exact-number.js';

/** One paper of one voter. */
interface Paper {
  readonly ranking: readonly number[];
  holder: number | null;
  value: ExactNumber;
}

/** One stage: the votes at its beginning, who was elected and excluded in it. */
export interface NaiveStage {
  readonly votes: readonly string[];
  readonly nonTransferable: string;
  readonly lost: string;
  readonly elected: readonly number[];
  readonly excluded: readonly number[];
}

/** A rule of the weighted inclusive family in words of this file only. */
export interface NaiveRule {
  readonly decimals: number;
  readonly quota: (valid: number, seats: number) => ExactNumber;
  readonly reaches: (votes: ExactNumber, quota: ExactNumber) => boolean;
  readonly newValue: (value: ExactNumber, surplus: ExactNumber, votes: ExactNumber) => ExactNumber;
  readonly transfersZero: boolean;
  readonly passesOnLast: boolean;
  readonly batches: boolean;
  /** Ties look at earlier stages first, the last one first. */
  readonly looksBack: boolean;
  /** Whom of those tied to the end the exclusion hits. */
  readonly excludes: 'first' | 'last';
}

export const naiveScottish: NaiveRule = {
  decimals: 5,
  quota: (valid, seats) => exact(Math.floor(valid / (seats + 1)) + 1),
  reaches: (votes, quota) => order(votes, quota) >= 0,
  newValue: (value, surplus, votes) => truncated(dividedBy(times(surplus, value), votes), 5),
  transfersZero: false,
  passesOnLast: true,
  batches: false,
  looksBack: true,
  excludes: 'last',
};

export const naiveWigm: NaiveRule = {
  decimals: 12,
  quota: (valid, seats) => exact(valid, seats + 1),
  reaches: (votes, quota) => order(votes, quota) > 0,
  newValue: (value, surplus, votes) => dividedBy(times(surplus, value), votes),
  transfersZero: false,
  passesOnLast: true,
  batches: false,
  looksBack: true,
  excludes: 'last',
};

export const naivePrfWigm: NaiveRule = {
  decimals: 4,
  quota: (valid, seats) => plus(truncated(exact(valid, seats + 1), 4), exact(1, 10_000)),
  reaches: (votes, quota) => order(votes, quota) >= 0,
  newValue: (value, surplus, votes) =>
    truncated(dividedBy(truncated(times(value, surplus), 4), votes), 4),
  transfersZero: true,
  passesOnLast: false,
  batches: false,
  looksBack: false,
  excludes: 'first',
};

/** Counts paper by paper. Ties that the stages do not decide fall to the order of the candidates. */
export function naiveInclusive(
  rule: NaiveRule,
  { candidates, seats, ballots, withdrawn = [] }: RankedElection,
  placed: readonly number[] | null = null,
): { readonly stages: readonly NaiveStage[]; readonly elected: readonly number[] } {
  const hopeful = new Set<number>();
  for (let who = 0; who < candidates; who++) if (!withdrawn.includes(who)) hopeful.add(who);
  const papers: Paper[] = [];
  for (const [count, ...ranking] of ballots)
    for (let copy = 0; copy < count; copy++)
      if (ranking.some((who) => hopeful.has(who)))
        papers.push({ ranking, holder: null, value: exact(1) });
  const valid = papers.length;
  const quota = rule.quota(valid, seats);
  const stages: NaiveStage[] = [];
  const history: ExactNumber[][] = [];
  const elected: number[] = [];
  const surplusOf = new Map<number, ExactNumber>();
  let kept = new Map<number, ExactNumber>();
  let exhausted = exact(0);
  const pass = (paper: Paper): void => {
    const next = paper.ranking.find((who) => hopeful.has(who));
    paper.holder = next ?? null;
    if (next === undefined) exhausted = plus(exhausted, paper.value);
  };
  papers.forEach(pass);
  const votesOf = (who: number): ExactNumber =>
    kept.get(who) ?? sumOf(papers.filter(({ holder }) => holder === who).map(({ value }) => value));
  const vacancies = (): number => seats - elected.length;
  const isNew = (who: number): boolean => placed !== null && !placed.includes(who);
  const over = (): boolean =>
    vacancies() <= 0 || hopeful.size <= vacancies() || elected.some(isNew);

  const choose = (tied: readonly number[], wanted: 'most' | 'fewest'): number => {
    let left = [...tied];
    if (rule.looksBack)
      for (const votes of [...history].reverse()) {
        const of = (who: number): ExactNumber => votes[who] ?? exact(0);
        const sorted = [...left].sort((a, b) => order(of(a), of(b)));
        const best = sorted.at(wanted === 'most' ? -1 : 0) ?? 0;
        left = left.filter((who) => order(of(who), of(best)) === 0);
      }
    left.sort((a, b) => a - b);
    const at = wanted === 'fewest' && rule.excludes === 'last' ? -1 : 0;
    return left.at(at) ?? 0;
  };

  for (;;) {
    const votes = Array.from({ length: candidates }, (_, who) => votesOf(who));
    const of = (who: number): ExactNumber => votes[who] ?? exact(0);
    const held = sumOf(votes);
    let nowElected = [...hopeful].filter((who) => rule.reaches(of(who), quota));
    const fresh = nowElected.filter(isNew).sort((a, b) => order(of(b), of(a)));
    if (fresh.length > 0) {
      const equal = fresh.filter((who) => order(of(who), of(fresh[0] ?? 0)) === 0);
      const chosen = equal.length === 1 ? equal[0] : choose(equal, 'most');
      nowElected = nowElected.filter((who) => !isNew(who) || who === chosen);
    }
    const nowExcluded: number[] = [];
    for (const who of nowElected) {
      hopeful.delete(who);
      elected.push(who);
      const surplus = minus(of(who), quota);
      if (rule.transfersZero || surplus.over > 0n) surplusOf.set(who, surplus);
    }
    let transfer: (() => void) | null = null;
    if (!over()) {
      const rising = [...hopeful]
        .filter((who) => placed === null || isNew(who))
        .sort((a, b) => order(of(a), of(b)));
      const batch = rule.batches
        ? sureLosers(rising, of, sumOf([...surplusOf.values()]), hopeful.size - vacancies())
        : [];
      if (batch.length > 0 || surplusOf.size === 0) {
        const lowest = rising.filter((who) => order(of(who), of(rising[0] ?? 0)) === 0);
        nowExcluded.push(...(batch.length > 0 ? batch : [choose(lowest, 'fewest')]));
        for (const who of nowExcluded) hopeful.delete(who);
        transfer = () => {
          papers.filter(({ holder }) => nowExcluded.includes(holder ?? -1)).forEach(pass);
        };
        if (!rule.passesOnLast && over()) transfer = null;
      } else {
        const falling = [...surplusOf.keys()].sort((a, b) => order(of(b), of(a)));
        const most = falling.filter((who) => order(of(who), of(falling[0] ?? 0)) === 0);
        const from = choose(most, 'most');
        const surplus = surplusOf.get(from) ?? exact(0);
        surplusOf.delete(from);
        transfer = () => {
          for (const paper of papers.filter(({ holder }) => holder === from)) {
            paper.value = rule.newValue(paper.value, surplus, of(from));
            pass(paper);
          }
          kept = new Map(kept).set(from, quota);
        };
      }
    }
    if (transfer === null && vacancies() > 0)
      for (const who of [...hopeful].filter((one) => !(elected.some(isNew) && isNew(one)))) {
        nowElected.push(who);
        elected.push(who);
        hopeful.delete(who);
      }
    stages.push({
      votes: votes.map((one) => digits(one, rule.decimals)),
      nonTransferable: digits(exhausted, rule.decimals),
      lost: digits(minus(exact(valid), plus(held, exhausted)), rule.decimals),
      elected: [...nowElected].sort((a, b) => a - b),
      excluded: [...nowExcluded].sort((a, b) => a - b),
    });
    history.push(votes);
    if (transfer === null) return { stages, elected };
    transfer();
  }
}

/** The largest set that has no chance even together with all surpluses: tried from the largest down. */
function sureLosers(
  rising: readonly number[],
  votesOf: (who: number) => ExactNumber,
  surpluses: ExactNumber,
  most: number,
): readonly number[] {
  for (let size = Math.min(most, rising.length - 1); size > 0; size--) {
    const set = rising.slice(0, size);
    const next = votesOf(rising[size] ?? 0);
    const together = plus(sumOf(set.map(votesOf)), surpluses);
    if (order(together, next) < 0 && order(votesOf(set.at(-1) ?? 0), next) < 0) return set;
  }
  return [];
}
