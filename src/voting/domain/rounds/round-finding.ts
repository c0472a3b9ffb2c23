import { assert, defined } from '../../../kernel/assert.js';
import { foldTogether, type FoldedBallots } from '../ballots/folded-ballots.js';
import { isAdditive } from './counting-rule.js';
import { rankBy, ranksOf, type Rank } from '../tally/ranking.js';
import type { CountInput, RoundContender } from './count-input.js';
import { resultOfSums, sumOf } from '../tally/sums.js';
import {
  tallyBallots,
  type CountingMethod,
  type CountingRound,
  type Tally,
  type Working,
} from '../tally/tally.js';
import type { TieRules } from '../ties/tie-policy.js';
import { settleTies, type SettledRanking, type TieReport } from '../ties/ties.js';

/** What is asked of the ballots of a round. */
export interface RoundQuestion {
  readonly input: CountInput;
  readonly method: CountingMethod;
  /** The valid ballots of the box. */
  readonly online: FoldedBallots;
  /** How many are to be elected; 0 without a quorum. */
  readonly places: number;
}

/** What the ballots of a round say; candidates by id, in rounds and working by position. */
export interface Finding {
  readonly ranking: SettledRanking['ranking'];
  readonly elected: ReadonlySet<string>;
  readonly rounds: readonly CountingRound[];
  readonly working: Working;
  readonly ties: readonly TieReport[];
  readonly awaited: readonly (readonly string[])[];
  /** The sums of both channels by position; null where the method has none. */
  readonly sums: { readonly online: readonly number[]; readonly paper: readonly number[] } | null;
  readonly onlyWithdrawn: number;
}

/** Where the paper came as sums: both channels added up. The votes of those who left the race stay in the record. */
export function findBySums({ input, method, online, places }: RoundQuestion): Finding {
  assert(isAdditive(method), `${method.name} counts sums`);
  const { contenders, paper } = input;
  const order = { seats: places, withdrawn: new Set<number>() };
  const sums = { online: method.sums(online, order), paper: paper.votes };
  const votes = sums.online.map((count, position) => count + sumOf(paper.votes, position));
  const settled = settleTies(rankStanding(votes, contenders), { ...tieRules(input), places });
  const { rounds, working } = resultOfSums(votes, order);
  return {
    ranking: settled.ranking,
    elected: withinPlaces(settled.ranking, places),
    rounds,
    working,
    ties: settled.ties,
    awaited: settled.awaited,
    sums,
    onlyWithdrawn: 0,
  };
}

/** Where the count must see the ballots: those of both channels together, as if who left the race had never been on them. */
export function findByBallots({ input, method, online, places }: RoundQuestion): Finding {
  const { contenders, paper, rules } = input;
  const withdrawn = new Set(contenders.flatMap((one, at) => (one.standing ? [] : [at])));
  if (withdrawn.size === contenders.length) return nobodyStands(contenders);
  const ballots = paper.ballots ? foldTogether(online, paper.ballots) : online;
  // Where nobody can be elected, the ranking is made as for one place, and nothing is asked of the commission.
  const seats = Math.max(1, places);
  const ties = tieRules(input);
  const tally = tallyBallots(method, ballots, { form: rules.form, seats, withdrawn, ties });
  const onlyWithdrawn = tally.invalidBy['only-withdrawn'] ?? 0;
  assert(tally.invalid === onlyWithdrawn, 'only valid ballots reach the count');
  const ids = (positions: readonly number[]): string[] =>
    positions.map((position) => defined(contenders[position], 'a contender').id);
  return {
    ranking: [...settledRanks(tally, ids), ...afterAll(ids([...withdrawn]), contenders.length)],
    elected: new Set(places > 0 ? ids(tally.elected) : []),
    rounds: tally.rounds,
    working: tally.working,
    ties: places > 0 ? tally.ties : tally.ties.filter(({ resolvedBy }) => resolvedBy !== null),
    awaited: places > 0 ? tally.awaited : [],
    sums: null,
    onlyWithdrawn,
  };
}

/** The ranking with every tie in the order that the policy gave it. */
function settledRanks(
  tally: Tally,
  ids: (positions: readonly number[]) => string[],
): SettledRanking['ranking'] {
  return tally.ranking.flatMap(({ rank, candidates }) => {
    const report = tally.ties.find((tie) => tie.rank === rank);
    const classes = candidates.length > 1 && report ? report.order : [ids(candidates)];
    let next = rank;
    return classes.map((equal) => {
      const here = { rank: next, candidates: equal };
      next += equal.length;
      return here;
    });
  });
}

function afterAll(left: readonly string[], candidates: number): SettledRanking['ranking'] {
  return left.length > 0 ? [{ rank: candidates - left.length + 1, candidates: left }] : [];
}

function nobodyStands(contenders: readonly RoundContender[]): Finding {
  return {
    ranking: afterAll(
      contenders.map(({ id }) => id),
      contenders.length,
    ),
    elected: new Set(),
    rounds: [],
    working: { kind: 'sums' },
    ties: [],
    awaited: [],
    sums: null,
    onlyWithdrawn: 0,
  };
}

function tieRules({ contenders, rules, lot, decisions }: CountInput): TieRules {
  return { contenders, policy: rules.ties, lot, decisions };
}

/** Those who left the race are ranked after everybody who still stands, whatever their votes. */
function rankStanding(
  votes: readonly number[],
  contenders: readonly RoundContender[],
): readonly Rank[] {
  const ranked = (standing: boolean): readonly Rank[] =>
    rankBy(
      contenders.flatMap((one, position) => (one.standing === standing ? [position] : [])),
      (a, b) => sumOf(votes, b) - sumOf(votes, a),
    );
  return ranksOf([...ranked(true), ...ranked(false)].map(({ candidates }) => candidates));
}

/** Those certainly within the places: a class that crosses the cut and still waits elects nobody of its own. */
function withinPlaces(ranking: SettledRanking['ranking'], places: number): ReadonlySet<string> {
  return new Set(
    ranking
      .filter(({ rank, candidates }) => rank + candidates.length - 1 <= places)
      .flatMap(({ candidates }) => candidates),
  );
}
