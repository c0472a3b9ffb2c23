import { assert } from '../../../kernel/assert.js';

/**
 * All orders of a few items with which the given preferences agree most. Sets of items are the bits of a number. After the
 * items of an order's beginning are placed, everything about its end rests on the set of those that are left.
 */
export interface OptimalOrders {
  /** With how many preferences the best orders agree. */
  readonly agreement: number;
  /** How many best orders there are. */
  readonly number: bigint;
  /** Blocks of items that follow one another in every best order; the order inside a block is not the same in all. */
  readonly blocks: readonly (readonly number[])[];
  /** Who comes next in some best order when these are left: items, rising. Only for sets that a best order leaves. */
  readonly next: (left: number) => readonly number[];
}

/** So many items need 2^20 numbers of 8 bytes and some 100 ms; each one more doubles both. */
export const mostOrderedItems = 20;

/**
 * The best orders by dynamic programming over sets: `rest(left)` is the most that an order of `left` can agree with, and is
 * the maximum over who comes first in it. `prefers(a, b)` is how many prefer `a` to `b`.
 */
export function optimalOrders(
  items: number,
  prefers: (a: number, b: number) => number,
): OptimalOrders {
  assert(items <= mostOrderedItems, 'so many items can be ordered exactly');
  const gain = gains(items, prefers);
  const everybody = 2 ** items - 1;
  const rest = new Float64Array(everybody + 1);
  for (let left = 1; left <= everybody; left++) {
    let most = 0;
    for (let first = 0; first < items; first++) {
      const others = left & ~(1 << first);
      if (others === left) continue;
      const agreeing = gain(first, others) + rest[others]!;
      if (agreeing > most) most = agreeing;
    }
    rest[left] = most;
  }
  const next = (left: number): readonly number[] =>
    itemsOf(left).filter((first) => {
      const others = left & ~(1 << first);
      return rest[left] === gain(first, others) + rest[others]!;
    });
  return { agreement: rest[everybody]!, ...walk(everybody, next), next };
}

/** The items of a set, rising. */
function itemsOf(set: number): number[] {
  const items: number[] = [];
  for (let item = 0; set >> item !== 0; item++) if ((set >> item) & 1) items.push(item);
  return items;
}

/** Goes through all best orders at once, item by item, and cuts where all of them have placed the same set. */
function walk(
  everybody: number,
  next: (left: number) => readonly number[],
): Pick<OptimalOrders, 'number' | 'blocks'> {
  const blocks: (readonly number[])[] = [];
  let begin = everybody;
  let ways = new Map([[everybody, 1n]]);
  while (begin !== 0) {
    const further = new Map<number, bigint>();
    for (const [left, orders] of ways)
      for (const first of next(left)) {
        const others = left & ~(1 << first);
        further.set(others, (further.get(others) ?? 0n) + orders);
      }
    ways = further;
    if (ways.size > 1) continue;
    const [only] = [...ways.keys()] as [number];
    blocks.push(itemsOf(begin & ~only));
    begin = only;
  }
  return { number: ways.get(0)!, blocks };
}

/** With how many preferences it agrees to place `first` above all of `others`, from tables over each half of the items. */
function gains(
  items: number,
  prefers: (a: number, b: number) => number,
): (first: number, others: number) => number {
  const half = items >> 1;
  const low = halfGains(items, 0, half, prefers);
  const high = halfGains(items, half, items, prefers);
  const [lowSize, highSize] = [1 << half, 1 << (items - half)];
  return (first, others) =>
    low[first * lowSize + (others & (lowSize - 1))]! + high[first * highSize + (others >> half)]!;
}

function halfGains(
  items: number,
  from: number,
  to: number,
  prefers: (a: number, b: number) => number,
): Float64Array {
  const size = 1 << (to - from);
  const sums = new Float64Array(items * size);
  for (let first = 0; first < items; first++)
    for (let set = 1; set < size; set++) {
      const top = 31 - Math.clz32(set);
      const more = first === from + top ? 0 : prefers(first, from + top);
      sums[first * size + set] = sums[first * size + (set & ~(1 << top))]! + more;
    }
  return sums;
}
