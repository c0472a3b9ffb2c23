import { createHash } from 'node:crypto';
import { leafHash, merkleRoot } from './merkle-tree.js';

const sha256 = (...parts: Buffer[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

/** The recursive definition of RFC 9162, 2.1.1, word by word. */
function definedRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  const [only] = leaves;
  if (leaves.length === 1 && only) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(
    Buffer.of(1),
    definedRoot(leaves.slice(0, split)),
    definedRoot(leaves.slice(split)),
  );
}

describe('merkleRoot', () => {
  it.each(Array.from({ length: 40 }, (_, size) => [size]))(
    'is the root that RFC 9162 defines over %i leaves',
    (size) => {
      const leaves = Array.from({ length: size }, (_, at) => leafHash(Buffer.from(`entry ${at}`)));
      expect(merkleRoot(leaves).equals(definedRoot(leaves))).toBe(true);
    },
  );
});
