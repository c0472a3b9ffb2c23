import { everybody } from './classes.js';
import { standingIn, type Finding, type Method, type Question } from './election.js';
import { digits, exact, minus, sumOf, type ExactNumber } from './exact-number.js';
import { sharedFirst, strictOrders } from './preferences.js';
import {
  ask,
  byMost,
  finished,
  newRecord,
  waiting,
  writeRound,
  type TransferRecord,
} from './transfer-record.js';

/** The reference rule for Meek's method of the PR Foundation, in billionths. */
export const meek: Method = {
  fault: sharedFirst,
  count: (question) => new MeekCount(question).run(),
};

const one = 1_000_000_000n;
/** A: the surplus below which nothing is iterated any more: 0.000001. */
const omega = 1_000n;

interface Iteration {
  readonly votes: readonly bigint[];
  readonly factors: readonly bigint[];
  readonly quota: bigint | null;
  readonly surplus: bigint;
  readonly reached: readonly number[];
}

/** Papers by the way they begin: everything that begins alike is worth alike. */
interface Way {
  readonly next: Map<number, Way>;
  voters: number;
}

class MeekCount {
  private readonly record: TransferRecord;
  private readonly hopeful: Set<number>;
  private readonly factors: bigint[];
  private readonly ways: Way = { next: new Map(), voters: 0 };
  private valid = 0;

  constructor(private readonly question: Question) {
    this.record = newRecord(question, 9);
    this.hopeful = new Set(standingIn(question));
    this.factors = everybody(question.form.candidates).map((who) =>
      this.hopeful.has(who) ? one : 0n,
    );
    for (const [order, voters] of strictOrders(question.papers)) this.lay(order, voters);
  }

  private lay(order: string, voters: number): void {
    this.valid += voters;
    let way = this.ways;
    for (const name of order) {
      const who = name.charCodeAt(0);
      const next = way.next.get(who) ?? { next: new Map(), voters: 0 };
      way.next.set(who, next);
      next.voters += voters;
      way = next;
    }
  }

  run(): Finding {
    if (this.isComplete()) {
      const votes = this.distribute();
      return this.complete(
        { votes, factors: [...this.factors], quota: null, surplus: 0n, reached: [] },
        [],
      );
    }
    for (;;) {
      const now = this.iterate();
      if (now.reached.length > 0) {
        this.elect(now.reached, now);
        if (this.isComplete()) return this.complete(now, []);
        const from = this.record.elected
          .flat()
          .filter((who) => (now.votes[who] ?? 0n) > (now.quota ?? 0n));
        const transfer = from.length > 0 ? { transfer: { from, kind: 'surplus' } } : {};
        this.write(now, { elected: now.reached, excluded: [], ...transfer });
        continue;
      }
      const low = this.lowCandidate(now);
      if (low === null) {
        this.write(now, { elected: [], excluded: [] });
        return waiting(this.record);
      }
      this.hopeful.delete(low);
      this.factors[low] = 0n;
      this.record.excluded.push([low]);
      if (this.isComplete()) return this.complete(now, [low]);
      const transfer = { from: [low], kind: 'exclusion' };
      this.write(now, { elected: [], excluded: [low], transfer });
    }
  }

  private isComplete(): boolean {
    const open = this.question.seats - this.record.elected.flat().length;
    return open <= 0 || this.hopeful.size <= open;
  }

  /** B.2. */
  private iterate(): Iteration {
    const elected = this.record.elected.flat();
    let before: bigint | null = null;
    for (;;) {
      const votes = this.distribute();
      const quota = together(votes) / BigInt(this.question.seats + 1) + 1n;
      const reached = [...this.hopeful].filter((who) => (votes[who] ?? 0n) >= quota);
      const excess = elected.reduce((sum, who) => sum + (votes[who] ?? 0n) - quota, 0n);
      const surplus = excess < 0n ? 0n : excess;
      if (reached.length > 0 || surplus < omega || (before !== null && surplus >= before))
        return { votes, factors: [...this.factors], quota, surplus, reached };
      before = surplus;
      for (const who of elected)
        this.factors[who] = up(up((this.factors[who] ?? 0n) * quota, one) * one, votes[who] ?? 1n);
    }
  }

  /** Every paper gives to each name the part that name keeps, rounded up, of what is left of it. */
  private distribute(): readonly bigint[] {
    const votes = everybody(this.question.form.candidates).map(() => 0n);
    const follow = (way: Way, weight: bigint): void => {
      for (const [who, next] of way.next) {
        const share = up(weight * (this.factors[who] ?? 0n), one);
        const kept = share > weight ? weight : share;
        votes[who] = (votes[who] ?? 0n) + kept * BigInt(next.voters);
        if (weight > kept) follow(next, weight - kept);
      }
    };
    follow(this.ways, one);
    return votes;
  }

  /** B.3: the lowest, and all who are within the surplus of it, are tied. */
  private lowCandidate({ votes, surplus }: Iteration): number | null {
    const of = (who: number) => votes[who] ?? 0n;
    const lowest = [...this.hopeful].reduce(
      (least, who) => (of(who) < least ? of(who) : least),
      one * BigInt(this.valid + 1),
    );
    const tied = [...this.hopeful].filter((who) => of(who) <= lowest + surplus);
    if (tied.length === 1) return tied[0] ?? null;
    const { ties } = this.question;
    const question = { tied, at: 'exclusion', wanted: 'worst' } as const;
    const { decided, classes } = ask(this.record, question, {
      ...ties,
      lastFirst: !ties.lastFirst,
    });
    return decided ? (classes.at(-1)?.[0] ?? null) : null;
  }

  private elect(who: readonly number[], { votes }: Iteration): void {
    this.record.elected.push(...byMost(who, billionths(votes)));
    for (const each of who) this.hopeful.delete(each);
  }

  private complete(now: Iteration, excluded: readonly number[]): Finding {
    const left = [...this.hopeful];
    const isOpen = this.record.elected.flat().length < this.question.seats;
    if (isOpen) this.elect(left, now);
    this.write(now, { elected: [...now.reached, ...(isOpen ? left : [])], excluded });
    return finished(this.record, byMost(this.hopeful, billionths(now.votes)));
  }

  private write(
    { votes, factors, quota }: Iteration,
    decision: {
      readonly elected: readonly number[];
      readonly excluded: readonly number[];
      readonly transfer?: { readonly from: readonly number[]; readonly kind: string };
    },
  ): void {
    const held = votes.map((vote) => exact(vote, one));
    writeRound(this.record, {
      votes: held,
      nonTransferable: minus(exact(this.valid), sumOf(held)),
      lost: exact(0),
      ...(quota === null ? {} : { quota: digits(exact(quota, one), 9) }),
      ...decision,
      more: { keepFactors: factors.map((factor) => digits(exact(factor, one), 9)) },
    });
  }
}

function billionths(votes: readonly bigint[]): (who: number) => ExactNumber {
  return (who) => exact(votes[who] ?? 0n, one);
}

function together(votes: readonly bigint[]): bigint {
  return votes.reduce((sum, vote) => sum + vote, 0n);
}

function up(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
