import { sha256 } from './hashing.js';

const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);

/** The hash of a leaf (RFC 9162, 2.1.1). */
export function hashOfLeaf(input: Uint8Array): Buffer {
  return sha256(leafMark, input);
}

function hashOfNode(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(nodeMark, left, right);
}

/**
 * A tree that only grows: it keeps the roots of its complete subtrees, from the largest to the smallest, and can say its
 * root at every size (RFC 9162, 2.1.1).
 */
export class GrowingTree {
  private readonly roots: { readonly leaves: number; readonly hash: Buffer }[] = [];
  size = 0;

  add(leaf: Buffer): void {
    this.size += 1;
    let grown = { leaves: 1, hash: leaf };
    for (;;) {
      const last = this.roots.at(-1);
      if (last?.leaves !== grown.leaves) break;
      this.roots.pop();
      grown = { leaves: 2 * grown.leaves, hash: hashOfNode(last.hash, grown.hash) };
    }
    this.roots.push(grown);
  }

  root(): Buffer {
    const [last, ...before] = this.roots.toReversed();
    if (!last) return sha256();
    return before.reduce((right, left) => hashOfNode(left.hash, right), last.hash);
  }
}

/** Whether the leaf on place `index` is in the tree of `size` leaves with this root (RFC 9162, 2.1.3.2). */
export function isIncluded(leaf: Buffer, { index, size, path, root }: Inclusion): boolean {
  if (index < 0 || index >= size || leaf.length !== 32) return false;
  let [fn, sn] = [BigInt(index), BigInt(size - 1)];
  let hash = leaf;
  for (const sibling of path) {
    if (sn === 0n) return false;
    if (fn % 2n === 1n || fn === sn) {
      hash = hashOfNode(sibling, hash);
      while (fn % 2n === 0n && fn !== 0n) [fn, sn] = [fn / 2n, sn / 2n];
    } else hash = hashOfNode(hash, sibling);
    [fn, sn] = [fn / 2n, sn / 2n];
  }
  return sn === 0n && hash.equals(root);
}

/** Where a leaf is said to be. */
export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly path: readonly Buffer[];
  readonly root: Buffer;
}
