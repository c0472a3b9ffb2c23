import { bytesOf, textOf } from './utf8.js';

/** The names of the candidates, found by their bytes: no text is made for a name that is known. */
export interface CandidateNames {
  /** The position of the name in `bytes[from]` to `bytes[to]` (not included), or -1. */
  find(bytes: Uint8Array, from: number, to: number): number;
  /** Adds a name that is not there yet, and answers its position. */
  add(bytes: Uint8Array, from: number, to: number): number;
  readonly size: () => number;
  readonly list: () => readonly string[];
}

const firstSlots = 64;

/** A table of these names. */
export function candidateNames(known: readonly string[] = []): CandidateNames {
  const names: Uint8Array[] = [];
  const hashes: number[] = [];
  let table = new Int32Array(firstSlots).fill(-1);

  const insert = (position: number): void => {
    let slot = hashes[position]! & (table.length - 1);
    while (table[slot] !== -1) slot = (slot + 1) & (table.length - 1);
    table[slot] = position;
  };

  const find = (bytes: Uint8Array, from: number, to: number): number => {
    const hash = hashOf(bytes, from, to);
    let slot = hash & (table.length - 1);
    for (;;) {
      const position = table[slot]!;
      if (position === -1) return -1;
      if (hashes[position] === hash && isSame(names[position]!, bytes, from, to)) return position;
      slot = (slot + 1) & (table.length - 1);
    }
  };

  const add = (bytes: Uint8Array, from: number, to: number): number => {
    const position = names.push(bytes.slice(from, to)) - 1;
    hashes.push(hashOf(bytes, from, to));
    if (names.length * 2 > table.length) {
      table = new Int32Array(table.length * 2).fill(-1);
      for (let other = 0; other < position; other++) insert(other);
    }
    insert(position);
    return position;
  };

  for (const name of known) {
    const bytes = bytesOf(name);
    add(bytes, 0, bytes.length);
  }
  return {
    find,
    add,
    size: () => names.length,
    list: () => names.map((name) => textOf(name, 0, name.length)),
  };
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

function isSame(name: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (name.length !== to - from) return false;
  for (let index = 0; index < name.length; index++)
    if (name[index] !== bytes[from + index]) return false;
  return true;
}
