import { defined } from '../../kernel/assert.js';
import { fraction, type Fraction } from '../../kernel/exact.js';
import type { Lot } from '../../kernel/lot.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import type { BallotForm, FoldedBallot, InvalidReason } from './ballot.js';
import { placesOfCut, turnoutQuorum, type Cut, type RoundedShare } from './cut.js';
import { methodOfBallot } from './methods/method-of-ballot.js';
import type { PaperTotal } from './paper-protocol.js';
import { rankByVotes, tallyOf, votesOf, type CountingRound, type Tally } from './tally.js';
import { settleTies, type TieDecision, type TieReport, type TieStep } from './ties.js';

/** A candidate of the round, in the published order, with what a tie may be decided by. */
export interface RoundContender {
  readonly id: string;
  readonly birthDate: CalendarDate | null;
  readonly groups: readonly string[];
  /** Share of the valid ballots in each earlier stage, most recent first. */
  readonly earlierStages: readonly (Fraction | null)[];
  /** Struck off or withdrawn after the ballots were printed: keeps the votes in the record, takes no place. */
  readonly standing: boolean;
}

/** What a round is counted by. */
export interface CountingRules {
  readonly form: BallotForm;
  readonly unitSeats: number;
  readonly cut: Cut;
  readonly ties: readonly TieStep[];
  readonly quorum?: RoundedShare;
}

/** Everything a count rests on; the same input gives the same result, whoever counts. */
export interface CountInput {
  readonly rules: CountingRules;
  readonly rollSize: number;
  readonly contenders: readonly RoundContender[];
  readonly online: readonly FoldedBallot[];
  /** Ballots of the box whose bytes are no ballot of this round: invalid, never dropped. */
  readonly unreadable: number;
  readonly paper: PaperTotal;
  readonly lot: Lot;
  readonly decisions: readonly TieDecision[];
}

/** The sums of one channel. */
export interface OriginCount {
  readonly cast: number;
  readonly valid: number;
  readonly invalid: number;
}

/** One candidate in the result; the votes are the sum of their origins. */
export interface CountedCandidate {
  readonly candidacyId: string;
  readonly votes: number;
  readonly online: number;
  readonly paper: number;
  readonly rank: number;
  readonly elected: boolean;
  /** Left the race after the ballot was fixed. */
  readonly standing: boolean;
}

/** `elected`: the places are given; `quorum-not-met`: too few took part, nobody goes on; `waiting`: the commission must decide a tie. */
export type CountOutcome = 'elected' | 'quorum-not-met' | 'waiting';

/** The result of a round as data: every number with its origin, every step, every tie. */
export interface RoundCount {
  readonly format: 'irikteu-result/1';
  readonly method: string;
  readonly outcome: CountOutcome;
  readonly rollSize: number;
  readonly turnout: number;
  readonly valid: number;
  readonly invalid: number;
  readonly invalidBy: Readonly<Partial<Record<InvalidReason | 'paper', number>>>;
  readonly online: OriginCount;
  readonly paper: OriginCount & { readonly places: PaperTotal['places'] };
  readonly quorum: { readonly needed: number; readonly met: boolean };
  readonly unitSeats: number;
  /** How many go on. */
  readonly places: number;
  readonly seed: string;
  /** In the order of the ranking. */
  readonly candidates: readonly CountedCandidate[];
  readonly rounds: readonly CountingRound[];
  readonly ties: readonly TieReport[];
  readonly awaited: readonly (readonly string[])[];
}

/** Counts a round: online and paper ballots by the one method, quorum, ranking, cut, ties. */
export function countRound(input: CountInput): RoundCount {
  const { rules, contenders, paper } = input;
  const method = methodOfBallot(rules.form.kind);
  const online = withUnreadable(method.result(input.online, rules.form), input.unreadable);
  const votes = online.votes.map((count, position) => count + votesOf(paper.votes, position));
  const merged = tallyOf(method.name, {
    valid: online.valid + paper.valid,
    invalid: online.invalid + paper.invalid,
    invalidBy: online.invalidBy,
    votes,
  });
  const turnout = merged.total;
  const quorum = turnoutQuorum(rules.quorum, input.rollSize, turnout);
  const places = placesOfCut(
    rules.cut,
    rules.unitSeats,
    contenders.filter(({ standing }) => standing).length,
  );
  const settled = settleTies(rankStanding(votes, contenders), {
    contenders,
    places: quorum.met ? places : 0,
    policy: rules.ties,
    lot: input.lot,
    decisions: input.decisions,
  });
  const elected = electedOf(settled.ranking, quorum.met ? places : 0);
  return {
    format: 'irikteu-result/1',
    method: method.name,
    outcome: !quorum.met ? 'quorum-not-met' : settled.awaited.length > 0 ? 'waiting' : 'elected',
    rollSize: input.rollSize,
    turnout,
    valid: merged.valid,
    invalid: merged.invalid,
    invalidBy: { ...online.invalidBy, ...(paper.invalid > 0 ? { paper: paper.invalid } : {}) },
    online: { cast: online.total, valid: online.valid, invalid: online.invalid },
    paper: {
      cast: paper.cast,
      valid: paper.valid,
      invalid: paper.invalid,
      places: paper.places,
    },
    quorum,
    unitSeats: rules.unitSeats,
    places,
    seed: input.lot.seed,
    candidates: countedCandidates(settled.ranking, elected, {
      contenders,
      online: online.votes,
      paper: paper.votes,
    }),
    rounds: merged.rounds,
    ties: settled.ties,
    awaited: settled.awaited,
  };
}

/** The share of the valid ballots a candidate had: what an earlier stage says in a tie. */
export function shareOfValid(votes: number, valid: number): Fraction {
  return valid === 0 ? fraction(0) : fraction(votes, valid);
}

function withUnreadable(tally: Tally, unreadable: number): Tally {
  if (unreadable === 0) return tally;
  return {
    ...tally,
    total: tally.total + unreadable,
    invalid: tally.invalid + unreadable,
    invalidBy: { ...tally.invalidBy, unreadable },
  };
}

/** Those who left the race are ranked after everybody who still stands, whatever their votes. */
function rankStanding(
  votes: readonly number[],
  contenders: readonly RoundContender[],
): ReturnType<typeof rankByVotes> {
  const stands = (position: number): boolean =>
    defined(contenders[position], 'a contender').standing;
  const all = rankByVotes(votes);
  const part = (wanted: boolean): number[][] =>
    all
      .map(({ candidates }) => candidates.filter((position) => stands(position) === wanted))
      .filter(({ length }) => length > 0);
  let next = 1;
  return [...part(true), ...part(false)].map((candidates) => {
    const rank = next;
    next += candidates.length;
    return { rank, candidates };
  });
}

/** Those certainly within the places: a class that crosses the cut and still waits elects nobody of its own. */
function electedOf(
  ranking: readonly { readonly rank: number; readonly candidates: readonly string[] }[],
  places: number,
): ReadonlySet<string> {
  return new Set(
    ranking
      .filter(({ rank, candidates }) => rank + candidates.length - 1 <= places)
      .flatMap(({ candidates }) => candidates),
  );
}

function countedCandidates(
  ranking: readonly { readonly rank: number; readonly candidates: readonly string[] }[],
  elected: ReadonlySet<string>,
  sums: {
    readonly contenders: readonly RoundContender[];
    readonly online: readonly number[];
    readonly paper: readonly number[];
  },
): readonly CountedCandidate[] {
  const counted = new Map(
    sums.contenders.map(({ id, standing }, position) => {
      const online = votesOf(sums.online, position);
      const paper = votesOf(sums.paper, position);
      return [id, { votes: online + paper, online, paper, standing }];
    }),
  );
  return ranking.flatMap(({ rank, candidates }) =>
    candidates.map((candidacyId) => ({
      candidacyId,
      rank,
      elected: elected.has(candidacyId),
      ...defined(counted.get(candidacyId), 'a ranked contender'),
    })),
  );
}
