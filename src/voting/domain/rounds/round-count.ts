import { fraction, type Fraction } from '../../../kernel/exact.js';
import type { BallotForm, InvalidReason } from '../ballots/ballot.js';
import type { CountInput, RoundContender } from './count-input.js';
import { fullOptions, methodOfRule, paperContent } from './counting-rule.js';
import { placesOfCut, turnoutQuorum } from './cut.js';
import type { PaperTotal } from './paper-protocol.js';
import { ballotsTogether, sortBallots, type FoldedBallots } from '../ballots/folded-ballots.js';
import { findByBallots, findBySums, type Finding, type RoundQuestion } from './round-finding.js';
import { faultOf, type CountingMethod, type CountingRound, type Working } from '../tally/tally.js';
import type { TieReport } from '../ties/ties.js';

/** The sums of one channel. */
export interface OriginCount {
  readonly cast: number;
  readonly valid: number;
  readonly invalid: number;
}

/**
 * One candidate in the result. The votes are the sum of their origins; null where the method ranks by no sum (run-off, STV,
 * pairwise, median, …): its numbers stand in the rounds and in the working.
 */
export interface CountedCandidate {
  readonly candidacyId: string;
  readonly votes: number | null;
  readonly online: number | null;
  readonly paper: number | null;
  /** From 1; several on one rank only while the commission is awaited, or below the cut where nothing depends on it. */
  readonly rank: number;
  readonly elected: boolean;
  /** Left the race after the ballot was fixed; such candidates are ranked last. */
  readonly standing: boolean;
}

/** `elected`: the places are given; `quorum-not-met`: too few took part, nobody goes on; `waiting`: the commission must decide a tie. */
export type CountOutcome = 'elected' | 'quorum-not-met' | 'waiting';

/**
 * The result of a round as data: every number with its origin, every step, every tie. What a page draws from it:
 *
 * - `candidates`, `ties` and `awaited` name candidacies by id.
 * - `rounds` and `working` name candidates by POSITION (votes, matrices and grades are lists by position); the candidacy on
 *   position `p` is `positions[p]`.
 * - A method with sums has one round (`working.kind` is `sums`); its votes are those of `candidates` as text. Every other
 *   method tells its story in `rounds` (run-off, STV: `working.kind` is `transfers`) or in `working` (pairwise, grades,
 *   places). Votes there are exact text and may have decimals.
 * - While `outcome` is `waiting` the rounds end where the count stopped; the last of `ties` says at what, and in which round.
 */
export interface RoundCount {
  readonly format: 'irikteu-result/1';
  /** The name of the method in the catalogue, and every option it has. */
  readonly method: string;
  readonly options: Readonly<Record<string, string>>;
  /** What the ballots looked like: the kind, and with it the limit of votes, the highest score, the ranks. */
  readonly ballot: BallotForm;
  readonly outcome: CountOutcome;
  readonly rollSize: number;
  readonly turnout: number;
  readonly valid: number;
  readonly invalid: number;
  readonly invalidBy: Readonly<Partial<Record<InvalidReason | 'paper', number>>>;
  /** Valid ballots that name nobody who still stands: they take no part where ballots are counted one by one. */
  readonly onlyWithdrawn: number;
  readonly online: OriginCount;
  readonly paper: OriginCount & { readonly places: PaperTotal['places'] };
  readonly quorum: { readonly needed: number; readonly met: boolean };
  readonly unitSeats: number;
  /** How many go on. */
  readonly places: number;
  readonly seed: string;
  /** The candidacies in the order of the ballot: what a position in `rounds` and `working` means. */
  readonly positions: readonly string[];
  /** In the order of the ranking. */
  readonly candidates: readonly CountedCandidate[];
  readonly rounds: readonly CountingRound[];
  readonly working: Working;
  readonly ties: readonly TieReport[];
  /** Sets of candidacies the commission must put in order, best first, before the count can be completed. */
  readonly awaited: readonly (readonly string[])[];
}

/** Counts a round: online and paper ballots by the one method, quorum, ranking, cut, ties. */
export function countRound(input: CountInput): RoundCount {
  const { rules, contenders, paper } = input;
  const method = methodOfRule(rules.counting);
  const online = onlineCount(input, method);
  const turnout = online.cast + paper.cast;
  const quorum = turnoutQuorum(rules.quorum, input.rollSize, turnout);
  const standing = contenders.filter((one) => one.standing).length;
  const places = placesOfCut(rules.cut, rules.unitSeats, standing);
  const question = { input, method, online: online.ballots, places: quorum.met ? places : 0 };
  const found = find(question);
  const sums = { cast: online.cast, valid: online.cast - online.invalid, invalid: online.invalid };
  return {
    format: 'irikteu-result/1',
    method: method.name,
    options: fullOptions(rules.counting),
    ballot: rules.form,
    outcome: !quorum.met ? 'quorum-not-met' : found.awaited.length > 0 ? 'waiting' : 'elected',
    rollSize: input.rollSize,
    turnout,
    valid: turnout - online.invalid - paper.invalid,
    invalid: online.invalid + paper.invalid,
    invalidBy: { ...online.invalidBy, ...(paper.invalid > 0 ? { paper: paper.invalid } : {}) },
    onlyWithdrawn: found.onlyWithdrawn,
    online: sums,
    paper: { cast: paper.cast, valid: paper.valid, invalid: paper.invalid, places: paper.places },
    quorum,
    unitSeats: rules.unitSeats,
    places,
    seed: input.lot.seed,
    positions: contenders.map(({ id }) => id),
    candidates: countedCandidates(found, contenders),
    rounds: found.rounds,
    working: found.working,
    ties: found.ties,
    awaited: found.awaited,
  };
}

/** The share of the valid ballots a candidate had: what an earlier stage says in a tie. */
export function shareOfValid(votes: number, valid: number): Fraction {
  return valid === 0 ? fraction(0) : fraction(votes, valid);
}

function find(question: RoundQuestion): Finding {
  return paperContent(question.input.rules.form, question.method) === 'sums'
    ? findBySums(question)
    : findByBallots(question);
}

interface OnlineCount {
  readonly cast: number;
  readonly ballots: FoldedBallots;
  readonly invalid: number;
  readonly invalidBy: RoundCount['invalidBy'];
}

function onlineCount(
  { online, unreadable, unopenable, rules }: CountInput,
  method: CountingMethod,
): OnlineCount {
  const { valid, invalid, invalidBy } = sortBallots(online, (index) =>
    faultOf(method, online, index, rules.form),
  );
  return {
    cast: ballotsTogether(online) + unreadable + unopenable,
    ballots: valid,
    invalid: invalid + unreadable + unopenable,
    invalidBy: {
      ...invalidBy,
      ...(unreadable > 0 && { unreadable }),
      ...(unopenable > 0 && { unopenable }),
    },
  };
}

function countedCandidates(
  { ranking, elected, sums }: Finding,
  contenders: readonly RoundContender[],
): readonly CountedCandidate[] {
  const position = new Map(contenders.map(({ id }, at) => [id, at]));
  return ranking.flatMap(({ rank, candidates }) =>
    candidates.map((candidacyId) => {
      const at = position.get(candidacyId) ?? -1;
      const online = sums?.online[at] ?? null;
      const paper = sums?.paper[at] ?? null;
      return {
        candidacyId,
        votes: online === null || paper === null ? null : online + paper,
        online,
        paper,
        rank,
        elected: elected.has(candidacyId),
        standing: contenders[at]?.standing ?? false,
      };
    }),
  );
}
