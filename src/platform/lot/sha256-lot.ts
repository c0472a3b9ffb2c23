import { createHash } from 'node:crypto';
import { assert } from '../../kernel/assert.js';
import { shuffledPositions, type Lot } from '../../kernel/lot.js';

/**
 * The lot of Irikteu: SHA-256 in counter mode over a published seed and the purpose of the draw, as written down with test
 * vectors in `docs/lot.md`. The seed is hexadecimal; the same seed and purpose always give the same order.
 */
export function sha256Lot(seed: string): Lot {
  assert(/^([0-9a-f]{2})*$/.test(seed), 'a seed is lower-case hexadecimal');
  return {
    seed,
    draw: (purpose, count) => shuffledPositions(count, wordsOf(seed, purpose)),
  };
}

/** The 32-bit words of a draw, one after the other. */
export function wordsOf(seed: string, purpose: string): () => number {
  const prefix = Buffer.concat([
    Buffer.from('irikteu/lot/1\0', 'latin1'),
    withLength(Buffer.from(seed, 'hex')),
    withLength(Buffer.from(purpose, 'utf8')),
  ]);
  let counter = 0n;
  let block = Buffer.alloc(0);
  let at = 0;
  return () => {
    if (at === block.length) {
      block = createHash('sha256').update(prefix).update(bigEndian(counter)).digest();
      counter += 1n;
      at = 0;
    }
    const word = block.readUInt32BE(at);
    at += 4;
    return word;
  };
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function bigEndian(counter: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(counter);
  return bytes;
}
