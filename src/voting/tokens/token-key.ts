import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { defined } from '../../kernel/assert.js';
import { bytesToInteger } from './big-endian.js';

/** Rounds use 2048-bit keys: a signature fits a small ballot, and a key lives for one round only. */
export const tokenKeyBits = 2048;

/** The public half of a round's token key, with the numbers that blinding needs. */
export interface TokenPublicKey {
  readonly key: KeyObject;
  readonly modulus: bigint;
  /** The length of the modulus, and of every signature, in bytes. */
  readonly size: number;
}

export interface TokenKeyPair {
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer;
  /** PKCS #8, DER. */
  readonly privateKey: Buffer;
}

/** A new key pair for one round. */
export async function generateTokenKey(): Promise<TokenKeyPair> {
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: tokenKeyBits,
    publicExponent: 0x10001,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  return {
    publicKey: Buffer.from(pair.publicKey as unknown as Uint8Array),
    privateKey: Buffer.from(pair.privateKey as unknown as Uint8Array),
  };
}

export function readTokenPublicKey(spki: Uint8Array): TokenPublicKey {
  return describePublicKey(
    createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }),
  );
}

export function readTokenPrivateKey(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
}

/** The numbers of an RSA key, public or private. */
export function describePublicKey(key: KeyObject): TokenPublicKey {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const { n } = publicKey.export({ format: 'jwk' });
  const modulus = Buffer.from(defined(n, 'the modulus of an RSA key'), 'base64url');
  return { key: publicKey, modulus: bytesToInteger(modulus), size: modulus.length };
}
