import type { RankedElection } from '../support/ranked-election.js';

/** One round as the naive count sees it. */
export interface NaiveRound {
  readonly votes: readonly number[];
  readonly nonTransferable: number;
  readonly elected: readonly number[];
  readonly excluded: readonly number[];
}

export interface NaiveOptions {
  readonly elimination: string;
  readonly stop: string;
  readonly several: string;
}

/**
 * A run-off that looks at every paper anew in every round. Ties go back to the last round of the run in which the tied
 * differ, then to the lower number.
 */
export function naiveRunOff(
  { elimination, stop, several }: NaiveOptions,
  election: RankedElection,
): NaiveRound[] {
  const papers = election.ballots.flatMap(([count, ...ranking]) =>
    Array.from({ length: count }, () => ranking),
  );
  const standing = everybody(election).filter((one) => !election.withdrawn?.includes(one));
  const voted = papers.filter((paper) => paper.some((one) => standing.includes(one)));
  if (election.seats === 1 || several === 'bottom-up')
    return oneRun(voted, standing, election, { elimination, stop });
  const rounds: NaiveRound[] = [];
  let left = standing;
  for (let seat = 0; seat < election.seats && left.length > 0; seat++) {
    const run = oneRun(voted, left, { ...election, seats: 1 }, { elimination, stop });
    rounds.push(...run);
    left = left.filter((one) => !run.at(-1)!.elected.includes(one));
  }
  return rounds;
}

function oneRun(
  papers: readonly (readonly number[])[],
  standing: readonly number[],
  { candidates, seats }: RankedElection,
  { elimination, stop }: { elimination: string; stop: string },
): NaiveRound[] {
  const rounds: NaiveRound[] = [];
  if (standing.length === 0) return rounds;
  let racers = [...standing];
  for (;;) {
    const choices = papers.map((paper) => paper.find((one) => racers.includes(one)));
    const votes = Array.from(
      { length: candidates },
      (_, candidate) => choices.filter((one) => one === candidate).length,
    );
    const nonTransferable = choices.filter((one) => one === undefined).length;
    const isBefore = (a: number, b: number): number => {
      if (votes[a] !== votes[b]) return votes[b]! - votes[a]!;
      const earlier = [...rounds].reverse().find((round) => round.votes[a] !== round.votes[b]);
      return earlier ? earlier.votes[b]! - earlier.votes[a]! : a - b;
    };
    const order = [...racers].sort(isBefore);
    const inPlay = papers.length - nonTransferable;
    if (racers.length <= seats) {
      rounds.push({ votes, nonTransferable, elected: racers, excluded: [] });
      return rounds;
    }
    const hasMajority = 2 * votes[order[0]!]! > inPlay;
    if (seats === 1 && (racers.length === 2 || (stop === 'majority' && hasMajority))) {
      rounds.push({ votes, nonTransferable, elected: [order[0]!], excluded: [] });
      return rounds;
    }
    const excluded = elimination === 'batch' ? batch(order, votes, stop, seats) : [order.at(-1)!];
    rounds.push({ votes, nonTransferable, elected: [], excluded });
    racers = racers.filter((one) => !excluded.includes(one));
  }
}

/** The longest tail of the order that is weaker than the one before it; the last one alone where there is none. */
function batch(
  order: readonly number[],
  votes: readonly number[],
  stop: string,
  seats: number,
): number[] {
  const fewest = seats === 1 && stop === 'two' ? 2 : seats;
  for (let left = fewest; left < order.length; left++) {
    const tail = order.slice(left);
    const together = tail.reduce((sum, one) => sum + votes[one]!, 0);
    if (together < votes[order[left - 1]!]!) return tail;
  }
  return [order.at(-1)!];
}

function everybody({ candidates }: RankedElection): number[] {
  return Array.from({ length: candidates }, (_, position) => position);
}
