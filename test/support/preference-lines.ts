import { foldBallots, type FoldedBallots } from '../../src/voting/domain/ballots/folded-ballots.js';
import type { Mark } from '../../src/voting/domain/ballots/ballot.js';
import {
  tallyBallots,
  type CountingMethod,
  type CountOrder,
  type Tally,
} from '../../src/voting/domain/tally/tally.js';

/** Ranked ballots with equal ranks. Each ballot lists classes of candidates, the first choice first. */
export interface RankedElection {
  readonly candidates: readonly string[];
  readonly ballots: readonly RankedBallot[];
}

/** What so many voters wrote. */
export interface RankedBallot {
  readonly count: number;
  /** Positions, class by class. */
  readonly ranks: readonly (readonly number[])[];
}

/**
 * Reads lines such as `A > B = C * 12`, as in the Condorcet Election Format: comments and empty lines are passed over,
 * candidates whom a line does not name are not ranked. Without `candidates` they are those named, in that order.
 */
export function readPreferences(text: string, candidates: readonly string[] = []): RankedElection {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line !== '');
  const names = [...candidates];
  const ballots = lines.map((line) => {
    const [order = '', times = '1'] = line.split('*');
    const ranks = order.split('>').map((rank) =>
      rank.split('=').map((part) => {
        const name = part.trim();
        if (!names.includes(name)) names.push(name);
        return names.indexOf(name);
      }),
    );
    return { count: Number(times), ranks };
  });
  return { candidates: names, ballots };
}

/** The election as folded ballots, a rank for each class. */
export function foldRanked({ candidates, ballots }: RankedElection): FoldedBallots {
  return foldBallots(
    candidates.length,
    ballots.flatMap(({ count, ranks }) => {
      const ballot = ranks.flatMap((rank, index): Mark[] =>
        rank.map((candidate) => ({ candidate, value: index + 1 })),
      );
      return Array.from({ length: count }, () => ballot);
    }),
  );
}

/** Counts with equal ranks allowed, for one seat and with no tie policy unless `order` says otherwise. */
export function countRanked(
  method: CountingMethod,
  election: RankedElection,
  order: Partial<Omit<CountOrder, 'form'>> = {},
): Tally {
  const candidates = election.candidates.length;
  return tallyBallots(method, foldRanked(election), {
    form: { kind: 'ranking', candidates, ranks: Math.max(candidates, 1), equalRanks: true },
    seats: 1,
    withdrawn: new Set(),
    ties: {
      contenders: election.candidates.map((id) => ({
        id,
        birthDate: null,
        groups: [],
        earlierStages: [],
      })),
      policy: [],
      lot: { seed: '', draw: () => [] },
      decisions: [],
    },
    ...order,
  });
}

/** A ranking as the format writes it, `A > B = C`; candidates of one rank in the order of their names. */
export function rankingInWords(
  ranking: readonly { readonly candidates: readonly number[] }[],
  names: readonly string[],
): string {
  return ranking
    .map(({ candidates }) =>
      candidates
        .map((position) => names[position] ?? '')
        .sort()
        .join(' = '),
    )
    .join(' > ');
}
