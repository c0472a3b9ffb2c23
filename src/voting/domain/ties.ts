import { compareFractions, type Fraction } from '../../kernel/exact.js';
import { drawOrder, type Lot } from '../../kernel/lot.js';
import type { CalendarDate } from '../../kernel/calendar.js';
import type { Rank } from './tally.js';

/** One step of the tie policy of a rule set; the steps are tried in order. */
export type TieStep =
  | { readonly kind: 'earlier-stage' }
  | { readonly kind: 'elder' }
  | { readonly kind: 'younger' }
  | { readonly kind: 'group'; readonly group: string }
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

/** Where a tie lies: across the cut, among those above it, or among those below it (where it decides nothing). */
export type TiePlace = 'cut' | 'elected' | 'below';

/** One use of one step of the policy: how it separated candidates that were tied until then. */
export interface TieStepUse {
  readonly by: TieStep['kind'];
  readonly group?: string;
  /** The classes it made, best first; candidates in one class are tied still. */
  readonly classes: readonly (readonly string[])[];
}

/** Who tied, where, what decided, and the order it gave. */
export interface TieReport {
  readonly candidates: readonly string[];
  readonly rank: number;
  readonly at: TiePlace;
  readonly steps: readonly TieStepUse[];
  /** The step that completed the order; null while the tie is open. */
  readonly resolvedBy: TieStep['kind'] | null;
  /** The order decided so far; classes of more than one are tied still. */
  readonly order: readonly (readonly string[])[];
  /** The candidates the commission must put in order; empty when the policy was enough. */
  readonly awaited: readonly (readonly string[])[];
}

/** A ranking after the policy: strict wherever it decides something. */
export interface SettledRanking {
  /** Candidates by rank. A rank holds several only below the cut, or while the commission is awaited. */
  readonly ranking: readonly { readonly rank: number; readonly candidates: readonly string[] }[];
  readonly ties: readonly TieReport[];
  /** The sets of candidates that wait for the commission's decision. */
  readonly awaited: readonly (readonly string[])[];
}

/** What settling ties rests on besides the votes. */
export interface TieFacts {
  readonly contenders: readonly TieContender[];
  readonly places: number;
  readonly policy: readonly TieStep[];
  readonly lot: Lot;
  readonly decisions: readonly TieDecision[];
}

/**
 * Breaks every tie of a ranking by the written policy, step by step, and reports each use. A tie that matters and that no
 * step decides waits for the commission, whether or not the policy says `ask`: nothing is settled silently. A tie wholly
 * below the cut is ordered as far as the policy goes but never asks. What stands after `ask` is not tried: the commission
 * has the last word.
 */
export function settleTies(ranking: readonly Rank[], facts: TieFacts): SettledRanking {
  const settled = ranking.map((rank) => settleRank(rank, facts));
  return {
    ranking: settled.flatMap(({ ranks }) => ranks),
    ties: settled.flatMap(({ report }) => report ?? []),
    awaited: settled.flatMap(({ report }) => report?.awaited ?? []),
  };
}

function settleRank(
  rank: Rank,
  facts: TieFacts,
): { ranks: SettledRanking['ranking']; report: TieReport | null } {
  const tied = rank.candidates
    .map((position) => contender(facts, position))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const only = tied[0];
  if (only && tied.length === 1)
    return { ranks: [{ rank: rank.rank, candidates: [only.id] }], report: null };
  const report = reportTie(rank.rank, tied, facts);
  return { ranks: ranksFrom(rank.rank, report.order), report };
}

function reportTie(rank: number, tied: readonly TieContender[], facts: TieFacts): TieReport {
  const at = placeOfTie(rank, tied.length, facts.places);
  const steps: TieStepUse[] = [];
  let classes: readonly (readonly TieContender[])[] = [tied];
  for (const step of facts.policy) {
    if (isStrict(classes)) break;
    if (step.kind === 'ask' && at === 'below') continue;
    classes = classes.flatMap((same) => applyStep(step, same, rank, facts, steps));
    if (step.kind === 'ask') break;
  }
  if (!isStrict(classes) && at !== 'below' && !facts.policy.some(({ kind }) => kind === 'ask'))
    classes = classes.flatMap((same) => applyStep({ kind: 'ask' }, same, rank, facts, steps));
  const order = classes.map(idsOf);
  return {
    candidates: idsOf(tied),
    rank,
    at,
    steps,
    resolvedBy: isStrict(classes) ? (steps.at(-1)?.by ?? null) : null,
    order,
    awaited: at === 'below' ? [] : order.filter(({ length }) => length > 1),
  };
}

function applyStep(
  step: TieStep,
  same: readonly TieContender[],
  rank: number,
  facts: TieFacts,
  steps: TieStepUse[],
): readonly (readonly TieContender[])[] {
  if (same.length === 1) return [same];
  const classes = separate(step, same, rank, facts);
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
  same: readonly TieContender[],
  rank: number,
  { lot, decisions }: TieFacts,
): readonly (readonly TieContender[])[] {
  switch (step.kind) {
    case 'earlier-stage':
      return byEarlierStage(same);
    case 'elder':
      return byBirth(same, (a, b) => (a < b ? -1 : a > b ? 1 : 0));
    case 'younger':
      return byBirth(same, (a, b) => (a > b ? -1 : a < b ? 1 : 0));
    case 'group':
      return classesOf(same, (a, b) => belongs(b, step.group) - belongs(a, step.group));
    case 'lot':
      return drawOrder(lot, lotPurpose(rank, same), same).map((one) => [one]);
    case 'ask':
      return byDecision(same, decisions);
  }
}

/** What a lot among tied candidates is drawn for; part of the draw, so that two ties never share one. */
export function lotPurpose(rank: number, tied: readonly { readonly id: string }[]): string {
  return `tie/${rank}/${tied.map(({ id }) => id).join(',')}`;
}

/** The most recent earlier stage in which all of them stood and which does not put them all equal. */
function byEarlierStage(same: readonly TieContender[]): readonly (readonly TieContender[])[] {
  const stages = Math.max(...same.map(({ earlierStages }) => earlierStages.length));
  for (let stage = 0; stage < stages; stage++) {
    const shares = new Map(same.map((one) => [one, one.earlierStages[stage] ?? null]));
    const share = (one: TieContender): Fraction | null => shares.get(one) ?? null;
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
  same: readonly TieContender[],
  compare: (a: CalendarDate, b: CalendarDate) => number,
): readonly (readonly TieContender[])[] {
  if (same.some(({ birthDate }) => birthDate === null)) return [same];
  return classesOf(same, (a, b) =>
    a.birthDate !== null && b.birthDate !== null ? compare(a.birthDate, b.birthDate) : 0,
  );
}

function byDecision(
  same: readonly TieContender[],
  decisions: readonly TieDecision[],
): readonly (readonly TieContender[])[] {
  const decision = decisions.find(
    ({ order }) =>
      order.length === same.length && same.every(({ id }) => order.filter((x) => x === id).length),
  );
  if (!decision) return [same];
  const rankOf = ({ id }: TieContender): number => decision.order.indexOf(id);
  return classesOf(same, (a, b) => rankOf(a) - rankOf(b));
}

function classesOf(
  same: readonly TieContender[],
  compare: (a: TieContender, b: TieContender) => number,
): readonly (readonly TieContender[])[] {
  const classes: TieContender[][] = [];
  for (const one of [...same].sort(compare)) {
    const last = classes.at(-1);
    const sample = last?.[0];
    if (last && sample && compare(sample, one) === 0) last.push(one);
    else classes.push([one]);
  }
  return classes;
}

function ranksFrom(
  first: number,
  order: readonly (readonly string[])[],
): SettledRanking['ranking'] {
  let rank = first;
  return order.map((candidates) => {
    const here = { rank, candidates };
    rank += candidates.length;
    return here;
  });
}

function placeOfTie(rank: number, tied: number, places: number): TiePlace {
  if (rank > places) return 'below';
  return rank + tied - 1 > places ? 'cut' : 'elected';
}

function contender({ contenders }: TieFacts, position: number): TieContender {
  const found = contenders[position];
  if (!found) throw new Error(`Impossible: no candidate on position ${position}`);
  return found;
}

function belongs({ groups }: TieContender, group: string): number {
  return groups.includes(group) ? 1 : 0;
}

function isStrict(classes: readonly (readonly unknown[])[]): boolean {
  return classes.every(({ length }) => length === 1);
}

function idsOf(contenders: readonly TieContender[]): readonly string[] {
  return contenders.map(({ id }) => id);
}
