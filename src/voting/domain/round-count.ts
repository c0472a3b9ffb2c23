import { defined } from '../../kernel/assert.js';
import { fraction, type Fraction } from '../../kernel/exact.js';
import type { Lot } from '../../kernel/lot.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import type { InvalidReason, MarkForm } from './ballot.js';
import { placesOfCut, turnoutQuorum, type Cut, type RoundedShare } from './cut.js';
import { methodOfBallot } from './methods/method-of-ballot.js';
import type { PaperTotal } from './paper-protocol.js';
import { ballotsTogether, sortBallots, type FoldedBallots } from './folded-ballots.js';
import { rankBy, ranksOf, type Rank } from './ranking.js';
import { foldedFault, resultOfSums, sumOf, type CountingRound } from './tally.js';
import type { TieDecision, TieStep } from './tie-policy.js';
import { settleTies, type TieReport } from './ties.js';

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
  readonly form: MarkForm;
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
  readonly online: FoldedBallots;
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
  const online = onlineCount(input);
  const turnout = online.cast + paper.cast;
  const quorum = turnoutQuorum(rules.quorum, input.rollSize, turnout);
  const places = placesOfCut(
    rules.cut,
    rules.unitSeats,
    contenders.filter(({ standing }) => standing).length,
  );
  const onlineVotes = method.sums(online.valid, { seats: places, withdrawn: new Set() });
  const votes = onlineVotes.map((count, position) => count + sumOf(paper.votes, position));
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
    valid: turnout - online.invalid - paper.invalid,
    invalid: online.invalid + paper.invalid,
    invalidBy: { ...online.invalidBy, ...(paper.invalid > 0 ? { paper: paper.invalid } : {}) },
    online: {
      cast: online.cast,
      valid: online.cast - online.invalid,
      invalid: online.invalid,
    },
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
      online: onlineVotes,
      paper: paper.votes,
    }),
    rounds: resultOfSums(votes, { withdrawn: new Set() }).rounds,
    ties: settled.ties,
    awaited: settled.awaited,
  };
}

/** The share of the valid ballots a candidate had: what an earlier stage says in a tie. */
export function shareOfValid(votes: number, valid: number): Fraction {
  return valid === 0 ? fraction(0) : fraction(votes, valid);
}

interface OnlineCount {
  readonly cast: number;
  readonly valid: FoldedBallots;
  readonly invalid: number;
  readonly invalidBy: RoundCount['invalidBy'];
}

function onlineCount({ online, unreadable, rules }: CountInput): OnlineCount {
  const { valid, invalid, invalidBy } = sortBallots(online, (index) =>
    foldedFault(online, index, rules.form),
  );
  return {
    cast: ballotsTogether(online) + unreadable,
    valid,
    invalid: invalid + unreadable,
    invalidBy: { ...invalidBy, ...(unreadable > 0 ? { unreadable } : {}) },
  };
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
      const online = sumOf(sums.online, position);
      const paper = sumOf(sums.paper, position);
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
