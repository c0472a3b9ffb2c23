import { defined } from '../../../kernel/assert.js';
import type { FoldedBallots } from '../ballots/folded-ballots.js';
import { moveOn, racersOf, stackPiles, type Piles } from '../transfers/piles.js';
import { firstChoiceFault, strictPreferences, type Preferences } from '../ballots/preferences.js';
import { rankBy, ranksOf, standingOf } from '../tally/ranking.js';
import type { CountingMethod, CountingRound, CountOrder, MethodResult } from '../tally/tally.js';
import { breakTie, type TieReport } from '../ties/ties.js';

/** One candidate at a time, or all together who cannot reach the next one even with all their votes. */
export const runOffEliminations = ['single', 'batch'] as const;
/** Stop as soon as somebody has more than half of the votes still in play, or go on until two are left. */
export const runOffStops = ['majority', 'two'] as const;
/** Several seats: eliminate until as many are left, or fill one seat after the other, each from all ballots anew. */
export const runOffSeveral = ['bottom-up', 'sequential'] as const;

/** The options of a run-off; in RCTab batchElimination, continueUntilTwoCandidatesRemain, and bottomsUp or multiPassIrv. */
interface RunOffOptions {
  readonly elimination: (typeof runOffEliminations)[number];
  readonly stop: (typeof runOffStops)[number];
  readonly several: (typeof runOffSeveral)[number];
}

type Class = readonly number[];

/** The whole count: what it writes down as it goes on. */
interface RunOff {
  readonly options: RunOffOptions;
  readonly order: CountOrder;
  readonly rounds: CountingRound[];
  readonly ties: TieReport[];
}

/** One run over the ballots. */
interface Pass {
  readonly piles: Piles;
  readonly seats: number;
  /** The votes of the rounds of this run so far. */
  readonly votes: Float64Array[];
  /** In the order of elimination. */
  readonly excluded: Class[];
}

/** Whom a run leaves where: classes of equals, best first. */
interface Outcome {
  readonly elected: readonly Class[];
  readonly others: readonly Class[];
}

/**
 * Instant run-off: whoever has the fewest votes is eliminated and the ballots go to their next preferences, until somebody
 * has more than half of those still in play. The options are those RCTab documents (github.com/BrightSpots/rcv,
 * config_file_documentation.txt). The ranking has the elected first, then who was left, then the eliminated, the last one
 * first; those eliminated together share a rank.
 */
export function instantRunOff(options: RunOffOptions): CountingMethod {
  return {
    name: 'irv',
    forms: ['ranking'],
    fault: firstChoiceFault,
    result: (ballots, order) => countRunOff({ options, order, rounds: [], ties: [] }, ballots),
  };
}

function countRunOff(runOff: RunOff, ballots: FoldedBallots): MethodResult {
  const { options, order } = runOff;
  const preferences = strictPreferences(ballots);
  const inTurn = order.seats > 1 && options.several === 'sequential';
  const elected: Class[] = [];
  for (;;) {
    const taken = new Set(elected.flat());
    const standing = standingOf(order.form.candidates, order.withdrawn).filter(
      (position) => !taken.has(position),
    );
    if (standing.length === 0) return resultOf(runOff, elected, []);
    const outcome = countPass(runOff, preferences, standing, inTurn ? 1 : order.seats);
    if (!outcome) return resultOf(runOff, elected, [standing]);
    elected.push(...outcome.elected);
    // multiPassIrv: «run a series of single-seat contests and progressively exclude candidates as they win seats».
    if (!inTurn || elected.length === order.seats) return resultOf(runOff, elected, outcome.others);
  }
}

function resultOf(
  { rounds, ties }: RunOff,
  elected: readonly Class[],
  others: readonly Class[],
): MethodResult {
  return {
    elected: elected.flat(),
    ranking: ranksOf([...elected, ...others]),
    rounds,
    working: { kind: 'transfers' },
    ties,
  };
}

/** Runs until the seats are filled; null where a tie stays open. */
function countPass(
  runOff: RunOff,
  preferences: Preferences,
  standing: readonly number[],
  seats: number,
): Outcome | null {
  const pass: Pass = { piles: stackPiles(preferences, standing), seats, votes: [], excluded: [] };
  for (;;) {
    const elected = electedNow(runOff, pass);
    const excluded = elected?.length === 0 ? excludedNow(runOff, pass) : [];
    writeRound(runOff, pass, elected?.flat() ?? [], excluded ?? []);
    if (!elected || !excluded) return null;
    if (elected.length > 0) return outcomeOf(pass, elected);
    moveOn(pass.piles, excluded);
    pass.excluded.push(excluded);
  }
}

function outcomeOf({ piles, excluded }: Pass, elected: readonly Class[]): Outcome {
  const chosen = new Set(elected.flat());
  const left = racersOf(piles).filter((position) => !chosen.has(position));
  return { elected, others: [...byVotes(piles, left), ...[...excluded].reverse()] };
}

/** Who is elected on the votes of this round: nobody while the elimination has to go on, null where a tie stays open. */
function electedNow(runOff: RunOff, pass: Pass): readonly Class[] | null {
  const { piles, seats } = pass;
  const racers = racersOf(piles);
  const classes = byVotes(piles, racers);
  // bottomsUp: «just eliminate candidates until there are numberOfWinners remaining».
  if (racers.length <= seats) return classes;
  if (seats > 1) return [];
  const [leaders = []] = classes;
  const isWon = runOff.options.stop === 'majority' && hasMajority(piles, leaders);
  if (!isWon && racers.length > 2) return [];
  const winner = setApart(runOff, pass, leaders, 'election');
  return winner && [winner];
}

/** Who is eliminated on the votes of this round; null where a tie stays open. */
function excludedNow(runOff: RunOff, pass: Pass): Class | null {
  const batch = runOff.options.elimination === 'batch' ? hopeless(runOff, pass) : [];
  if (batch.length > 0) return batch;
  const lowest = byVotes(pass.piles, racersOf(pass.piles)).at(-1) ?? [];
  return setApart(runOff, pass, lowest, 'exclusion');
}

/**
 * batchElimination: the most candidates who have fewer votes together than the next one has alone, «to remove multiple
 * candidates in a single round if their vote counts are so low that they could not possibly end up winning»; with
 * continueUntilTwoCandidatesRemain two are left, and from the bottom up as many as there are seats.
 */
function hopeless({ options }: RunOff, { piles, seats }: Pass): Class {
  const rising = byVotes(piles, racersOf(piles)).reverse().flat();
  const mostGone = rising.length - (seats === 1 && options.stop === 'two' ? 2 : seats);
  let together = 0;
  let gone = 0;
  for (let size = 1; size <= mostGone; size++) {
    together += votesOf(piles, rising[size - 1] ?? 0);
    if (together < votesOf(piles, rising[size] ?? 0)) gone = size;
  }
  return rising.slice(0, gone).sort((a, b) => a - b);
}

/** The best of the leaders or the worst of the losers, by the tie policy where there are several. */
function setApart(
  { order, rounds, ties }: RunOff,
  { votes }: Pass,
  tied: Class,
  at: 'election' | 'exclusion',
): Class | null {
  if (tied.length === 1) return tied;
  const { classes, decided, report } = breakTie(
    {
      tied,
      at,
      round: rounds.length + 1,
      wanted: at === 'election' ? 'best' : 'worst',
      history: {
        rounds: votes.length,
        compare: (round, a, b) => (votes[round]?.[a] ?? 0) - (votes[round]?.[b] ?? 0),
      },
    },
    order.ties,
  );
  ties.push(report);
  return decided ? defined(classes.at(at === 'election' ? 0 : -1), 'whoever is set apart') : null;
}

function writeRound({ rounds }: RunOff, pass: Pass, elected: Class, excluded: Class): void {
  const { piles, seats, votes } = pass;
  votes.push(piles.votes.slice());
  rounds.push({
    number: rounds.length + 1,
    votes: Array.from(piles.votes, String),
    elected,
    excluded,
    ...(seats === 1 ? { quota: String(majorityOf(piles)) } : {}),
    nonTransferable: String(piles.nonTransferable),
    ...(excluded.length > 0 ? { transfer: { from: excluded, kind: 'exclusion' } } : {}),
  });
}

function hasMajority(piles: Piles, leaders: Class): boolean {
  return leaders.some((position) => votesOf(piles, position) >= majorityOf(piles));
}

/** More than half of the ballots still in play. */
function majorityOf({ votes }: Piles): number {
  return Math.floor(votes.reduce((sum, one) => sum + one, 0) / 2) + 1;
}

function byVotes(piles: Piles, positions: readonly number[]): Class[] {
  return rankBy(positions, (a, b) => votesOf(piles, b) - votesOf(piles, a)).map(
    ({ candidates }) => candidates,
  );
}

function votesOf({ votes }: Piles, position: number): number {
  return votes[position] ?? 0;
}
