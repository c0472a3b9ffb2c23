import { defined } from '../../../kernel/assert.js';
import type { Translate } from '../../../platform/web/index.js';
import type { RoundCount } from '../../domain/rounds/round-count.js';
import type { CountingRound, Tally } from '../../domain/tally/tally.js';
import { tieViews, type TieView } from '../tie-sentences.js';
import { compareExact, none, readExact, writeExact, type Exact } from './exact-text.js';

/** A count as its pages show it. Candidates are positions, names stand by position. */
export interface ShownCount extends Pick<
  Tally,
  'method' | 'elected' | 'ranking' | 'rounds' | 'working' | 'ties'
> {
  readonly names: readonly string[];
  /** What the grades are called, from 0 up; null where they are numbers. */
  readonly grades: readonly string[] | null;
  /** The position behind an id of a tie. */
  readonly positionOf: (id: string) => number;
}

/** Turns the stored result of a round into what the pages of a count show; names by candidacy. */
export function shownCount(
  result: RoundCount,
  nameOf: (candidacy: string) => string,
  grades: readonly string[] | null,
): ShownCount {
  const positions = new Map(result.positions.map((id, position) => [id, position]));
  const positionOf = (id: string): number =>
    defined(positions.get(id), 'a candidate on the ballot');
  // Sums keep the votes of those who left the race; everywhere else their names were read over.
  const shown = result.candidates.filter(
    ({ standing }) => standing || result.working.kind === 'sums',
  );
  const ranks = [...new Set(shown.map(({ rank }) => rank))];
  return {
    method: result.method,
    elected: result.candidates
      .filter(({ elected }) => elected)
      .map(({ candidacyId }) => positionOf(candidacyId)),
    ranking: ranks.map((rank) => ({
      rank,
      candidates: shown
        .filter((one) => one.rank === rank)
        .map(({ candidacyId }) => positionOf(candidacyId)),
    })),
    rounds: result.rounds,
    working: result.working,
    ties: result.ties,
    names: result.positions.map(nameOf),
    grades,
    positionOf,
  };
}

/** Everybody who stands, best first. */
export function inFinalOrder({ ranking }: Pick<ShownCount, 'ranking'>): readonly number[] {
  return ranking.flatMap(({ candidates }) => candidates);
}

/** The name on a position. */
export function nameAt({ names }: Pick<ShownCount, 'names'>, position: number): string {
  return defined(names[position], `the name on position ${position}`);
}

/** The names on positions, one after the other. */
export function namesAt(count: Pick<ShownCount, 'names'>, positions: readonly number[]): string {
  return positions.map((position) => nameAt(count, position)).join(', ');
}

/** Everybody's votes in a round, as fractions where decimals are not the whole truth. */
export function votesOf({ votes, exactVotes }: CountingRound): readonly Exact[] {
  return (exactVotes ?? votes).map(readExact);
}

/** The votes of a candidate in a round. */
export function votesAt({ votes, exactVotes }: CountingRound, position: number): Exact {
  const text = (exactVotes ?? votes)[position];
  return readExact(defined(text, `the votes on position ${position}`));
}

/** In which round (counted from 0) each elected candidate was elected, by position. */
export function electionRounds(rounds: readonly CountingRound[]): ReadonlyMap<number, number> {
  return roundsOf(rounds, ({ elected }) => elected);
}

/** In which round (counted from 0) each excluded candidate was excluded, by position. */
export function exclusionRounds(rounds: readonly CountingRound[]): ReadonlyMap<number, number> {
  return roundsOf(rounds, ({ excluded }) => excluded);
}

/** The counts of which a result is made, in their order: one, or several where a list is made count by count. */
export function countsOf(count: ShownCount): readonly ShownCount[] {
  const places = [...new Set(count.rounds.map(({ place }) => place))];
  if (places.length < 2) return [count];
  return places.map((place) => {
    const rounds = count.rounds.filter((round) => round.place === place);
    const ties = count.ties.filter(({ round }) => rounds.some(({ number }) => number === round));
    return { ...count, rounds, ties, ranking: rankingWithin(count, rounds) };
  });
}

/** The final ranking of those who held votes in these rounds. */
function rankingWithin(
  { ranking }: ShownCount,
  rounds: readonly CountingRound[],
): ShownCount['ranking'] {
  return ranking.flatMap(({ rank, candidates }) => {
    const held = candidates.filter((position) =>
      rounds.some((round) => votesAt(round, position).numerator > 0n),
    );
    return held.length > 0 ? [{ rank, candidates: held }] : [];
  });
}

/** The most votes anybody has in a round. */
export function mostVotes(round: CountingRound): Exact {
  return votesOf(round).reduce(
    (most, votes) => (compareExact(votes, most) > 0 ? votes : most),
    none,
  );
}

function roundsOf(
  rounds: readonly CountingRound[],
  decided: (round: CountingRound) => readonly number[],
): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  rounds.forEach((round, index) => {
    for (const position of decided(round)) if (!found.has(position)) found.set(position, index);
  });
  return found;
}

/** The ties of a count told in sentences. */
export function tiesOf(t: Translate, count: ShownCount): readonly TieView[] {
  const [round] = count.rounds;
  return tieViews(t, count.ties, {
    nameOf: (id) => nameAt(count, count.positionOf(id)),
    votesOf: ({ candidates: [first] }) =>
      count.working.kind === 'sums' && round && first !== undefined
        ? writeExact(t.language, votesAt(round, count.positionOf(first)))
        : null,
  });
}
