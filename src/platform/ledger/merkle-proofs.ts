// The proofs of RFC 9162 without a hash function: what a proof consists of, and in which order it is hashed together.
// Runs on the server, in the verifier and in a browser; each hashes with what it has.

const hashBytes = 32;

/** The leaves `start … end − 1` of a tree, which a proof or a tree takes together in one hash. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/** A hash of a proof, and on which side of what was computed so far it stands. */
export interface ProofStep {
  readonly side: 'left' | 'right';
  readonly hash: Uint8Array;
}

/** How an inclusion proof leads from the leaf to the root. */
export interface InclusionSteps {
  readonly start: Uint8Array;
  readonly toRoot: readonly ProofStep[];
}

/** How a consistency proof leads from one hash to both roots. */
export interface ConsistencySteps {
  readonly start: Uint8Array;
  readonly toOld: readonly ProofStep[];
  readonly toNew: readonly ProofStep[];
}

/**
 * The ranges whose hashes prove that leaf `index` is in a tree of `size` leaves, lowest first (RFC 9162, 2.1.3.1).
 * `0 <= index < size`.
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  return climb(index, { start: 0, end: size });
}

function climb(index: number, { start, end }: LeafRange): LeafRange[] {
  if (end - start <= 1) return [];
  const split = start + splitOf(end - start);
  return index < split
    ? [...climb(index, { start, end: split }), { start: split, end }]
    : [...climb(index, { start: split, end }), { start, end: split }];
}

/**
 * The ranges whose hashes prove that a tree of `to` leaves continues one of `from` leaves (RFC 9162, 2.1.4.1).
 * `0 < from <= to`; the proof between equal sizes is empty.
 */
export function consistencyRanges(from: number, to: number): LeafRange[] {
  return subproof(from, { start: 0, end: to }, true);
}

/** SUBPROOF of RFC 9162, 2.1.4.1; `known` while the range begins where the old tree does. */
function subproof(old: number, { start, end }: LeafRange, known: boolean): LeafRange[] {
  if (old === end - start) return known ? [] : [{ start, end }];
  const split = splitOf(end - start);
  const [left, right] = [
    { start, end: start + split },
    { start: start + split, end },
  ];
  return old <= split
    ? [...subproof(old, left, known), right]
    : [...subproof(old - split, right, false), left];
}

/** A complete subtree: the leaves `position · 2^height … (position + 1) · 2^height − 1`. */
export interface Subtree {
  readonly height: number;
  readonly position: number;
}

/** The complete subtrees that a range of a tree consists of, the largest first. */
export function completeSubtrees({ start, end }: LeafRange): Subtree[] {
  if (start === end) return [];
  const height = Math.floor(Math.log2(end - start));
  const width = 2 ** height;
  return [{ height, position: start / width }, ...completeSubtrees({ start: start + width, end })];
}

/**
 * How the hashes of an inclusion proof lead from the leaf to the root (RFC 9162, 2.1.3.2); null when no tree of this size
 * has such a leaf or a proof of this length.
 */
export function inclusionSteps(
  { index, size, leafHash }: { index: number; size: number; leafHash: Uint8Array },
  proof: readonly Uint8Array[],
): InclusionSteps | null {
  if (!isCount(index) || !isCount(size) || index >= size) return null;
  if (leafHash.length !== hashBytes) return null;
  const toRoot = walkUp(index, size - 1, proof);
  return toRoot && { start: leafHash, toRoot };
}

/**
 * How the hashes of a consistency proof lead to the root over `from` leaves and to the one over `to` leaves (RFC 9162,
 * 2.1.4.2); null when there is no such proof. An empty tree proves nothing and has none.
 */
export function consistencySteps(
  { from, to, oldRoot }: { from: number; to: number; oldRoot: Uint8Array },
  proof: readonly Uint8Array[],
): ConsistencySteps | null {
  if (!isCount(from) || !isCount(to) || from === 0 || from > to) return null;
  if (from === to) return proof.length === 0 ? { start: oldRoot, toOld: [], toNew: [] } : null;
  let [oldEdge, newEdge] = [from - 1, to - 1];
  while (isOdd(oldEdge)) [oldEdge, newEdge] = [half(oldEdge), half(newEdge)];
  const [start, ...rest] = oldEdge === 0 ? [oldRoot, ...proof] : proof;
  if (!start) return null;
  const toNew = walkUp(oldEdge, newEdge, rest);
  return toNew && { start, toNew, toOld: toNew.filter(({ side }) => side === 'left') };
}

/** From a node at `place` of its level, where the level's last node is at `last`, to the root. */
function walkUp(place: number, last: number, proof: readonly Uint8Array[]): ProofStep[] | null {
  const steps: ProofStep[] = [];
  for (const hash of proof) {
    if (last === 0) return null;
    const isRight = isOdd(place) || place === last;
    steps.push({ side: isRight ? 'left' : 'right', hash });
    if (isRight) {
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 ? steps : null;
}

/** The largest power of two below `count`: where RFC 9162, 2.1.1 divides a tree. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

// Sizes may be larger than the 32 bits that JavaScript's bit operators see.
function isOdd(number: number): boolean {
  return number % 2 === 1;
}

function half(number: number): number {
  return Math.floor(number / 2);
}

function isCount(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}
