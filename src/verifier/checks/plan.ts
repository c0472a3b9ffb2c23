import { canonicalText, type Json } from '../bytes/canonical-json.js';
import { sha256 } from '../bytes/hashing.js';
import { drawn } from '../bytes/lot.js';
import { entriesOf, saidIn, shownText, type Bundle } from '../bundle/bundle.js';
import type { BallotAmount, StageRule } from '../bundle/rules.js';
import { bytesOfBallot, type Form } from '../counting/ballots.js';
import { peopleOf } from '../counting/round-count.js';
import { failed, passed, type Outcome } from '../report.js';
import { planOf } from './ledger.js';

/** The rule set is the one that the ledger names as in force when the round was counted. */
export function checkRules(bundle: Bundle): Outcome {
  const { round, contest, rulesText } = bundle;
  const counted = entriesOf(bundle, round.id, 'round-counted').at(-1)?.index ?? Infinity;
  const inForce = entriesOf(
    bundle,
    contest.season,
    'primary-created',
    'rules-changed',
    'rules-amended',
  ).findLast(({ index }) => index < counted);
  const stated = saidIn(inForce?.data, 'rulesHash');
  const hash = sha256(rulesText).toString('hex');
  if (stated !== hash) return failed('rules-differ', { stated: shownText(stated), found: hash });
  if (!stageOf(bundle)) return failed('stage-unknown', { stage: round.stage });
  return passed({ hash });
}

/** The rule of the stage of the round. */
export function stageOf({ rules, contest, round }: Bundle): StageRule | undefined {
  return rules.bodies
    .find(({ id }) => id === contest.body)
    ?.path.find(({ id }) => id === round.stage);
}

/** What a ballot of the round looks like; null where the record says less than its kind needs. */
export function formOf({ round, candidates: those }: Bundle): Form | null {
  const { kind, marks, votes, mostForOne, highest, ranks, equalRanks } = round.ballot;
  const candidates = those.length;
  switch (kind) {
    case 'single':
      return { kind, candidates };
    case 'rating':
      return marks === undefined ? null : { kind, candidates, marks };
    case 'cumulative':
      return votes === undefined || mostForOne === undefined
        ? null
        : { kind, candidates, votes, mostForOne };
    case 'score':
      return highest === undefined ? null : { kind, candidates, highest };
    case 'ranking':
      return ranks === undefined || equalRanks === undefined
        ? null
        : { kind, candidates, ranks, equalRanks };
  }
}

/** The round is what the plan in the ledger and the rules say: candidates in the drawn order, seats, ballot, channels, times. */
export function checkPlan(bundle: Bundle): Outcome {
  const { round, contest, candidates } = bundle;
  const plan = planOf(bundle);
  const stage = stageOf(bundle);
  if (!plan || !stage) return failed('decision-missing', { decision: 'rounds-planned' });
  if (round.contest !== contest.id || round.season !== contest.season)
    return failed('round-of-other-contest');
  const planned = plannedRound(plan.data, round.id);
  const ids = candidates.map(({ id }) => id);
  if (canonicalText(saidIn(planned, 'candidates')) !== canonicalText(ids))
    return failed('candidates-differ');
  if (saidIn(plan.data, 'seed') !== round.orderSeed) return failed('order-seed-differs');
  const sorted = ids.toSorted();
  const order = drawn(
    round.orderSeed,
    `ballot/${contest.id}/${round.stage}/${round.unit}`,
    sorted.length,
  );
  if (order.some((from, at) => sorted[from] !== ids[at])) return failed('order-not-drawn');
  const seats = saidIn(planned, 'seats');
  if (seats !== null && seats !== round.unitSeats) return failed('seats-differ');
  return (
    checkForm(bundle, stage) ?? checkTimes(bundle, plan.data) ?? passed({ candidates: ids.length })
  );
}

/** What the plan says of this round; a round that is held again says it of itself. */
export function plannedRound(data: Json, id: string): Json {
  const rounds = saidIn(data, 'rounds');
  if (!Array.isArray(rounds)) return data;
  return (rounds as readonly Json[]).find((one) => saidIn(one, 'round') === id) ?? null;
}

function checkForm(bundle: Bundle, stage: StageRule): Outcome | null {
  const { round, candidates } = bundle;
  const form = formOf(bundle);
  const demanded = formByRule(stage, round.unitSeats, candidates.length);
  if (!form || !demanded || canonicalText({ ...form }) !== canonicalText({ ...demanded }))
    return failed('ballot-differs');
  if (bytesOfBallot(form) !== round.contentBytes) return failed('ballot-length-differs');
  if (canonicalText(stage.channels) !== canonicalText(round.channels))
    return failed('channels-differ');
  return stage.electorate === round.electorate ? null : failed('electorate-differs');
}

/** The ballot that the rules demand. Nobody can mark more candidates than there are. */
function formByRule({ ballot }: StageRule, seats: number, candidates: number): Form | null {
  const most = (amount: BallotAmount | undefined): number | null => {
    const number = amount ? amountOf(amount, seats) : null;
    return number === null ? null : Math.max(1, Math.min(number, candidates));
  };
  switch (ballot.kind) {
    case 'single':
      return { kind: 'single', candidates };
    case 'rating': {
      const marks = most(ballot.marks);
      return marks === null ? null : { kind: 'rating', candidates, marks };
    }
    case 'cumulative': {
      const votes = ballot.votes ? amountOf(ballot.votes, seats) : null;
      if (votes === null || ballot.mostForOne === undefined) return null;
      return {
        kind: 'cumulative',
        candidates,
        votes,
        mostForOne: Math.min(ballot.mostForOne, votes),
      };
    }
    case 'score':
      return ballot.highest === undefined
        ? null
        : { kind: 'score', candidates, highest: ballot.highest };
    case 'ranking': {
      const ranks = ballot.ranks ? most(ballot.ranks) : Math.max(1, candidates);
      if (ranks === null || ballot.equalRanks === undefined) return null;
      return { kind: 'ranking', candidates, ranks, equalRanks: ballot.equalRanks };
    }
    default:
      return null;
  }
}

function amountOf({ count, perSeat, round }: BallotAmount, seats: number): number | null {
  if (count !== undefined) return count;
  if (perSeat === undefined || round === undefined) return null;
  const number = peopleOf({ share: perSeat, round }, seats);
  return number === null ? null : Math.max(1, number);
}

/** The round closed when the plan or the last extension says. */
function checkTimes(bundle: Bundle, plan: Json): Outcome | null {
  const { round } = bundle;
  const extended = entriesOf(bundle, round.id, 'round-extended').at(-1);
  const closesAt = saidIn(extended?.data, 'closesAt') ?? saidIn(plan, 'closesAt');
  const opensAt = saidIn(plan, 'opensAt');
  const differs =
    (closesAt !== null && closesAt !== round.closesAt) ||
    (opensAt !== null && opensAt !== round.opensAt);
  return differs ? failed('times-differ') : null;
}
