import type { RankedElection } from '../support/ranked-election.js';
import {
  digits,
  dividedBy,
  exact,
  minus,
  order,
  plus,
  sumOf,
  truncated,
  type ExactNumber,
} from '../../src/verifier/counting/exact-number.js';
import type { NaiveStage } from './stv-inclusive.js';

/** One paper of one voter; `batch` says when it came to its holder. */
interface Paper {
  readonly ranking: readonly number[];
  holder: number | null;
  value: ExactNumber;
  batch: number;
}

const cent = exact(1, 100);

/** Counts by the ERS97 text paper by paper, one point of the count after each batch. */
export function naiveErs97(
  { candidates, seats, ballots, withdrawn = [] }: RankedElection,
  placed: readonly number[] | null = null,
): {
  readonly stages: readonly NaiveStage[];
  readonly elected: readonly number[];
} {
  const continuing = new Set<number>();
  for (let who = 0; who < candidates; who++) if (!withdrawn.includes(who)) continuing.add(who);
  const papers: Paper[] = [];
  for (const [count, ...ranking] of ballots)
    for (let copy = 0; copy < count; copy++)
      if (ranking.some((who) => continuing.has(who)))
        papers.push({ ranking, holder: null, value: exact(1), batch: 0 });
  const valid = exact(papers.length);

  const stages: NaiveStage[] = [];
  const history: ExactNumber[][] = [];
  const elected: number[] = [];
  const awaiting = new Set<number>();
  const fixed = new Map<number, ExactNumber>();
  let nonTransferable = exact(0);
  let batch = 0;
  let quota = exact(0);
  let leaving: number[] = [];

  const nextOf = (paper: Paper): number | undefined =>
    paper.ranking.find((who) => continuing.has(who));
  const move = (paper: Paper): void => {
    const next = nextOf(paper);
    if (next === undefined) nonTransferable = plus(nonTransferable, paper.value);
    paper.holder = next ?? null;
    paper.batch = batch;
  };
  papers.forEach(move);

  const votesOf = (who: number): ExactNumber =>
    fixed.get(who) ??
    sumOf(papers.filter(({ holder }) => holder === who).map(({ value }) => value));
  const places = (): number => seats - elected.length;
  const surplusOf = (who: number): ExactNumber => minus(votesOf(who), quota);
  const surpluses = (): ExactNumber => sumOf([...awaiting].map(surplusOf));
  const isNew = (who: number): boolean => placed !== null && !placed.includes(who);
  const newIsElected = (): boolean => elected.some(isNew);
  const rising = (): number[] =>
    [...continuing]
      .filter((who) => placed === null || isNew(who))
      .sort((a, b) => order(votesOf(a), votesOf(b)) || a - b);

  /** Ahead first, by the earliest point at which they differed. */
  const compareHistory = (a: number, b: number): number => {
    for (const votes of history) {
      const difference = order(votes[b] ?? exact(0), votes[a] ?? exact(0));
      if (difference !== 0) return difference;
    }
    return 0;
  };

  const elect = (): number[] => {
    const now: number[] = [];
    while (places() > 0 && continuing.size > 0 && !newIsElected()) {
      const best =
        [...continuing].sort((a, b) => order(votesOf(a), votesOf(b)) || a - b).at(-1) ?? 0;
      const votes = votesOf(best);
      // 5.6.1
      let active = minus(valid, nonTransferable);
      for (const who of elected)
        active = minus(active, order(votesOf(who), quota) < 0 ? votesOf(who) : quota);
      const needed = dividedBy(active, exact(places() + 1));
      if (order(votes, quota) < 0 && order(votes, needed) < 0) break;
      const equal = [...continuing].filter((who) => order(votesOf(who), votes) === 0);
      let chosen = equal;
      if (equal.length > places()) {
        const sorted = [...equal].sort(compareHistory);
        const firstOut = sorted[places()] ?? 0;
        chosen = sorted.filter((who) => compareHistory(who, firstOut) < 0);
      }
      const fresh = equal.filter(isNew).sort(compareHistory);
      if (placed !== null) {
        const [first, second] = fresh;
        const ahead =
          first !== undefined && (second === undefined || compareHistory(first, second) < 0);
        chosen = equal.filter((who) => !isNew(who) || (ahead && who === first));
      }
      for (const who of chosen) {
        continuing.delete(who);
        elected.push(who);
        now.push(who);
        if (order(votesOf(who), quota) > 0) awaiting.add(who);
      }
      if (chosen.length < equal.length) break;
    }
    return now;
  };

  const couldGo = (size: number): boolean => {
    const set = rising().slice(0, size);
    const next = rising()[size];
    if (next === undefined || continuing.size - size < places()) return false;
    if (set.some((who) => order(votesOf(who), votesOf(next)) === 0)) return false;
    return order(plus(sumOf(set.map(votesOf)), surpluses()), votesOf(next)) <= 0;
  };

  const mayDefer = (): boolean => {
    const [lowest = 0, second = 0] = rising();
    const difference = minus(votesOf(second), votesOf(lowest));
    if (order(surpluses(), difference) <= 0) return true;
    for (let size = 2; size < rising().length; size++) if (couldGo(size)) return true;
    return false;
  };

  const exclusion = (): number[] => {
    for (let size = rising().length - 1; size > 0; size--)
      if (couldGo(size)) return rising().slice(0, size);
    const [lowest = 0] = rising();
    const equal = rising().filter((who) => order(votesOf(who), votesOf(lowest)) === 0);
    return [equal.sort((a, b) => compareHistory(b, a) || b - a)[0] ?? 0];
  };

  const passSurplus = (): void => {
    const [from = 0] = [...awaiting].sort(
      (a, b) => order(votesOf(b), votesOf(a)) || compareHistory(a, b) || a - b,
    );
    const surplus = surplusOf(from);
    awaiting.delete(from);
    const held = papers.filter(({ holder }) => holder === from);
    const last = Math.max(...held.map((paper) => paper.batch));
    const going = held.filter((paper) => paper.batch === last && nextOf(paper) !== undefined);
    const together = sumOf(going.map(({ value }) => value));
    const shared = order(together, surplus) > 0;
    batch += 1;
    fixed.set(from, quota);
    for (const paper of going) {
      if (shared) paper.value = truncated(dividedBy(surplus, exact(going.length)), 2);
      move(paper);
    }
    const credited = sumOf(going.map(({ value }) => value));
    nonTransferable = plus(nonTransferable, minus(surplus, credited));
  };

  const passBatch = (): void => {
    const held = papers.filter(({ holder }) => leaving.includes(holder ?? -1));
    const highest = held.reduce(
      (most, { value }) => (order(value, most) > 0 ? value : most),
      exact(0),
    );
    batch += 1;
    held.filter(({ value }) => order(value, highest) === 0).forEach(move);
    if (!papers.some(({ holder }) => leaving.includes(holder ?? -1))) leaving = [];
  };

  for (;;) {
    if (elected.length === 0) {
      const shared = dividedBy(minus(valid, nonTransferable), exact(seats + 1));
      const cut = truncated(shared, 2);
      quota = order(cut, shared) === 0 ? cut : plus(cut, cent);
    }
    const votes = Array.from({ length: candidates }, (_, who) => votesOf(who));
    const missing = nonTransferable;
    const nowElected = elect();
    const nowExcluded: number[] = [];
    let end = places() <= 0 || continuing.size <= places() || newIsElected();
    let transfer = passBatch;
    if (!end && leaving.length === 0) {
      if (awaiting.size > 0 && !mayDefer()) transfer = passSurplus;
      else {
        leaving = exclusion();
        nowExcluded.push(...leaving);
        for (const who of leaving) continuing.delete(who);
        end = continuing.size <= places();
      }
    }
    if (end && places() > 0)
      for (const who of [...continuing].filter((one) => !(newIsElected() && isNew(one)))) {
        continuing.delete(who);
        elected.push(who);
        nowElected.push(who);
      }
    stages.push({
      votes: votes.map((one) => digits(one, 2)),
      nonTransferable: digits(missing, 2),
      lost: digits(minus(valid, plus(sumOf(votes), missing)), 2),
      elected: [...nowElected].sort((a, b) => a - b),
      excluded: [...nowExcluded].sort((a, b) => a - b),
    });
    history.push(votes);
    if (end) return { stages, elected };
    transfer();
  }
}
