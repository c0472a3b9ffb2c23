import { createHash } from 'node:crypto';

/** The hash of a leaf (RFC 9162, 2.1.1): SHA-256 over 0x00 and the entry. */
export function leafHash(entry: Buffer): Buffer {
  return createHash('sha256').update(Uint8Array.of(0)).update(entry).digest();
}

/** The root of the tree over the given leaf hashes (RFC 9162, 2.1.1). The root of nothing is the hash of nothing. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  const peaks = leaves.reduce<Peaks>(addLeaf, []);
  return rootOfPeaks(peaks);
}

/** Size and root of a tree whose leaf hashes come a page at a time; between two pages other work goes on. */
export async function merkleTreeOfPages(
  pages: AsyncIterable<readonly Buffer[]>,
): Promise<{ readonly size: number; readonly root: Buffer }> {
  let [size, peaks]: [number, Peaks] = [0, []];
  for await (const page of pages) {
    size += page.length;
    peaks = page.reduce(addLeaf, peaks);
  }
  return { size, root: size === 0 ? merkleRoot([]) : rootOfPeaks(peaks) };
}

/** The complete subtrees of a growing tree, largest first: all that must be kept to append and to know the root. */
export type Peaks = readonly Peak[];

export interface Peak {
  readonly height: number;
  readonly hash: Buffer;
}

/** The peaks after one more leaf. */
export function addLeaf(peaks: Peaks, leaf: Buffer): Peaks {
  let grown: Peak = { height: 0, hash: leaf };
  const rest = [...peaks];
  for (let last = rest.at(-1); last?.height === grown.height; last = rest.at(-1)) {
    rest.pop();
    grown = { height: grown.height + 1, hash: nodeHash(last.hash, grown.hash) };
  }
  return [...rest, grown];
}

/** The root hash of a tree that is not empty. */
export function rootOfPeaks(peaks: Peaks): Buffer {
  const [last, ...higher] = peaks.toReversed();
  if (!last) throw new Error('Impossible: a tree with leaves has a peak');
  return higher.reduce((right, left) => nodeHash(left.hash, right), last.hash);
}

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest();
}
