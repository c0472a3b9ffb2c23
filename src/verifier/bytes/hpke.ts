import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  decapsulate,
  hash,
  type KeyObject,
} from 'node:crypto';

// HPKE in base mode (RFC 9180) with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-128-GCM, written down from the RFC.

const suite = Buffer.concat([Buffer.from('HPKE'), Buffer.of(0x00, 0x20, 0x00, 0x01, 0x00, 0x01)]);
const version = Buffer.from('HPKE-v1');
const none = Buffer.alloc(0);
const tagBytes = 16;

// RFC 8410: what comes before the 32 bytes of an X25519 key in SubjectPublicKeyInfo and in PKCS #8.
const spkiPrefix = Buffer.from('302a300506032b656e032100', 'hex');
const pkcs8Prefix = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** An X25519 key pair, from the 32 bytes of its private half. */
export interface KemKey {
  readonly privateKey: KeyObject;
  readonly publicKey: Buffer;
}

/** The key pair of a private half; null where the bytes are none. */
export function kemKeyOf(privateBytes: Uint8Array): KemKey | null {
  if (privateBytes.length !== 32) return null;
  const privateKey = createPrivateKey({
    key: Buffer.concat([pkcs8Prefix, privateBytes]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { privateKey, publicKey: spki.subarray(spkiPrefix.length) };
}

/** What is sealed, and what it was bound to. */
export interface Sealed {
  readonly enc: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly aad: Uint8Array;
}

/** Opens what was sealed to a key in a context; null where it does not open. The decapsulation (RFC 9180, 4.1) is OpenSSL's. */
export function openSealed(key: KemKey, context: KeyContext, sealed: Sealed): Buffer | null {
  try {
    return decrypt(decapsulate(key.privateKey, sealed.enc), context, sealed);
  } catch {
    return null;
  }
}

/** The part of the key schedule that rests on the label only (RFC 9180, 5.1). */
export type KeyContext = Buffer;

export function keyContext(info: Uint8Array): KeyContext {
  const pskHash = labeledExtract(none, 'psk_id_hash', none);
  const infoHash = labeledExtract(none, 'info_hash', info);
  return Buffer.concat([Buffer.of(0), pskHash, infoHash]);
}

function decrypt(shared: Buffer, context: KeyContext, { ciphertext, aad }: Sealed): Buffer {
  const secret = labeledExtract(shared, 'secret', none);
  const key = labeledExpand(secret, 'key', context, 16);
  const nonce = labeledExpand(secret, 'base_nonce', context, 12);
  const body = ciphertext.subarray(0, ciphertext.length - tagBytes);
  const decipher = createDecipheriv('aes-128-gcm', createSecretKey(key), nonce);
  decipher.setAAD(aad);
  decipher.setAuthTag(ciphertext.subarray(ciphertext.length - tagBytes));
  return Buffer.concat([decipher.update(body), decipher.final()]);
}

function labeledExtract(salt: Uint8Array, name: string, input: Uint8Array): Buffer {
  return hmac(salt, [version, suite, Buffer.from(name), input]);
}

/** One block of HKDF-Expand is enough for every length used here: at most 32 bytes. */
function labeledExpand(secret: Uint8Array, name: string, info: Uint8Array, length: number): Buffer {
  const size = Buffer.of(length >> 8, length & 0xff);
  const parts = [size, version, suite, Buffer.from(name), info, Buffer.of(1)];
  return hmac(secret, parts).subarray(0, length);
}

const block = 64;

/** HMAC-SHA256 (RFC 2104) with a key of no more than a block; in two calls, for a box asks for millions. */
function hmac(key: Uint8Array, parts: readonly Uint8Array[]): Buffer {
  const [inner, outer] = [Buffer.alloc(block, 0x36), Buffer.alloc(block, 0x5c)];
  for (let at = 0; at < key.length; at++) {
    const byte = key[at] ?? 0;
    inner[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  }
  const hashed = hash('sha256', Buffer.concat([inner, ...parts]), 'buffer');
  return hash('sha256', Buffer.concat([outer, hashed]), 'buffer');
}
