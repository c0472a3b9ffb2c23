import { compareFractions, fraction, shareOf } from '../../kernel/exact.js';
import { contestsOfBody, readShare, unitsOf, type ContestPlan } from './contest.js';
import { fault, type RuleSetFault } from './rule-set-fault.js';
import { saysHowToCount } from './counting-of-stage.js';
import type {
  BallotAmount,
  BallotRule,
  BodyRule,
  CutRule,
  StageRule,
  TieRule,
} from './rule-set.js';
import { depthOf, type Territory } from './territory.js';

/** A selection path that leads nowhere: cuts nobody passes, units that split again, ties nobody settles. */
export function checkPath(
  body: BodyRule,
  at: string,
  territories: readonly Territory[],
): RuleSetFault[] {
  return [
    ...body.path.flatMap((stage, index) => {
      const here = `${at}.path[${index}]`;
      return [
        ...checkUnit(stage, body.path[index - 1], body, here),
        ...checkBallot(stage.ballot, `${here}.ballot`),
        ...(saysHowToCount(stage) ? [] : [fault(`${here}.counting`, 'counting-missing')]),
        ...checkCut(stage.cut, `${here}.cut`),
        ...checkTies(stage.ties, `${here}.ties`, index === 0),
      ];
    }),
    ...checkMerge(body, at),
    ...checkNumbers(body, at, territories),
  ];
}

function checkUnit(
  stage: StageRule,
  before: StageRule | undefined,
  body: BodyRule,
  at: string,
): RuleSetFault[] {
  const depth = depthOf(stage.unit);
  if (depth < depthOf(body.level)) {
    const values = { unit: stage.unit, level: body.level };
    return [fault(`${at}.unit`, 'stage-unit-wider-than-body', values)];
  }
  return before && depth > depthOf(before.unit)
    ? [fault(`${at}.unit`, 'stage-units-go-down', { unit: stage.unit, before: before.unit })]
    : [];
}

/** A scale that long cannot be read on a page, nor typed from paper without mistakes. */
const longestScale = 100;

function checkBallot(ballot: BallotRule, at: string): RuleSetFault[] {
  switch (ballot.kind) {
    case 'single':
      return [];
    case 'rating':
      return checkAmount(ballot.marks, `${at}.marks`);
    case 'cumulative': {
      const { votes, mostForOne } = ballot;
      return 'count' in votes && votes.count > 0 && mostForOne > votes.count
        ? [fault(`${at}.mostForOne`, 'most-for-one-above-votes', { votes: votes.count })]
        : checkAmount(votes, `${at}.votes`);
    }
    case 'score':
      return checkScale(ballot, at);
    case 'ranking':
      return ballot.ranks ? checkAmount(ballot.ranks, `${at}.ranks`) : [];
  }
}

function checkScale(
  { highest, grades }: Extract<BallotRule, { readonly kind: 'score' }>,
  at: string,
): RuleSetFault[] {
  if (highest > longestScale)
    return [fault(`${at}.highest`, 'score-too-high', { limit: longestScale })];
  return grades && grades.length !== highest + 1
    ? [fault(`${at}.grades`, 'grades-not-scores', { have: grades.length, need: highest + 1 })]
    : [];
}

function checkAmount(amount: BallotAmount, at: string): RuleSetFault[] {
  const none =
    'count' in amount
      ? amount.count === 0
      : shareOf(readShare(amount.perSeat), 1, amount.round) === 0;
  return none ? [fault(at, 'marks-none')] : [];
}

function checkCut(cut: CutRule, at: string): RuleSetFault[] {
  switch (cut.kind) {
    case 'top':
      return cut.count === 0 ? [fault(`${at}.count`, 'cut-takes-nobody')] : [];
    case 'share':
      return readShare(cut.share).numerator === 0n
        ? [fault(`${at}.share`, 'cut-takes-nobody')]
        : [];
    case 'per-seat':
      return compareFractions(readShare(cut.factor), fraction(1)) < 0
        ? [fault(`${at}.factor`, 'cut-below-one-per-seat', { factor: cut.factor })]
        : [];
    case 'all':
      return [];
  }
}

const settling: readonly TieRule['kind'][] = ['lot', 'ask', 'stated-order'];

/** A policy ends with a step that settles every tie, and has nothing after it (domain.md 3.11). */
function checkTies(ties: readonly TieRule[], at: string, isFirstStage: boolean): RuleSetFault[] {
  const end = ties.findIndex(({ kind }) => settling.includes(kind));
  const faults = ties.flatMap(({ kind }, index) =>
    isFirstStage && kind === 'earlier-stage' ? [fault(`${at}[${index}]`, 'no-earlier-stage')] : [],
  );
  if (end === -1) return [...faults, fault(at, 'ties-not-settled')];
  return end < ties.length - 1 ? [...faults, fault(`${at}[${end + 1}]`, 'ties-after-end')] : faults;
}

function checkMerge(body: BodyRule, at: string): RuleSetFault[] {
  const last = body.path.at(-1);
  if (body.merge.kind !== 'single-unit' || last === undefined) return [];
  return depthOf(last.unit) > depthOf(body.level)
    ? [fault(`${at}.merge`, 'merge-needs-single-unit', { unit: last.unit, level: body.level })]
    : [];
}

/** Follows each contest's path with the most people that can pass every cut, and says the first trouble of each kind. */
function checkNumbers(
  body: BodyRule,
  at: string,
  territories: readonly Territory[],
): RuleSetFault[] {
  const faults = contestsOfBody(body, territories).flatMap((contest) =>
    followPath(contest, body, at, territories),
  );
  return faults.filter(
    ({ path, kind }, index) =>
      faults.findIndex((other) => other.path === path && other.kind === kind) === index,
  );
}

function followPath(
  contest: ContestPlan,
  body: BodyRule,
  at: string,
  territories: readonly Territory[],
): RuleSetFault[] {
  const faults: RuleSetFault[] = [];
  const { seats, territory } = contest;
  let passed = Number.POSITIVE_INFINITY;
  body.path.forEach((stage, index) => {
    const here = `${at}.path[${index}]`;
    const units = unitsOf(contest, body, stage, territories).length;
    const { unitSeats, cut } = stage;
    if (unitSeats.kind === 'apportioned' && unitSeats.atLeast * units > seats) {
      const values = { territory, units, atLeast: unitSeats.atLeast, seats };
      faults.push(fault(`${here}.unitSeats.atLeast`, 'too-few-seats-for-units', values));
    }
    if (cut.kind === 'top' && cut.count > passed) {
      const values = { territory, count: cut.count, incoming: passed };
      faults.push(fault(`${here}.cut.count`, 'cut-above-incoming', values));
    }
    passed = Math.min(passed, mostThatPass(stage, seats, units, passed));
    if (passed < seats) {
      faults.push(fault(`${here}.cut`, 'too-few-for-seats', { territory, most: passed, seats }));
    }
  });
  return faults;
}

function mostThatPass(stage: StageRule, seats: number, units: number, incoming: number): number {
  const { cut, unitSeats } = stage;
  switch (cut.kind) {
    case 'top':
      return cut.count * units;
    case 'per-seat': {
      // Rounding happens in every unit, and there are at most as many units that gain from it as there are seats.
      const factor = readShare(cut.factor);
      return unitSeats.kind === 'all'
        ? units * shareOf(factor, seats, cut.round)
        : shareOf(factor, seats, 'up') + Math.min(units, seats);
    }
    case 'share':
      return incoming === Number.POSITIVE_INFINITY
        ? incoming
        : shareOf(readShare(cut.share), incoming, 'up') + units;
    case 'all':
      return incoming;
  }
}
