import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { assert } from '../../kernel/assert.js';

/** The length of a key of X25519, public or private (RFC 7748 § 5). */
export const x25519Bytes = 32;

/** What stands before the 32 bytes of a key in its DER form (RFC 8410 § 4 and § 7). */
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex');
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** A key pair as its raw bytes. */
export interface X25519Pair {
  readonly publicKey: Buffer;
  readonly privateKey: Buffer;
}

/** A new key pair. */
export function newX25519Pair(): X25519Pair {
  const { privateKey, publicKey } = generateKeyPairSync('x25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-x25519Bytes),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-x25519Bytes),
  };
}

/** The private key that 32 bytes stand for. Any 32 bytes are one. */
export function x25519PrivateKey(raw: Uint8Array): KeyObject {
  assert(raw.length === x25519Bytes, 'a key of X25519 has 32 bytes');
  const key = Buffer.concat([privatePrefix, raw]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

/** The public key that 32 bytes stand for. Whether anything can be sealed to it shows only when it is tried. */
export function x25519PublicKey(raw: Uint8Array): KeyObject {
  assert(raw.length === x25519Bytes, 'a key of X25519 has 32 bytes');
  const key = Buffer.concat([publicPrefix, raw]);
  return createPublicKey({ key, format: 'der', type: 'spki' });
}

/** The raw public half of a raw private key. */
export function publicHalf(raw: Uint8Array): Buffer {
  const publicKey = createPublicKey(x25519PrivateKey(raw));
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(-x25519Bytes);
}
