import type { Window } from '../window.js';

/** A place nobody holds yet. */
export const open = -1;

/**
 * The rules of a list in flat arrays. People who count for the same quotas are one kind: for the question whether a list
 * can still be completed they are interchangeable.
 */
export interface Rules {
  readonly places: number;
  readonly quotas: number;
  readonly kinds: number;
  /** At `kind × quotas + quota`: 1 where people of the kind count for the quota. */
  readonly counts: Uint8Array;
  readonly windows: readonly Window[];
}

/** A list as far as it is settled, and who is left to complete it with. */
export interface Beginning {
  /** The kind of the person on each place, by place − 1, or `open`. */
  readonly settled: Int32Array;
  /** How many people of each kind are left for the open places. */
  readonly supply: Int32Array;
  /** How many of each kind must get one of the open places. */
  readonly least: Int32Array;
}

/** Whether people of the kind count for the quota. */
export function countsFor({ counts, quotas }: Rules, kind: number, quota: number): boolean {
  return counts[kind * quotas + quota] === 1;
}

/** The beginning with somebody of `kind` on the open `place`. */
export function withPlace(beginning: Beginning, place: number, kind: number): Beginning {
  const settled = beginning.settled.slice();
  settled[place - 1] = kind;
  const supply = beginning.supply.slice();
  supply[kind]! -= 1;
  const least = beginning.least.slice();
  least[kind] = Math.max(0, least[kind]! - 1);
  return { settled, supply, least };
}

/** The beginning that must find a place for one more person of `kind`. */
export function withMember(beginning: Beginning, kind: number): Beginning {
  const least = beginning.least.slice();
  least[kind]! += 1;
  return { ...beginning, least };
}

/** So many bits as a string: the same for the same bits. */
export function bitsKey(size: number, bitAt: (index: number) => number): string {
  let key = '';
  let word = 0;
  for (let index = 0; index < size; index++) {
    word = (word << 1) | bitAt(index);
    if (index % 15 === 14) {
      key += String.fromCharCode(word);
      word = 0;
    }
  }
  return key + String.fromCharCode(word);
}
