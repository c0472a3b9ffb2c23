import { hash } from 'node:crypto';
import { consistencySteps, inclusionSteps, type ProofStep } from './merkle-proofs.js';

const leafPrefix = Buffer.of(0);
const nodePrefix = Buffer.of(1);

/** The hash of a leaf (RFC 9162, 2.1.1): SHA-256 over 0x00 and the entry. */
export function leafHash(entry: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([leafPrefix, entry]), 'buffer');
}

/** The hash of a node over its two children (RFC 9162, 2.1.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([nodePrefix, left, right]), 'buffer');
}

/** The root of a tree without leaves: the hash of nothing. */
export const emptyRoot: Buffer = hash('sha256', Buffer.alloc(0), 'buffer');

/** The root of the tree over the given leaf hashes (RFC 9162, 2.1.1). The root of nothing is the hash of nothing. */
export function merkleRoot(leaves: readonly Uint8Array[]): Buffer {
  return rootOfPeaks(leaves.reduce<Peaks>(addLeaf, []).map((peak) => peak.hash));
}

/** Size and root of a tree whose leaf hashes come a page at a time; between two pages other work goes on. */
export async function merkleTreeOfPages(
  pages: AsyncIterable<readonly Buffer[]>,
): Promise<{ readonly size: number; readonly root: Buffer }> {
  let [size, peaks]: [number, Peaks] = [0, []];
  for await (const page of pages) {
    size += page.length;
    peaks = page.reduce<Peaks>(addLeaf, peaks);
  }
  return { size, root: rootOfPeaks(peaks.map((peak) => peak.hash)) };
}

/** The root over the complete subtrees of a tree, largest first. */
export function rootOfPeaks(peaks: readonly Uint8Array[]): Buffer {
  const [last, ...higher] = peaks.toReversed();
  if (!last) return emptyRoot;
  return Buffer.from(higher.reduce((right, left) => nodeHash(left, right), last));
}

/** Whether the proof shows that a leaf is the one at `index` in the tree of `size` leaves with that root. */
export function isIncluded(claim: {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}): boolean {
  const steps = inclusionSteps(claim, claim.proof);
  return steps !== null && same(followed(steps.toRoot, steps.start), claim.root);
}

/** Whether the proof shows that the tree of `to` leaves has the one of `from` leaves as its beginning. */
export function isConsistent(claim: {
  readonly from: number;
  readonly to: number;
  readonly oldRoot: Uint8Array;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}): boolean {
  const steps = consistencySteps(claim, claim.proof);
  if (!steps) return false;
  return (
    same(followed(steps.toOld, steps.start), claim.oldRoot) &&
    same(followed(steps.toNew, steps.start), claim.newRoot)
  );
}

function followed(steps: readonly ProofStep[], from: Uint8Array): Uint8Array {
  return steps.reduce(
    (computed, { side, hash: other }) =>
      side === 'left' ? nodeHash(other, computed) : nodeHash(computed, other),
    from,
  );
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** The complete subtrees of a growing tree, largest first. */
type Peaks = readonly { readonly height: number; readonly hash: Uint8Array }[];

function addLeaf(peaks: Peaks, leaf: Uint8Array): Peaks {
  let grown = { height: 0, hash: leaf };
  const rest = [...peaks];
  for (let last = rest.at(-1); last?.height === grown.height; last = rest.at(-1)) {
    rest.pop();
    grown = { height: grown.height + 1, hash: nodeHash(last.hash, grown.hash) };
  }
  return [...rest, grown];
}
