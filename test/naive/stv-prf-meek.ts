import type { RankedElection } from '../support/ranked-election.js';

/** One round of the rule: the votes, parts and quota of its last iteration, and what was decided on them. */
export interface NaiveMeekRound {
  readonly votes: readonly string[];
  readonly factors: readonly string[];
  readonly quota: string;
  readonly exhausted: string;
  readonly elected: readonly number[];
  readonly excluded: readonly number[];
}

const one = 1_000_000_000n;

/** The steps of the reference rule, ballot by ballot, with big integers. Of the tied the lowest number is defeated. */
export function naiveMeek({
  candidates,
  seats,
  ballots,
  withdrawn = [],
}: RankedElection): NaiveMeekRound[] {
  const everybody = Array.from({ length: candidates }, (_, position) => position);
  const state = everybody.map((name): string => (withdrawn.includes(name) ? 'out' : 'hopeful'));
  const factor = state.map((now): bigint => (now === 'hopeful' ? one : 0n));
  const voted = ballots.filter(([, ...ranking]) =>
    ranking.some((name) => !withdrawn.includes(name)),
  );
  const valid = voted.reduce((sum, [count]) => sum + BigInt(count), 0n) * one;
  const those = (wanted: string): number[] => everybody.filter((name) => state[name] === wanted);
  const isOver = (): boolean =>
    those('elected').length >= seats || those('elected').length + those('hopeful').length <= seats;

  const distribute = (): bigint[] => {
    const votes = everybody.map(() => 0n);
    for (const [count, ...ranking] of voted) {
      let weight = one;
      for (const name of ranking) {
        const share = roundUp(weight * factor[name]!, one);
        const kept = share > weight ? weight : share;
        votes[name]! += kept * BigInt(count);
        weight -= kept;
      }
    }
    return votes;
  };

  const rounds: NaiveMeekRound[] = [];
  const note = (votes: bigint[], factors: bigint[], quota: bigint | null): void => {
    const together = votes.reduce((sum, vote) => sum + vote, 0n);
    const before = new Set(rounds.flatMap(({ elected, excluded }) => [...elected, ...excluded]));
    if (isOver() && those('elected').length < seats)
      for (const name of those('hopeful')) state[name] = 'elected';
    rounds.push({
      votes: votes.map(decimal),
      factors: factors.map(decimal),
      quota: quota === null ? '' : decimal(quota),
      exhausted: decimal(valid - together),
      elected: those('elected').filter((name) => !before.has(name)),
      excluded: those('defeated').filter((name) => !before.has(name)),
    });
  };

  if (isOver()) note(distribute(), factor, null);
  while (!isOver()) {
    let last: bigint | null = null;
    for (;;) {
      const votes = distribute();
      const quota = votes.reduce((sum, vote) => sum + vote, 0n) / BigInt(seats + 1) + 1n;
      const winners = those('hopeful').filter((name) => votes[name]! >= quota);
      for (const name of winners) state[name] = 'elected';
      const excess = those('elected').reduce((sum, name) => sum + votes[name]! - quota, 0n);
      const surplus = excess < 0n ? 0n : excess;
      const used = [...factor];
      if (winners.length > 0) {
        note(votes, used, quota);
        break;
      }
      if (surplus < 1000n || (last !== null && surplus >= last)) {
        const lowest = those('hopeful')
          .map((name) => votes[name]!)
          .reduce((least, vote) => (vote < least ? vote : least));
        const loser = those('hopeful').find((name) => votes[name]! <= lowest + surplus)!;
        state[loser] = 'defeated';
        factor[loser] = 0n;
        note(votes, used, quota);
        break;
      }
      last = surplus;
      for (const name of those('elected'))
        factor[name] = roundUp(roundUp(factor[name]! * quota, one) * one, votes[name]!);
    }
  }
  return rounds;
}

function roundUp(dividend: bigint, divisor: bigint): bigint {
  return dividend / divisor + (dividend % divisor > 0n ? 1n : 0n);
}

function decimal(billionths: bigint): string {
  return `${billionths / one}.${String(billionths % one).padStart(9, '0')}`;
}
