import { assert } from '../../../kernel/assert.js';
import { canonicalMarks, type Ballot, type InvalidReason } from './ballot.js';

/**
 * Ballots with equal ones taken together, laid out flat so that a million of them count in milliseconds. Ballot `i` has the
 * marks `starts[i]` to `starts[i + 1]` (not included), rising values first, then rising positions; every mark names one of
 * the candidates, and no ballot names one twice.
 */
export interface FoldedBallots {
  readonly candidates: number;
  /** How many different ballots there are. */
  readonly distinct: number;
  /** How many voters cast each of them. */
  readonly counts: Float64Array;
  readonly starts: Uint32Array;
  /** Positions of candidates. */
  readonly marked: Uint16Array;
  /** What stands beside them: rank from 1, score, votes, or 1. */
  readonly values: Uint16Array;
}

/** Takes ballots one after the other and keeps each different one once. */
export interface BallotFolder {
  /** Adds `count` ballots with the first `length` of these marks, in whatever order they are. */
  add(marked: ArrayLike<number>, values: ArrayLike<number>, length: number, count: number): void;
  /** What was added, in the order of first appearance. `candidates` says how many there are in the end. */
  finish(candidates: number): FoldedBallots;
}

const firstSlots = 1 << 10;

/** A folder for ballots that name known candidates once each; the reader of a file has refused the others. */
export function ballotFolder(): BallotFolder {
  let counts = new Float64Array(firstSlots);
  let hashes = new Uint32Array(firstSlots);
  let starts = new Uint32Array(firstSlots + 1);
  let marked = new Uint16Array(firstSlots * 8);
  let values = new Uint16Array(firstSlots * 8);
  let table = new Int32Array(firstSlots * 2).fill(-1);
  let distinct = 0;
  let used = 0;

  const place = (
    ballotMarked: ArrayLike<number>,
    ballotValues: ArrayLike<number>,
    length: number,
  ): void => {
    // Insertion keeps rising order; files and boxes come nearly sorted, so this is one comparison a mark.
    for (let index = 0; index < length; index++) {
      const candidate = ballotMarked[index]!;
      const value = ballotValues[index]!;
      let at = used + index;
      while (at > used) {
        const before = values[at - 1]!;
        if (before < value || (before === value && marked[at - 1]! < candidate)) break;
        values[at] = before;
        marked[at] = marked[at - 1]!;
        at -= 1;
      }
      marked[at] = candidate;
      values[at] = value;
    }
  };

  const isSame = (other: number, length: number): boolean => {
    const start = starts[other]!;
    if (starts[other + 1]! - start !== length) return false;
    for (let index = 0; index < length; index++) {
      if (marked[start + index] !== marked[used + index]) return false;
      if (values[start + index] !== values[used + index]) return false;
    }
    return true;
  };

  const makeRoom = (length: number): void => {
    if (used + length > marked.length) {
      const size = Math.max(marked.length * 2, used + length);
      marked = grown(marked, new Uint16Array(size));
      values = grown(values, new Uint16Array(size));
    }
    if (distinct < counts.length) return;
    const size = counts.length * 2;
    counts = grown(counts, new Float64Array(size));
    hashes = grown(hashes, new Uint32Array(size));
    starts = grown(starts, new Uint32Array(size + 1));
    table = new Int32Array(size * 2).fill(-1);
    for (let ballot = 0; ballot < distinct; ballot++) {
      let slot = hashes[ballot]! & (table.length - 1);
      while (table[slot] !== -1) slot = (slot + 1) & (table.length - 1);
      table[slot] = ballot;
    }
  };

  return {
    add(ballotMarked, ballotValues, length, count) {
      assert(Number.isSafeInteger(count) && count > 0, 'ballots come in positive whole numbers');
      makeRoom(length);
      place(ballotMarked, ballotValues, length);
      const hash = hashOf(marked, values, used, length);
      let slot = hash & (table.length - 1);
      for (;;) {
        const other = table[slot]!;
        if (other === -1) break;
        if (hashes[other] === hash && isSame(other, length)) {
          counts[other] = counts[other]! + count;
          return;
        }
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = distinct;
      hashes[distinct] = hash;
      counts[distinct] = count;
      used += length;
      distinct += 1;
      starts[distinct] = used;
    },
    finish: (candidates) => ({
      candidates,
      distinct,
      counts: counts.subarray(0, distinct),
      starts: starts.subarray(0, distinct + 1),
      marked: marked.subarray(0, used),
      values: values.subarray(0, used),
    }),
  };
}

/** Ballots of known candidates, folded. */
export function foldBallots(candidates: number, ballots: Iterable<Ballot>): FoldedBallots {
  const folder = ballotFolder();
  for (const ballot of ballots) addBallot(folder, ballot, 1);
  return folder.finish(candidates);
}

/** The ballots of two heaps as one, equal ones taken together. */
export function foldTogether(first: FoldedBallots, second: FoldedBallots): FoldedBallots {
  const folder = ballotFolder();
  for (const { distinct, counts, starts, marked, values } of [first, second]) {
    for (let index = 0; index < distinct; index++) {
      const [from, to] = [starts[index] ?? 0, starts[index + 1] ?? 0];
      const [names, marks] = [marked.subarray(from, to), values.subarray(from, to)];
      folder.add(names, marks, to - from, counts[index] ?? 0);
    }
  }
  return folder.finish(first.candidates);
}

/** Adds one ballot as an object; large boxes and files hand over their marks directly. */
export function addBallot(folder: BallotFolder, ballot: Ballot, count: number): void {
  const marked = ballot.map(({ candidate }) => candidate);
  const values = ballot.map(({ value }) => value);
  folder.add(marked, values, ballot.length, count);
}

/** The folded ballots as objects, each with its number: for what is small and shown. */
export function unfold(
  ballots: FoldedBallots,
): readonly { readonly ballot: Ballot; readonly count: number }[] {
  const { distinct, counts, starts, marked, values } = ballots;
  return Array.from({ length: distinct }, (_, index) => {
    const [from, to] = [starts[index] ?? 0, starts[index + 1] ?? 0];
    const ballot = Array.from({ length: to - from }, (__, mark) => ({
      candidate: marked[from + mark] ?? 0,
      value: values[from + mark] ?? 0,
    }));
    return { ballot: canonicalMarks(ballot), count: counts[index] ?? 0 };
  });
}

/** How many ballots there are together. */
export function ballotsTogether({ counts }: FoldedBallots): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The ballots that count, the number of those that do not, and why. */
export interface SortedBallots {
  readonly valid: FoldedBallots;
  readonly invalid: number;
  /** How many ballots were invalid for each reason; only the reasons that occurred. */
  readonly invalidBy: Readonly<Partial<Record<InvalidReason, number>>>;
}

/** Separates the ballots with a fault from those without. */
export function sortBallots(
  ballots: FoldedBallots,
  fault: (index: number) => InvalidReason | null,
): SortedBallots {
  const invalidBy: Partial<Record<InvalidReason, number>> = {};
  const faulty = new Set<number>();
  let invalid = 0;
  for (let index = 0; index < ballots.distinct; index++) {
    const reason = fault(index);
    if (reason === null) continue;
    const count = ballots.counts[index]!;
    faulty.add(index);
    invalid += count;
    invalidBy[reason] = (invalidBy[reason] ?? 0) + count;
  }
  const valid = invalid === 0 ? ballots : without(ballots, faulty);
  return { valid, invalid, invalidBy };
}

/** The same ballots as if these candidates had never been on them; ranks close up by themselves, for only their order counts. */
export function withoutCandidates(
  ballots: FoldedBallots,
  gone: ReadonlySet<number>,
): FoldedBallots {
  if (gone.size === 0) return ballots;
  const folder = ballotFolder();
  const { candidates, distinct, counts, starts, marked, values } = ballots;
  const names = new Uint16Array(candidates);
  const marks = new Uint16Array(candidates);
  for (let index = 0; index < distinct; index++) {
    let length = 0;
    for (let at = starts[index]!; at < starts[index + 1]!; at++) {
      if (gone.has(marked[at]!)) continue;
      names[length] = marked[at]!;
      marks[length] = values[at]!;
      length += 1;
    }
    folder.add(names, marks, length, counts[index]!);
  }
  return folder.finish(ballots.candidates);
}

function without(ballots: FoldedBallots, faulty: ReadonlySet<number>): FoldedBallots {
  const folder = ballotFolder();
  const { distinct, counts, starts, marked, values } = ballots;
  for (let index = 0; index < distinct; index++) {
    if (faulty.has(index)) continue;
    const [from, to] = [starts[index]!, starts[index + 1]!];
    folder.add(marked.subarray(from, to), values.subarray(from, to), to - from, counts[index]!);
  }
  return folder.finish(ballots.candidates);
}

function hashOf(marked: Uint16Array, values: Uint16Array, from: number, length: number): number {
  let hash = 0x811c9dc5 ^ length;
  for (let at = from; at < from + length; at++) {
    hash = Math.imul(hash ^ marked[at]!, 0x01000193);
    hash = Math.imul(hash ^ values[at]!, 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}

function grown<T extends Uint16Array | Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
