import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { completeSubtrees, consistencyRanges, inclusionRanges } from './merkle-proofs.js';
import { isConsistent, isIncluded, leafHash, merkleRoot } from './merkle-tree.js';

interface InclusionCase {
  readonly case: string;
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

interface ConsistencyCase {
  readonly case: string;
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

const published = <Case>(name: string): Case[] =>
  JSON.parse(readFileSync(join('test/fixtures/merkle-proofs', `${name}.json`), 'utf8')) as Case[];

const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
const inclusions = published<InclusionCase>('inclusion');
const consistencies = published<ConsistencyCase>('consistency');

describe('the proofs of transparency-dev/merkle', () => {
  it('are all here', () => {
    expect([inclusions.length, consistencies.length]).toEqual([98, 98]);
  });

  it.each(inclusions.map((one) => [one.case, one] as const))('%s', (_, one) => {
    const claim = {
      index: one.leafIdx,
      size: one.treeSize,
      leafHash: bytes(one.leafHash),
      root: bytes(one.root),
      proof: (one.proof ?? []).map(bytes),
    };
    expect(isIncluded(claim)).toBe(!one.wantErr);
  });

  it.each(consistencies.map((one) => [one.case, one] as const))('%s', (_, one) => {
    const claim = {
      from: one.size1,
      to: one.size2,
      oldRoot: bytes(one.root1),
      newRoot: bytes(one.root2),
      proof: (one.proof ?? []).map(bytes),
    };
    expect(isConsistent(claim)).toBe(!one.wantErr);
  });

  // The data was made with these eight leaves, the reference of Certificate Transparency since RFC 6962.
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ].map((entry) => leafHash(Buffer.from(entry, 'hex')));

  it.each(inclusions.filter(knownInclusion).map((one) => [one.case, one] as const))(
    'is made the same: %s',
    (_, one) => {
      expect(rangeHashes(leaves, inclusionRanges(one.leafIdx, one.treeSize))).toEqual(
        (one.proof ?? []).map(bytes),
      );
    },
  );

  it.each(consistencies.filter(knownConsistency).map((one) => [one.case, one] as const))(
    'is made the same: %s',
    (_, one) => {
      expect(rangeHashes(leaves, consistencyRanges(one.size1, one.size2))).toEqual(
        (one.proof ?? []).map(bytes),
      );
    },
  );

  function knownInclusion({ wantErr, treeSize, root }: InclusionCase): boolean {
    return !wantErr && rootOf(treeSize).equals(bytes(root));
  }

  function knownConsistency({ wantErr, size1, size2, root1, root2 }: ConsistencyCase): boolean {
    return !wantErr && rootOf(size1).equals(bytes(root1)) && rootOf(size2).equals(bytes(root2));
  }

  function rootOf(size: number): Buffer {
    return merkleRoot(leaves.slice(0, size));
  }

  it('has cases that can be made', () => {
    expect(inclusions.filter(knownInclusion).length).toBeGreaterThan(3);
    expect(consistencies.filter(knownConsistency).length).toBeGreaterThan(3);
  });
});

describe('proofs of trees of every size up to 40', () => {
  const leaves = Array.from({ length: 40 }, (_, at) => leafHash(Buffer.from(`entry ${at}`)));
  const sizes = leaves.map((_, at) => [at + 1]);

  it.each(sizes)('show every leaf of %i to be where it is, and nowhere else', (size) => {
    const tree = leaves.slice(0, size);
    const root = definedRoot(tree);
    for (const [index, leaf] of tree.entries()) {
      const proof = rangeHashes(tree, inclusionRanges(index, size));
      expect(proof).toEqual(definedPath(index, tree));
      const accepted = tree.map((_, at) =>
        isIncluded({ index: at, size, leafHash: leaf, root, proof }),
      );
      expect(accepted).toEqual(tree.map((_, at) => at === index));
    }
  });

  it.each(sizes)('show %i to continue every smaller one', (to) => {
    const tree = leaves.slice(0, to);
    for (let from = 1; from <= to; from++) {
      const proof = rangeHashes(tree, consistencyRanges(from, to));
      expect(proof).toEqual(definedSubproof(from, tree, true));
      const claim = { from, to, newRoot: definedRoot(tree), proof };
      expect(isConsistent({ ...claim, oldRoot: definedRoot(tree.slice(0, from)) })).toBe(true);
      expect(isConsistent({ ...claim, oldRoot: randomBytes(32) })).toBe(false);
      expect(
        isConsistent({
          ...claim,
          oldRoot: definedRoot(tree.slice(0, from)),
          newRoot: randomBytes(32),
        }),
      ).toBe(false);
    }
  });
});

describe('completeSubtrees', () => {
  it('covers a beginning of a tree without gap or overlap, the largest first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 }), (end) => {
        const subtrees = completeSubtrees({ start: 0, end });
        let reached = 0;
        for (const { height, position } of subtrees) {
          expect(position * 2 ** height).toBe(reached);
          reached += 2 ** height;
        }
        expect(reached).toBe(end);
        expect(subtrees).toEqual(subtrees.toSorted((a, b) => b.height - a.height));
      }),
    );
  });

  it('covers every range of a proof, in a tree of any size', () => {
    const places = fc
      .integer({ min: 1, max: 2 ** 45 })
      .chain((size) => fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.constant(size)));
    fc.assert(
      fc.property(places, ([index, size]) => {
        for (const range of [
          ...inclusionRanges(index, size),
          ...consistencyRanges(index + 1, size),
        ]) {
          const widths = completeSubtrees(range).map(({ height, position }) => {
            expect(Number.isInteger(position)).toBe(true);
            return 2 ** height;
          });
          expect(widths.reduce((sum, width) => sum + width, 0)).toBe(range.end - range.start);
        }
      }),
    );
  });
});

function rangeHashes(
  leaves: readonly Buffer[],
  ranges: readonly { start: number; end: number }[],
): Buffer[] {
  return ranges.map(({ start, end }) => definedRoot(leaves.slice(start, end)));
}

// The recursive definitions of RFC 9162, word by word.

const sha256 = (...parts: Buffer[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

/** MTH of 2.1.1. */
function definedRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0]!;
  const k = splitOf(leaves.length);
  return sha256(Buffer.of(1), definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k)));
}

/** PATH of 2.1.3.1. */
function definedPath(m: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length <= 1) return [];
  const k = splitOf(leaves.length);
  return m < k
    ? [...definedPath(m, leaves.slice(0, k)), definedRoot(leaves.slice(k))]
    : [...definedPath(m - k, leaves.slice(k)), definedRoot(leaves.slice(0, k))];
}

/** SUBPROOF of 2.1.4.1. */
function definedSubproof(m: number, leaves: readonly Buffer[], b: boolean): Buffer[] {
  if (m === leaves.length) return b ? [] : [definedRoot(leaves)];
  const k = splitOf(leaves.length);
  return m <= k
    ? [...definedSubproof(m, leaves.slice(0, k), b), definedRoot(leaves.slice(k))]
    : [...definedSubproof(m - k, leaves.slice(k), false), definedRoot(leaves.slice(0, k))];
}

function splitOf(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}
