import { everybody } from './classes.js';
import { exact, plus, times, type ExactNumber } from './exact-number.js';
import type { Orders } from './preferences.js';

const nobody = -1;

/**
 * All papers of a count by transfers: who holds each, what it is worth, and in which transfer it came. Different papers are
 * kept once with the number of voters; papers of one value share that value.
 */
export class PaperHeaps {
  private readonly orders: readonly string[];
  private readonly voters: readonly number[];
  private readonly holder: Int32Array;
  private readonly worth: Int32Array;
  private readonly came: Int32Array;
  private readonly at: Uint16Array;
  private readonly values: ExactNumber[] = [];
  private readonly places = new Map<string, number>();
  readonly valid: number;
  transfers = 0;
  exhausted = exact(0);

  constructor(
    orders: Orders,
    private readonly candidates: number,
    private readonly hopeful: ReadonlySet<number>,
  ) {
    this.orders = [...orders.keys()];
    this.voters = [...orders.values()];
    this.valid = this.voters.reduce((sum, count) => sum + count, 0);
    this.holder = new Int32Array(this.orders.length);
    this.worth = new Int32Array(this.orders.length).fill(this.placeOf(exact(1)));
    this.came = new Int32Array(this.orders.length);
    this.at = new Uint16Array(this.orders.length);
    this.passAll(everybody(this.orders.length));
  }

  /** The votes of everybody, from the papers they hold. */
  votes(): ExactNumber[] {
    const papers = Array.from({ length: this.candidates }, () => new Map<number, number>());
    for (const [paper, who] of this.holder.entries()) {
      if (who === nobody) continue;
      const held = papers[who]!;
      held.set(this.worth[paper]!, (held.get(this.worth[paper]!) ?? 0) + this.voters[paper]!);
    }
    return papers.map((held) => this.together(held));
  }

  /** The papers that these candidates hold. */
  heldBy(who: readonly number[]): number[] {
    const held: number[] = [];
    for (const [paper, holder] of this.holder.entries()) if (who.includes(holder)) held.push(paper);
    return held;
  }

  valueOf(paper: number): ExactNumber {
    return this.values[this.worth[paper]!] ?? exact(0);
  }

  /** In which transfer a paper came to its holder. */
  transferOf(paper: number): number {
    return this.came[paper] ?? 0;
  }

  votersOf(papers: readonly number[]): number {
    return papers.reduce((sum, paper) => sum + (this.voters[paper] ?? 0), 0);
  }

  /** Whether a paper names somebody who is still in the race. */
  goesOn(paper: number): boolean {
    return this.nextOf(paper) !== nobody;
  }

  setValue(papers: readonly number[], value: (old: ExactNumber) => ExactNumber): void {
    const changed = new Map<number, number>();
    for (const paper of papers) {
      const old = this.worth[paper]!;
      const known = changed.get(old) ?? this.placeOf(value(this.values[old] ?? exact(0)));
      changed.set(old, known);
      this.worth[paper] = known;
    }
  }

  /** Passes papers to the next one in the race; those that name nobody are exhausted. */
  passAll(papers: readonly number[]): void {
    const ended = new Map<number, number>();
    for (const paper of papers) {
      const next = this.nextOf(paper);
      this.holder[paper] = next;
      this.came[paper] = this.transfers;
      const value = this.worth[paper]!;
      if (next === nobody) ended.set(value, (ended.get(value) ?? 0) + this.voters[paper]!);
    }
    this.exhausted = plus(this.exhausted, this.together(ended));
  }

  private nextOf(paper: number): number {
    const order = this.orders[paper] ?? '';
    let at = this.at[paper]!;
    while (at < order.length && !this.hopeful.has(order.charCodeAt(at))) at += 1;
    this.at[paper] = at;
    return at < order.length ? order.charCodeAt(at) : nobody;
  }

  private together(held: ReadonlyMap<number, number>): ExactNumber {
    let sum = exact(0);
    for (const [value, voters] of held)
      sum = plus(sum, times(this.values[value] ?? exact(0), exact(voters)));
    return sum;
  }

  private placeOf(value: ExactNumber): number {
    const key = `${value.over}/${value.under}`;
    const known = this.places.get(key) ?? this.values.push(value) - 1;
    this.places.set(key, known);
    return known;
  }
}
