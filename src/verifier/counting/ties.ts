import { drawn } from '../bytes/lot.js';
import { classesBy } from './classes.js';
import { classesByFacts, type TieFacts } from './tie-facts.js';

/** A step of a tie policy, as the rule set writes it. */
export interface TieStep {
  readonly kind: string;
  readonly direction?: string | undefined;
  readonly many?: string | undefined;
  readonly group?: string | undefined;
}

/** How a step separated the tied: classes of candidates by id, best first. */
export interface StepUse {
  readonly by: string;
  readonly group?: string | undefined;
  readonly classes: readonly (readonly string[])[];
}

/** A tie as a result reports it. */
export interface TieReport {
  readonly candidates: readonly string[];
  readonly rank?: number;
  readonly round?: number;
  readonly at: string;
  readonly steps: readonly StepUse[];
  readonly resolvedBy: string | null;
  readonly order: readonly (readonly string[])[];
  readonly awaited: readonly (readonly string[])[];
}

/** What ties are broken by. */
export interface TieBook {
  /** The candidates by position. */
  readonly ids: readonly string[];
  readonly policy: readonly TieStep[];
  /** What a lot is drawn from. */
  readonly seed: string;
  /** Orders that the commission decided. */
  readonly decisions: readonly (readonly string[])[];
  /** What steps by age, group and earlier stage look at. */
  readonly facts: TieFacts;
  /**
   * How steps separated candidates, as the result says it. Where the facts are nobody's business this is taken on trust, and
   * the step is noted in `trusted`.
   */
  readonly stated: readonly StepUse[];
  readonly trusted: Set<string>;
  /** The positions in the order of the ballot, or turned round, where a rule reads a stated order in its own way. */
  readonly lastFirst?: boolean;
}

/** The votes of rounds that are over: negative, zero or positive as the first had fewer, as many or more. */
export interface History {
  readonly rounds: number;
  readonly compare: (round: number, a: number, b: number) => number;
}

export const noHistory: History = { rounds: 0, compare: () => 0 };

type Classes = readonly (readonly number[])[];

interface Inquiry {
  readonly book: TieBook;
  readonly purpose: string;
  readonly history: History;
}

/** A tie in the middle of a count, and what must be set apart. */
export interface MidCountTie {
  readonly tied: readonly number[];
  readonly at: 'election' | 'exclusion' | 'surplus';
  readonly round: number;
  readonly wanted: 'best' | 'worst' | 'order';
  readonly history: History;
}

/** The tie in classes, best first, and the report; `decided` where what was wanted is set apart. */
export interface Broken {
  readonly classes: Classes;
  readonly decided: boolean;
  readonly report: TieReport;
}

/** Breaks a tie in the middle of a count, no further than the count needs. */
export function breakTie(tie: MidCountTie, book: TieBook): Broken {
  const { at, round, wanted, history } = tie;
  const inquiry = { book, purpose: `tie/${at}/${round}/`, history };
  const isEnough = (classes: Classes) => isSetApart(classes, wanted);
  const tied = byId(tie.tied, book);
  const { classes, steps } = separate(tied, endingInAsk(book.policy), inquiry, isEnough);
  const decided = isEnough(classes);
  const open =
    wanted === 'best' ? classes.slice(0, 1) : wanted === 'worst' ? classes.slice(-1) : classes;
  const report = {
    candidates: idsOf(tied, book),
    round,
    at,
    steps,
    resolvedBy: decided ? (steps.at(-1)?.by ?? null) : null,
    order: classes.map((same) => idsOf(same, book)),
    awaited: open.filter(({ length }) => length > 1).map((same) => idsOf(same, book)),
  };
  return { classes, decided, report };
}

/** A ranking after the policy: classes with their ranks, and what was done about ties. */
export interface Settled {
  readonly ranking: readonly { readonly rank: number; readonly candidates: readonly string[] }[];
  readonly ties: readonly TieReport[];
}

/** Breaks the ties of a ranking; what matters and stays open waits for the commission. */
export function settle(
  classes: Classes,
  places: number,
  { book, history }: Omit<Inquiry, 'purpose'>,
): Settled {
  const ranking: { rank: number; candidates: readonly string[] }[] = [];
  const ties: TieReport[] = [];
  let rank = 1;
  for (const same of classes) {
    const report = same.length > 1 ? settleClass(rank, same, places, { book, history }) : null;
    if (report) ties.push(report);
    for (const candidates of report?.order ?? [idsOf(same, book)]) {
      ranking.push({ rank, candidates });
      rank += candidates.length;
    }
  }
  return { ranking, ties };
}

function settleClass(
  rank: number,
  same: readonly number[],
  places: number,
  { book, history }: Omit<Inquiry, 'purpose'>,
): TieReport {
  const at = rank > places ? 'below' : rank + same.length - 1 > places ? 'cut' : 'elected';
  const policy =
    at === 'below' ? book.policy.filter(({ kind }) => kind !== 'ask') : endingInAsk(book.policy);
  const tied = byId(same, book);
  const inquiry = { book, purpose: `tie/${rank}/`, history };
  const { classes, steps } = separate(tied, policy, inquiry, isStrict);
  const order = classes.map((equal) => idsOf(equal, book));
  return {
    candidates: idsOf(tied, book),
    rank,
    at,
    steps,
    resolvedBy: isStrict(classes) ? (steps.at(-1)?.by ?? null) : null,
    order,
    awaited: at === 'below' ? [] : order.filter(({ length }) => length > 1),
  };
}

function separate(
  tied: readonly number[],
  policy: readonly TieStep[],
  inquiry: Inquiry,
  isEnough: (classes: Classes) => boolean,
): { readonly classes: Classes; readonly steps: readonly StepUse[] } {
  const steps: StepUse[] = [];
  let classes: Classes = [tied];
  for (const step of policy) {
    if (isEnough(classes)) break;
    classes = classes.flatMap((same) => {
      if (same.length === 1) return [same];
      const apart = byStep(step, same, inquiry);
      if (apart.length > 1) steps.push(useOf(step, apart, inquiry.book));
      return apart;
    });
    // What stands after `ask` is not tried: the commission has the last word.
    if (step.kind === 'ask') break;
  }
  return { classes, steps };
}

function useOf({ kind, group }: TieStep, apart: Classes, book: TieBook): StepUse {
  const classes = apart.map((same) => idsOf(same, book));
  return { by: kind, ...(kind === 'group' && group !== undefined ? { group } : {}), classes };
}

function byStep(step: TieStep, same: readonly number[], inquiry: Inquiry): Classes {
  const { book, purpose, history } = inquiry;
  const ids = idsOf(same, book);
  switch (step.kind) {
    case 'earlier-round':
      return byRounds(same, step, history);
    case 'first-preferences':
      return byRounds(same, {}, { ...history, rounds: Math.min(1, history.rounds) });
    case 'stated-order':
      return classesBy(same, (a, b) => (book.lastFirst ? b - a : a - b));
    case 'lot':
      return drawn(book.seed, `${purpose}${ids.join(',')}`, same.length).map((at) => [
        same[at] ?? 0,
      ]);
    case 'ask':
      return asDecided(same, book);
    default: {
      const classes = classesByFacts(step, ids, book.facts);
      return classes ? positionsOf(classes, book) : asStated(step, same, book);
    }
  }
}

function positionsOf(classes: readonly (readonly string[])[], { ids }: TieBook): Classes {
  return classes.map((equal) => equal.map((id) => ids.indexOf(id)));
}

function byRounds(same: readonly number[], step: Omit<TieStep, 'kind'>, history: History): Classes {
  const rounds = Array.from({ length: history.rounds }, (_, at) => at);
  if (step.direction === 'backwards') rounds.reverse();
  let classes: Classes = [same];
  for (const round of rounds) {
    const apart = classes.flatMap((tied) =>
      stableClasses(tied, (a, b) => history.compare(round, b, a)),
    );
    if (step.many !== 'all-differ' || isStrict(apart)) classes = apart;
    if (isStrict(classes)) break;
  }
  return classes;
}

function asDecided(same: readonly number[], book: TieBook): Classes {
  const ids = idsOf(same, book);
  const order = book.decisions.find(
    (decided) => decided.length === ids.length && ids.every((id) => decided.includes(id)),
  );
  return order ? order.map((id) => [book.ids.indexOf(id)]) : [same];
}

/** A step that looks at what is nobody's business: as the result says it, if it says it of exactly these. */
function asStated(step: TieStep, same: readonly number[], book: TieBook): Classes {
  const ids = idsOf(same, book);
  const use = book.stated.find(
    ({ by, group, classes }) =>
      by === step.kind && group === step.group && isSameSet(classes.flat(), ids),
  );
  if (!use) return [same];
  book.trusted.add(step.kind);
  return positionsOf(use.classes, book);
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && new Set(a).size === a.length && a.every((id) => b.includes(id));
}

/** Classes by a comparison, equals in the order they had. */
function stableClasses(
  positions: readonly number[],
  compare: (a: number, b: number) => number,
): number[][] {
  const classes: number[][] = [];
  for (const one of [...positions].sort(compare)) {
    const last = classes.at(-1);
    if (last?.[0] !== undefined && compare(last[0], one) === 0) last.push(one);
    else classes.push([one]);
  }
  return classes;
}

/** Tied candidates in the order of their ids, so that a lot rests on nothing else. */
function byId(positions: readonly number[], { ids }: TieBook): readonly number[] {
  const id = (position: number) => ids[position] ?? '';
  return [...positions].sort((a, b) => (id(a) < id(b) ? -1 : 1));
}

function idsOf(positions: readonly number[], { ids }: TieBook): readonly string[] {
  return positions.map((position) => ids[position] ?? '');
}

function endingInAsk(policy: readonly TieStep[]): readonly TieStep[] {
  return policy.some(({ kind }) => kind === 'ask') ? policy : [...policy, { kind: 'ask' }];
}

function isStrict(classes: Classes): boolean {
  return classes.every(({ length }) => length === 1);
}

function isSetApart(classes: Classes, wanted: MidCountTie['wanted']): boolean {
  if (wanted === 'order') return isStrict(classes);
  return classes.at(wanted === 'best' ? 0 : -1)?.length === 1;
}
