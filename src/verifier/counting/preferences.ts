import type { Mark, Paper, Papers } from './ballots.js';

/** Strict orders of preference, a character for each candidate, with how many voters gave them. */
export type Orders = ReadonlyMap<string, number>;

/** The preferences of ballots up to the first rank that is shared. A rank left out closes up. */
export function strictOrders(papers: Papers): Orders {
  const orders = new Map<string, number>();
  for (const [paper, voters] of papers) {
    const order = strictOrder(paper);
    orders.set(order, (orders.get(order) ?? 0) + voters);
  }
  return orders;
}

function strictOrder(paper: Paper): string {
  const order: number[] = [];
  for (let at = 0; at < paper.length; at += 2) {
    if (at + 2 < paper.length && paper[at + 1] === paper[at + 3]) break;
    order.push(paper.charCodeAt(at));
  }
  return String.fromCharCode(...order);
}

/** Two first choices say nothing that could be counted. */
export function sharedFirst(marks: readonly Mark[]): 'shared-rank' | null {
  const [first, second] = rising(marks);
  return first !== undefined && first === second ? 'shared-rank' : null;
}

function rising(marks: readonly Mark[]): readonly number[] {
  return marks.map(({ value }) => value).sort((a, b) => a - b);
}
