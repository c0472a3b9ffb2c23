import { type Finding, type Method, type Question } from './election.js';
import {
  digits,
  dividedBy,
  exact,
  isWholeNumber,
  minus,
  order,
  plus,
  ratioText,
  sumOf,
  times,
  truncated,
  type ExactNumber,
} from './exact-number.js';

import { sharedFirst } from './preferences.js';
import type { TieBook } from './ties.js';
import { TransferCount } from './transfer-count.js';
import {
  byMost,
  finished,
  isNew,
  isOver,
  removable,
  theOne,
  vacancies,
  writeRound,
  type RoundFacts,
} from './transfer-record.js';

/** A rule by which the surplus goes on with all papers of a candidate, each at a reduced value. */
interface InclusiveRule {
  readonly decimals: number;
  readonly exact: boolean;
  readonly quota: (valid: number, seats: number) => ExactNumber;
  readonly quotaText: (quota: ExactNumber) => string;
  readonly reaches: (votes: ExactNumber, quota: ExactNumber) => boolean;
  readonly newValue: (value: ExactNumber, surplus: ExactNumber, votes: ExactNumber) => ExactNumber;
  readonly transfersZero: boolean;
  /** Whether the papers of the last excluded are passed on before the last vacancies are filled. */
  readonly passesOnLast: boolean;
  readonly batches: boolean;
  /** Whether a stated order is read as "the earliest in it goes". */
  readonly earliestGoes: boolean;
}

const decimal = (decimals: number) => (number: ExactNumber) => digits(number, decimals);
const reached = (votes: ExactNumber, quota: ExactNumber) => order(votes, quota) >= 0;

/** Scottish local government elections order 2007, rules 45 to 52. */
export const scottish = inclusive({
  decimals: 5,
  exact: false,
  quota: (valid, seats) => exact(Math.floor(valid / (seats + 1)) + 1),
  quotaText: decimal(0),
  reaches: reached,
  newValue: (value, surplus, votes) => truncated(dividedBy(times(surplus, value), votes), 5),
  transfersZero: false,
  passesOnLast: true,
  batches: false,
  earliestGoes: false,
});

/** In exact fractions: more than V / (s + 1) elects. */
export const wigm = inclusive({
  decimals: 12,
  exact: true,
  quota: (valid, seats) => exact(valid, seats + 1),
  quotaText: decimal(12),
  reaches: (votes, quota) => order(votes, quota) > 0,
  newValue: (value, surplus, votes) => dividedBy(times(surplus, value), votes),
  transfersZero: false,
  passesOnLast: true,
  batches: false,
  earliestGoes: false,
});

/** The reference WIGM rule of the PR Foundation. */
export function prfWigm(defeat: string): Method {
  return inclusive({
    decimals: 4,
    exact: false,
    quota: (valid, seats) => plus(truncated(exact(valid, seats + 1), 4), exact(1, 10_000)),
    quotaText: decimal(4),
    reaches: reached,
    newValue: (value, surplus, votes) =>
      truncated(dividedBy(truncated(times(value, surplus), 4), votes), 4),
    transfersZero: true,
    passesOnLast: false,
    batches: defeat === 'batch',
    earliestGoes: true,
  });
}

function inclusive(rule: InclusiveRule): Method {
  return { fault: sharedFirst, count: (question) => new InclusiveCount(rule, question).run() };
}

class InclusiveCount extends TransferCount {
  private readonly quota: ExactNumber;

  constructor(
    private readonly rule: InclusiveRule,
    question: Question,
  ) {
    super(question, rule.decimals);
    this.quota = rule.quota(this.heaps.valid, question.seats);
  }

  protected round(): Finding | null {
    const elected = this.elect();
    if (!elected) return this.wait([]);
    if (isOver(this.record, this.hopeful)) return this.complete(elected, []);
    const losers = this.rule.batches ? this.sureLosers() : [];
    if (losers.length === 0 && this.pending.size > 0) return this.passSurplus(elected);
    const excluded = losers.length > 0 ? losers : this.lowest(this.exclusionBook());
    if (!excluded) return this.wait(elected);
    this.exclude(excluded);
    if (!this.rule.passesOnLast && isOver(this.record, this.hopeful))
      return this.complete(elected, excluded);
    this.write(elected, excluded, { from: excluded, kind: 'exclusion' });
    this.heaps.passAll(this.heaps.heldBy(excluded));
    return null;
  }

  /** Whoever has enough, most votes first; of newcomers to a list only one. */
  private elect(): readonly number[] | null {
    let chosen = [...this.hopeful]
      .sort((a, b) => a - b)
      .filter((one) => this.rule.reaches(this.of(one), this.quota));
    const fresh = chosen.filter((one) => isNew(this.question, one));
    if (fresh.length > 0) {
      const one = theOne(this.record, byMost(fresh, this.of)[0] ?? [], 'election');
      if (one === null) return null;
      chosen = chosen.filter((other) => other === one || !fresh.includes(other));
    }
    const elected = byMost(chosen, this.of);
    this.record.elected.push(...elected);
    for (const one of chosen) {
      this.hopeful.delete(one);
      if (this.rule.transfersZero || order(this.of(one), this.quota) > 0) this.pending.add(one);
    }
    return elected.flat();
  }

  private passSurplus(elected: readonly number[]): Finding | null {
    const from = this.largestSurplus();
    if (from === null) return this.wait(elected);
    this.write(elected, [], { from: [from], kind: 'surplus' });
    this.pending.delete(from);
    const votes = this.of(from);
    const surplus = minus(votes, this.quota);
    const papers = this.heaps.heldBy([from]);
    this.heaps.setValue(papers, (value) => this.rule.newValue(value, surplus, votes));
    this.heaps.passAll(papers);
    this.kept.set(from, this.quota);
    return null;
  }

  private exclusionBook(): TieBook {
    const { ties } = this.question;
    return this.rule.earliestGoes ? { ...ties, lastFirst: !ties.lastFirst } : ties;
  }

  /** The most who have, with all surpluses, less than the next one. */
  private sureLosers(): readonly number[] {
    const rising = byMost(removable(this.question, this.hopeful), this.of).reverse().flat();
    const most = this.hopeful.size - vacancies(this.record);
    let together = sumOf([...this.pending].map((one) => minus(this.of(one), this.quota)));
    let going = 0;
    for (let size = 1; size <= most; size++) {
      together = plus(together, this.of(rising[size - 1] ?? -1));
      if (order(together, this.of(rising[size] ?? -1)) < 0) going = size;
    }
    return rising.slice(0, going);
  }

  private complete(elected: readonly number[], excluded: readonly number[]): Finding {
    const last = this.lastSeats();
    this.write([...elected, ...last], excluded);
    return finished(this.record, byMost(this.hopeful, this.of));
  }

  protected write(
    elected: readonly number[],
    excluded: readonly number[],
    transfer?: RoundFacts['transfer'],
  ): void {
    const { votes, rule, quota } = this;
    const { exhausted, valid } = this.heaps;
    const fractions = rule.exact && !votes.every(isWholeNumber);
    writeRound(this.record, {
      votes,
      nonTransferable: exhausted,
      lost: minus(exact(valid), plus(sumOf(votes), exhausted)),
      quota: rule.quotaText(quota),
      elected,
      excluded,
      ...(transfer ? { transfer } : {}),
      ...(fractions ? { more: { exactVotes: votes.map(ratioText) } } : {}),
    });
  }
}
