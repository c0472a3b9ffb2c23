import { assert } from '../../../kernel/assert.js';

/** People told to places one by one, as far as it is known who may stand where; kept while that becomes more and less. */
export interface Matching {
  /** Some kinds, by bit of a word, may no longer stand on a place. */
  lose(place: number, word: number, gone: number): void;
  /** Tells everybody their place anew where need be; null where that is possible. */
  settle(): TooLittleRoom | null;
}

/** None of these kinds may stand on any of these places: so some place stays empty, or somebody due stays without. */
export interface TooLittleRoom {
  readonly places: readonly number[];
  /** By bit. */
  readonly kinds: Int32Array;
}

/**
 * A matching that fills every place, and one that gives everybody due a place. Where there are both, there is one that
 * does both at once (Mendelsohn and Dulmage 1958); where there is not, Hall's condition fails for the answer.
 * `domains` are the kinds that may stand on each place, by bit; the caller cuts and restores them.
 */
export function matchingOf(
  places: number,
  domains: Int32Array,
  supply: Int32Array,
  due: Int32Array,
): Matching {
  const kinds = supply.length;
  const words = Math.ceil(kinds / 32);
  // Who fills each place, and who of those due has it, by place − 1; −1 for nobody.
  const filledBy = new Int32Array(places).fill(-1);
  const heldBy = new Int32Array(places).fill(-1);
  const filling = new Int32Array(kinds);
  const holding = new Int32Array(kinds);
  // Places to fill and kinds that are owed places; what is settled meanwhile stays until it is met.
  const empty = Array.from(filledBy.keys());
  const owed = Array.from(due.keys()).filter((kind) => due[kind]! > 0);
  return { lose, settle };

  function lose(place: number, word: number, gone: number): void {
    const index = place - 1;
    const [filler, holder] = [filledBy[index]!, heldBy[index]!];
    if (filler >= 0 && isIn(filler, word, gone)) {
      filling[filler]! -= 1;
      filledBy[index] = -1;
      empty.push(index);
    }
    if (holder >= 0 && isIn(holder, word, gone)) {
      holding[holder]! -= 1;
      heldBy[index] = -1;
      owed.push(holder);
    }
  }

  function settle(): TooLittleRoom | null {
    for (let index = empty.at(-1); index !== undefined; index = empty.at(-1)) {
      const room = filledBy[index]! < 0 ? fill(index) : null;
      if (room) return room;
      empty.pop();
    }
    for (let kind = owed.at(-1); kind !== undefined; kind = owed.at(-1)) {
      while (holding[kind]! < due[kind]!) {
        const room = giveTo(kind);
        if (room) return room;
      }
      owed.pop();
    }
    return null;
  }

  function mayStand(index: number, kind: number): boolean {
    return isIn(kind, kind >> 5, domains[index * words + (kind >> 5)]!);
  }

  /** Fills a place, others moving to other places for it where they must. */
  function fill(start: number): TooLittleRoom | null {
    const seen = new Int32Array(words);
    const wantedFor = new Int32Array(kinds);
    const waiting = [start];
    for (const index of waiting) {
      for (let word = 0; word < words; word++) {
        let fresh = domains[index * words + word]! & ~seen[word]!;
        seen[word]! |= fresh;
        for (; fresh !== 0; fresh &= fresh - 1) {
          const kind = word * 32 + 31 - Math.clz32(fresh & -fresh);
          wantedFor[kind] = index;
          if (filling[kind]! < supply[kind]!) {
            filling[kind]! += 1;
            moveFillers(kind, start, wantedFor);
            return null;
          }
          for (let other = 0; other < places; other++)
            if (filledBy[other] === kind) waiting.push(other);
        }
      }
    }
    const others = seen.map((bits) => ~bits);
    return { places: waiting.map((index) => index + 1), kinds: others };
  }

  function moveFillers(last: number, start: number, wantedFor: Int32Array): void {
    for (let [kind, steps] = [last, 0]; ; steps++) {
      assert(steps <= places, 'nobody moves twice');
      const index = wantedFor[kind]!;
      const before = filledBy[index]!;
      filledBy[index] = kind;
      if (index === start) return;
      kind = before;
    }
  }

  /** Gives a place to one more of a kind to which it is due, others moving where they must. */
  function giveTo(start: number): TooLittleRoom | null {
    const isSeen = new Uint8Array(places);
    const wantedBy = new Int32Array(places);
    const leaves = new Int32Array(kinds).fill(-1);
    const waiting = [start];
    for (const kind of waiting) {
      for (let index = 0; index < places; index++) {
        if (isSeen[index] === 1 || !mayStand(index, kind)) continue;
        isSeen[index] = 1;
        wantedBy[index] = kind;
        const holder = heldBy[index]!;
        if (holder < 0) {
          holding[start]! += 1;
          moveHolders(index, start, wantedBy, leaves);
          return null;
        }
        if (holder === start || leaves[holder]! >= 0) continue;
        leaves[holder] = index;
        waiting.push(holder);
      }
    }
    const without = new Int32Array(words);
    for (const kind of waiting) without[kind >> 5]! |= 1 << (kind & 31);
    const closed = Array.from(isSeen.keys()).filter((index) => isSeen[index] === 0);
    return { places: closed.map((index) => index + 1), kinds: without };
  }

  function moveHolders(
    free: number,
    start: number,
    wantedBy: Int32Array,
    leaves: Int32Array,
  ): void {
    for (let [index, steps] = [free, 0]; ; steps++) {
      assert(steps <= places, 'nobody moves twice');
      const kind = wantedBy[index]!;
      heldBy[index] = kind;
      if (kind === start) return;
      index = leaves[kind]!;
    }
  }
}

/** Whether the bit of a kind is set in a word of bits. */
function isIn(kind: number, word: number, bits: number): boolean {
  return kind >> 5 === word && ((bits >> (kind & 31)) & 1) === 1;
}
