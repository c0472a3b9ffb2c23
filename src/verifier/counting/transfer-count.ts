import { standingIn, type Finding, type Question } from './election.js';
import { exact, type ExactNumber } from './exact-number.js';
import { PaperHeaps } from './paper-heaps.js';
import { strictOrders } from './preferences.js';
import type { TieBook } from './ties.js';
import {
  byMost,
  isNew,
  newRecord,
  removable,
  theOne,
  vacancies,
  waiting,
  type RoundFacts,
  type TransferRecord,
} from './transfer-record.js';

/** What counts by transfers have in common: papers in heaps, and round after round until the seats are filled or a tie waits. */
export abstract class TransferCount {
  protected readonly record: TransferRecord;
  protected readonly hopeful: Set<number>;
  protected readonly heaps: PaperHeaps;
  /** The elected whose surplus has not gone on. */
  protected readonly pending = new Set<number>();
  /** What the elected keep whose surplus has. */
  protected readonly kept = new Map<number, ExactNumber>();
  /** What everybody has at the beginning of the round. */
  protected votes: readonly ExactNumber[] = [];

  constructor(
    protected readonly question: Question,
    decimals: number,
  ) {
    this.record = newRecord(question, decimals);
    this.hopeful = new Set(standingIn(question));
    const orders = strictOrders(question.papers);
    this.heaps = new PaperHeaps(orders, question.form.candidates, this.hopeful);
  }

  run(): Finding {
    for (;;) {
      this.votes = this.heaps.votes().map((held, one) => this.kept.get(one) ?? held);
      const found = this.round();
      if (found) return found;
    }
  }

  protected readonly of = (one: number): ExactNumber => this.votes[one] ?? exact(0);

  /** One round; what was found once the count is over or waits. */
  protected abstract round(): Finding | null;

  protected abstract write(
    elected: readonly number[],
    excluded: readonly number[],
    transfer?: RoundFacts['transfer'],
  ): void;

  /** The count as it waits for the commission. */
  protected wait(elected: readonly number[]): Finding {
    this.write(elected, []);
    return waiting(this.record);
  }

  /** Whoever has the largest surplus; null while several have it. */
  protected largestSurplus(): number | null {
    return theOne(this.record, byMost(this.pending, this.of)[0] ?? [], 'surplus');
  }

  /** Whoever has the fewest votes; null while several have them. */
  protected lowest(book: TieBook = this.question.ties): readonly number[] | null {
    const last = byMost(removable(this.question, this.hopeful), this.of).at(-1) ?? [];
    const one = theOne(this.record, last, 'exclusion', book);
    return one === null ? null : [one];
  }

  protected exclude(those: readonly number[]): void {
    this.record.excluded.push(...byMost(those, this.of).reverse());
    for (const one of those) this.hopeful.delete(one);
  }

  /** Fills the last vacancies with whoever is left, where a list is filled from the top with those on it only. */
  protected lastSeats(): readonly number[] {
    const { record, question } = this;
    if (vacancies(record) <= 0) return [];
    const onlyPlaced = record.elected.flat().some((one) => isNew(question, one));
    const last = byMost(this.hopeful, this.of)
      .flat()
      .filter((one) => !onlyPlaced || question.placed?.has(one) === true);
    record.elected.push(...byMost(last, this.of));
    for (const one of last) this.hopeful.delete(one);
    return last;
  }
}
