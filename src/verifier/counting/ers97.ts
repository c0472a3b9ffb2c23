import { type Finding, type Method, type Question } from './election.js';
import {
  digits,
  dividedBy,
  exact,
  minus,
  order,
  plus,
  sumOf,
  times,
  truncated,
  type ExactNumber,
} from './exact-number.js';

import { sharedFirst } from './preferences.js';
import { TransferCount } from './transfer-count.js';
import {
  ask,
  byMost,
  finished,
  hasNewcomer,
  isNew,
  isOver,
  removable,
  vacancies,
  writeRound,
  type RoundFacts,
} from './transfer-record.js';

/** The rules of the Electoral Reform Society, 3rd edition 1997: the surplus goes on with the last parcel, batch by batch. */
export const ers97: Method = {
  fault: sharedFirst,
  count: (question) => new Ers97Count(question).run(),
};

const earliest = { kind: 'earlier-round', direction: 'forwards', many: 'narrow' };

class Ers97Count extends TransferCount {
  private nonTransferable: ExactNumber;
  private quota = exact(0);
  private leaving: readonly number[] = [];

  constructor(question: Question) {
    super(question, 2);
    this.nonTransferable = this.heaps.exhausted;
  }

  protected round(): Finding | null {
    if (this.record.elected.length === 0) this.quota = this.currentQuota();
    const elected = this.deemElected();
    if (isOver(this.record, this.hopeful)) return this.complete(elected, []);
    if (this.leaving.length > 0) return this.passBatch(elected, []);
    const together = this.excludedTogether();
    if (together.length === 0 && this.pending.size > 0) return this.passSurplus(elected);
    const excluded = together.length > 0 ? together : this.lowest();
    if (!excluded) return this.wait(elected);
    this.exclude(excluded);
    if (isOver(this.record, this.hopeful)) return this.complete(elected, excluded);
    this.leaving = excluded;
    return this.passBatch(elected, excluded);
  }

  /** 5.1.6, 5.4.8: to two decimals, rounded up, of the votes that are still transferable. */
  private currentQuota(): ExactNumber {
    const votes = minus(exact(this.heaps.valid), this.nonTransferable);
    const shared = dividedBy(votes, exact(this.question.seats + 1));
    const cut = truncated(shared, 2);
    return order(cut, shared) === 0 ? cut : plus(cut, exact(1, 100));
  }

  /** 5.1.7, 5.3.13, 5.4.9, 5.6. */
  private deemElected(): readonly number[] {
    const elected: number[] = [];
    while (vacancies(this.record) > 0 && !hasNewcomer(this.record)) {
      const most = byMost(this.hopeful, this.of)[0] ?? [];
      if (most.length === 0 || !this.hasEnough(this.of(most[0] ?? -1))) break;
      const chosen = this.chosenOf(most);
      this.record.elected.push(...byMost(chosen, this.of));
      for (const one of chosen) {
        this.hopeful.delete(one);
        elected.push(one);
        if (order(this.of(one), this.quota) > 0) this.pending.add(one);
      }
      if (chosen.length < most.length) break;
    }
    return elected;
  }

  private hasEnough(votes: ExactNumber): boolean {
    if (votes.over === 0n) return false;
    if (order(votes, this.quota) >= 0) return true;
    const kept = this.record.elected
      .flat()
      .map((one) => (order(this.of(one), this.quota) < 0 ? this.of(one) : this.quota));
    const active = minus(minus(exact(this.heaps.valid), this.nonTransferable), sumOf(kept));
    return order(times(votes, exact(vacancies(this.record) + 1)), active) >= 0;
  }

  private chosenOf(equals: readonly number[]): readonly number[] {
    if (!this.question.placed) return this.aheadEarliest(equals, vacancies(this.record));
    const fresh = equals.filter((one) => isNew(this.question, one));
    const chosen = this.aheadEarliest(fresh, 1);
    return equals.filter((one) => !fresh.includes(one) || chosen.includes(one));
  }

  /** 5.6.2: of more equals than places those who were ahead first; those who never were are not elected yet. */
  private aheadEarliest(tied: readonly number[], places: number): readonly number[] {
    if (tied.length <= places) return tied;
    const book = { ...this.question.ties, policy: [earliest], decisions: [] };
    const { classes, report } = ask(this.record, { tied, at: 'election', wanted: 'order' }, book);
    this.record.ties[this.record.ties.length - 1] = { ...report, awaited: [] };
    const chosen: number[] = [];
    for (const same of classes) {
      if (chosen.length + same.length > places) break;
      chosen.push(...same);
    }
    return chosen;
  }

  /** 5.2.5: as many as possible who, with all surpluses, do not pass the next one. */
  private excludedTogether(): readonly number[] {
    const rising = byMost(removable(this.question, this.hopeful), this.of).reverse().flat();
    const most = this.hopeful.size - vacancies(this.record);
    let together = sumOf([...this.pending].map((one) => minus(this.of(one), this.quota)));
    let going = 0;
    for (let size = 1; size <= most; size++) {
      const [highest, next] = [this.of(rising[size - 1] ?? -1), this.of(rising[size] ?? -1)];
      together = plus(together, highest);
      if (order(highest, next) < 0 && order(together, next) <= 0) going = size;
    }
    return rising.slice(0, going);
  }

  /** 5.3: the transferable papers of the last batch, at the surplus divided by their number, never above their value. */
  private passSurplus(elected: readonly number[]): Finding | null {
    const from = this.largestSurplus();
    if (from === null) return this.wait(elected);
    this.write(elected, [], { from: [from], kind: 'surplus' });
    this.pending.delete(from);
    const { heaps } = this;
    const surplus = minus(this.of(from), this.quota);
    const held = heaps.heldBy([from]);
    let last = 0;
    for (const paper of held) last = Math.max(last, heaps.transferOf(paper));
    const going = held.filter((paper) => heaps.transferOf(paper) === last && heaps.goesOn(paper));
    const papers = exact(heaps.votersOf(going));
    heaps.transfers += 1;
    let passed = exact(0);
    if (going.length > 0) {
      const value = heaps.valueOf(going[0] ?? 0);
      const isMore = order(times(papers, value), surplus) > 0;
      const worth = isMore ? truncated(dividedBy(surplus, papers), 2) : value;
      heaps.setValue(going, () => worth);
      heaps.passAll(going);
      passed = times(papers, worth);
    }
    this.kept.set(from, this.quota);
    this.nonTransferable = plus(this.nonTransferable, minus(surplus, passed));
    return null;
  }

  /** 5.4: the papers of the excluded of the highest value. */
  private passBatch(elected: readonly number[], excluded: readonly number[]): null {
    const { heaps, leaving } = this;
    this.write(elected, excluded, { from: leaving, kind: 'exclusion' });
    const held = heaps.heldBy(leaving);
    let highest = exact(-1);
    const seen = new Set<string>();
    for (const paper of held) {
      const value = heaps.valueOf(paper);
      const key = `${value.over}/${value.under}`;
      if (!seen.has(key) && order(value, highest) > 0) highest = value;
      seen.add(key);
    }
    const batch = held.filter((paper) => order(heaps.valueOf(paper), highest) === 0);
    const before = heaps.exhausted;
    heaps.transfers += 1;
    heaps.passAll(batch);
    this.nonTransferable = plus(this.nonTransferable, minus(heaps.exhausted, before));
    if (batch.length === held.length) this.leaving = [];
    return null;
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
    writeRound(this.record, {
      votes: this.votes,
      nonTransferable: this.nonTransferable,
      lost: exact(0),
      quota: digits(this.quota, 2),
      elected,
      excluded,
      ...(transfer ? { transfer } : {}),
    });
  }
}
