import { createHash } from 'node:crypto';
import { assert } from '../../kernel/assert.js';

/** RSABSSA-SHA384-PSS (RFC 9474 § 5): SHA-384 with MGF1-SHA-384 and a salt as long as the hash. */
export const pssHash = 'sha384';
export const pssSaltBytes = 48;

/** EMSA-PSS-ENCODE (RFC 8017 § 9.1.1) of `message` into `bits` bits. */
export function encodePss(message: Uint8Array, bits: number, salt: Uint8Array): Buffer {
  const length = Math.ceil(bits / 8);
  const hashed = digest(message);
  assert(length >= hashed.length + salt.length + 2, 'the key is long enough for the encoding');
  const fingerprint = digest(Buffer.concat([Buffer.alloc(8), hashed, salt]));
  const block = Buffer.alloc(length - fingerprint.length - 1);
  block[block.length - salt.length - 1] = 1;
  block.set(salt, block.length - salt.length);
  const mask = maskOf(fingerprint, block.length);
  for (let at = 0; at < block.length; at++) block[at] = (block[at] ?? 0) ^ (mask[at] ?? 0);
  block[0] = (block[0] ?? 0) & (0xff >> (8 * length - bits));
  return Buffer.concat([block, fingerprint, Buffer.of(0xbc)]);
}

/** MGF1 (RFC 8017, appendix B.2.1). */
function maskOf(seed: Buffer, length: number): Buffer {
  const parts: Buffer[] = [];
  for (let counter = 0; counter * pssSaltBytes < length; counter++) {
    const suffix = Buffer.alloc(4);
    suffix.writeUInt32BE(counter);
    parts.push(digest(Buffer.concat([seed, suffix])));
  }
  return Buffer.concat(parts);
}

function digest(bytes: Uint8Array): Buffer {
  return createHash(pssHash).update(bytes).digest();
}
