import { defined } from '../../../kernel/assert.js';
import type { CalendarDate } from '../../../kernel/calendar.js';
import { compareFractions, type Fraction } from '../../../kernel/exact.js';
import { drawOrder, type Lot } from '../../../kernel/lot.js';

/** One step of the tie policy of a rule set; the steps are tried in order. */
export type TieStep =
  | { readonly kind: 'earlier-stage' }
  /**
   * More votes in another round of the same count, the last or the first in which they differ. With more than two tied either
   * each round narrows the set further, or only a round in which all of them differ decides.
   */
  | {
      readonly kind: 'earlier-round';
      readonly direction: 'backwards' | 'forwards';
      readonly many: 'narrow' | 'all-differ';
    }
  | { readonly kind: 'first-preferences' }
  | { readonly kind: 'elder' }
  | { readonly kind: 'younger' }
  | { readonly kind: 'group'; readonly group: string }
  /** The order published before the vote: that of the ballot, unless another was stated. */
  | { readonly kind: 'stated-order' }
  | { readonly kind: 'lot' }
  | { readonly kind: 'ask' };

/** What the tie policy may look at in a candidate. */
export interface TieContender {
  readonly id: string;
  readonly birthDate: CalendarDate | null;
  /** Verified groups. */
  readonly groups: readonly string[];
  /**
   * The share of the valid ballots in each earlier stage, most recent first; null where the candidate did not stand. A share,
   * because contenders may come from units of different size.
   */
  readonly earlierStages: readonly (Fraction | null)[];
}

/** What the commission decided about a tie that was put to it: these candidates, in this order. */
export interface TieDecision {
  readonly order: readonly string[];
}

/** One use of one step of the policy: how it separated candidates that were tied until then. */
export interface TieStepUse {
  readonly by: TieStep['kind'];
  readonly group?: string;
  /** The classes it made, best first; candidates in one class are tied still. */
  readonly classes: readonly (readonly string[])[];
}

/** What breaking ties rests on besides the votes. */
export interface TieRules {
  /** By position. */
  readonly contenders: readonly TieContender[];
  readonly policy: readonly TieStep[];
  readonly lot: Lot;
  readonly decisions: readonly TieDecision[];
  /** Positions in the published order; without it the order of the positions. */
  readonly statedOrder?: readonly number[];
}

/** What the rounds of a count before this one say about two candidates. */
export interface TieHistory {
  /** How many rounds there were. */
  readonly rounds: number;
  /** Negative, zero or positive as `a` had fewer, as many or more votes than `b` in a round, counted from 0. */
  compare(round: number, a: number, b: number): number;
}

/** A tied candidate with the position on the ballot. */
export interface Contender extends TieContender {
  readonly position: number;
}

/** Tied candidates in classes, best first. */
export type Classes = readonly (readonly Contender[])[];

/** What separating tied candidates rests on besides the policy. */
interface Separation {
  readonly rules: TieRules;
  /** What a lot is drawn for, up to the names. */
  readonly purpose: string;
  readonly history: TieHistory;
  readonly isEnough: (classes: Classes) => boolean;
}

/** Applies the steps in their order until it is enough; each step works on those who are tied still. */
export function separateByPolicy(
  tied: readonly Contender[],
  policy: readonly TieStep[],
  separation: Separation,
): { readonly classes: Classes; readonly steps: readonly TieStepUse[] } {
  const steps: TieStepUse[] = [];
  let classes: Classes = [tied];
  for (const step of policy) {
    if (separation.isEnough(classes)) break;
    classes = classes.flatMap((same) => applyStep(step, same, separation, steps));
    if (step.kind === 'ask') break;
  }
  return { classes, steps };
}

/** The policy, ending with the commission where it does not say so itself. */
export function withAsk(policy: readonly TieStep[]): readonly TieStep[] {
  return policy.some(({ kind }) => kind === 'ask') ? policy : [...policy, { kind: 'ask' }];
}

function applyStep(
  step: TieStep,
  same: readonly Contender[],
  separation: Separation,
  steps: TieStepUse[],
): Classes {
  if (same.length === 1) return [same];
  const classes = separate(step, same, separation);
  if (classes.length > 1)
    steps.push({
      by: step.kind,
      ...(step.kind === 'group' ? { group: step.group } : {}),
      classes: classes.map(idsOf),
    });
  return classes;
}

function separate(
  step: TieStep,
  same: readonly Contender[],
  { rules, purpose, history }: Separation,
): Classes {
  switch (step.kind) {
    case 'earlier-stage':
      return byEarlierStage(same);
    case 'earlier-round':
      return byEarlierRound(same, step, history);
    case 'first-preferences':
      return byEarlierRound(same, { direction: 'forwards', many: 'narrow' }, firstRoundOf(history));
    case 'elder':
      return byBirth(same, (a, b) => (a < b ? -1 : a > b ? 1 : 0));
    case 'younger':
      return byBirth(same, (a, b) => (a > b ? -1 : a < b ? 1 : 0));
    case 'group':
      return classesOf(same, (a, b) => belongs(b, step.group) - belongs(a, step.group));
    case 'stated-order':
      return byStatedOrder(same, rules.statedOrder);
    case 'lot':
      return drawOrder(rules.lot, `${purpose}${idsOf(same).join(',')}`, same).map((one) => [one]);
    case 'ask':
      return byDecision(same, rules.decisions);
  }
}

function firstRoundOf(history: TieHistory): TieHistory {
  return { ...history, rounds: Math.min(1, history.rounds) };
}

function byEarlierRound(
  same: readonly Contender[],
  { direction, many }: { direction: 'backwards' | 'forwards'; many: 'narrow' | 'all-differ' },
  history: TieHistory,
): Classes {
  const rounds = Array.from({ length: history.rounds }, (_, index) =>
    direction === 'forwards' ? index : history.rounds - 1 - index,
  );
  let classes: Classes = [same];
  for (const round of rounds) {
    const apart = classes.flatMap((tied) =>
      classesOf(tied, (a, b) => history.compare(round, b.position, a.position)),
    );
    if (many === 'narrow' || isStrict(apart)) classes = apart;
    if (isStrict(classes)) break;
  }
  return classes;
}

function byStatedOrder(same: readonly Contender[], order: readonly number[] | undefined): Classes {
  const placeOf = ({ position }: Contender): number => order?.indexOf(position) ?? position;
  return classesOf(same, (a, b) => placeOf(a) - placeOf(b));
}

/** The most recent earlier stage in which all of them stood and which does not put them all equal. */
function byEarlierStage(same: readonly Contender[]): Classes {
  const stages = Math.max(...same.map(({ earlierStages }) => earlierStages.length));
  for (let stage = 0; stage < stages; stage++) {
    const shares = new Map(same.map((one) => [one, one.earlierStages[stage] ?? null]));
    const share = (one: Contender): Fraction | null => shares.get(one) ?? null;
    if (same.some((one) => share(one) === null)) continue;
    const classes = classesOf(same, (a, b) => {
      const [first, second] = [share(a), share(b)];
      return first && second ? compareFractions(second, first) : 0;
    });
    if (classes.length > 1) return classes;
  }
  return [same];
}

/** Leaves the tie as it is where a date of birth is not known. */
function byBirth(
  same: readonly Contender[],
  compare: (a: CalendarDate, b: CalendarDate) => number,
): Classes {
  if (same.some(({ birthDate }) => birthDate === null)) return [same];
  return classesOf(same, (a, b) =>
    a.birthDate !== null && b.birthDate !== null ? compare(a.birthDate, b.birthDate) : 0,
  );
}

function byDecision(same: readonly Contender[], decisions: readonly TieDecision[]): Classes {
  const decision = decisions.find(
    ({ order }) =>
      order.length === same.length && same.every(({ id }) => order.filter((x) => x === id).length),
  );
  if (!decision) return [same];
  const rankOf = ({ id }: Contender): number => decision.order.indexOf(id);
  return classesOf(same, (a, b) => rankOf(a) - rankOf(b));
}

function classesOf(
  same: readonly Contender[],
  compare: (a: Contender, b: Contender) => number,
): Classes {
  const classes: Contender[][] = [];
  for (const one of [...same].sort(compare)) {
    const last = classes.at(-1);
    const sample = last?.[0];
    if (last && sample && compare(sample, one) === 0) last.push(one);
    else classes.push([one]);
  }
  return classes;
}

/** In the order of their ids, so that a lot rests on nothing else. */
export function sortedContenders(
  positions: readonly number[],
  rules: TieRules,
): readonly Contender[] {
  return positions
    .map((position) => ({
      ...defined(rules.contenders[position], `the candidate on position ${position}`),
      position,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function belongs({ groups }: Contender, group: string): number {
  return groups.includes(group) ? 1 : 0;
}

/** Whether nobody is tied any more. */
export function isStrict(classes: Classes): boolean {
  return classes.every(({ length }) => length === 1);
}

/** The ids, in the order given. */
export function idsOf(contenders: readonly TieContender[]): readonly string[] {
  return contenders.map(({ id }) => id);
}
