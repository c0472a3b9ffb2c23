import { classesBy } from './classes.js';
import { standingIn, type Finding, type Question, type Round } from './election.js';
import { digits, exact, order, type ExactNumber } from './exact-number.js';
import { breakTie, type Broken, type MidCountTie, type TieBook, type TieReport } from './ties.js';

type Classes = (readonly number[])[];

/** What is written down while votes go from candidate to candidate. */
export interface TransferRecord {
  readonly question: Question;
  readonly decimals: number;
  readonly rounds: Round[];
  /** The votes at the beginning of each round. */
  readonly history: (readonly ExactNumber[])[];
  readonly elected: Classes;
  readonly excluded: Classes;
  readonly ties: TieReport[];
}

export function newRecord(question: Question, decimals: number): TransferRecord {
  const empty = { rounds: [], history: [], elected: [], excluded: [], ties: [] };
  return { question, decimals, ...empty };
}

export function vacancies({ question, elected }: TransferRecord): number {
  return question.seats - elected.flat().length;
}

/** Whether a count that fills a list from the top has elected somebody who was not on it. */
export function hasNewcomer({ question, elected }: TransferRecord): boolean {
  return elected.flat().some((one) => isNew(question, one));
}

/** Whether a list is filled from the top, and this candidate is not on it yet. */
export function isNew({ placed }: Question, one: number): boolean {
  return placed !== undefined && !placed.has(one);
}

/** Those who may be excluded: all, or those who are not on the list yet. */
export function removable(question: Question, hopeful: Iterable<number>): number[] {
  const all = [...hopeful].sort((a, b) => a - b);
  return question.placed ? all.filter((one) => isNew(question, one)) : all;
}

export function isOver(record: TransferRecord, hopeful: ReadonlySet<number>): boolean {
  const open = vacancies(record);
  return open <= 0 || hopeful.size <= open || hasNewcomer(record);
}

/** Classes of equal votes, most votes first. */
export function byMost(
  positions: Iterable<number>,
  votes: (position: number) => ExactNumber,
): number[][] {
  return classesBy([...positions], (a, b) => order(votes(b), votes(a)));
}

/** Puts a question about tied candidates to the policy. */
export function ask(
  record: TransferRecord,
  tie: Pick<MidCountTie, 'tied' | 'at' | 'wanted'>,
  book: TieBook = record.question.ties,
): Broken {
  const { history } = record;
  const past = {
    rounds: history.length,
    compare: (round: number, a: number, b: number) =>
      order(history[round]?.[a] ?? exact(0), history[round]?.[b] ?? exact(0)),
  };
  const broken = breakTie({ ...tie, round: record.rounds.length + 1, history: past }, book);
  record.ties.push(broken.report);
  return broken;
}

/** The one who goes on, or goes, first; null while the tie is open. */
export function theOne(
  record: TransferRecord,
  tied: readonly number[],
  at: MidCountTie['at'],
  book: TieBook = record.question.ties,
): number | null {
  if (tied.length === 1) return tied[0] ?? null;
  const wanted = at === 'exclusion' ? 'worst' : 'best';
  const { decided, classes } = ask(record, { tied, at, wanted }, book);
  return decided ? (classes.at(wanted === 'best' ? 0 : -1)?.[0] ?? null) : null;
}

/** What a round says besides its votes. */
export interface RoundFacts {
  readonly votes: readonly ExactNumber[];
  readonly nonTransferable: ExactNumber;
  readonly lost: ExactNumber;
  readonly quota?: string;
  readonly elected: readonly number[];
  readonly excluded: readonly number[];
  readonly transfer?: { readonly from: readonly number[]; readonly kind: string };
  readonly more?: Readonly<Record<string, readonly string[]>>;
}

export function writeRound(record: TransferRecord, facts: RoundFacts): void {
  const { decimals, rounds, history } = record;
  const { votes, nonTransferable, lost, quota, transfer, more } = facts;
  const text = (number: ExactNumber) => (number.over === 0n ? '0' : digits(number, decimals));
  history.push(votes);
  rounds.push({
    number: rounds.length + 1,
    votes: votes.map((number) => digits(number, decimals)),
    elected: [...facts.elected],
    excluded: [...facts.excluded],
    ...(quota === undefined ? {} : { quota }),
    nonTransferable: text(nonTransferable),
    roundingLoss: text(lost),
    ...(transfer ? { transfer } : {}),
    ...more,
  });
}

/** The elected in order, whoever is left, the excluded, the last first. */
export function finished(record: TransferRecord, left: Classes): Finding {
  const { elected, excluded, rounds, ties } = record;
  const ranking = [...elected, ...left, ...excluded.toReversed()];
  return { elected: elected.flat(), ranking, rounds, ties, working: { kind: 'transfers' } };
}

/** A count that waits for the commission: the elected so far, and all others on one rank. */
export function waiting(record: TransferRecord): Finding {
  const elected = record.elected.flat();
  const others = standingIn(record.question).filter((one) => !elected.includes(one));
  return finished({ ...record, excluded: [] }, [others]);
}
