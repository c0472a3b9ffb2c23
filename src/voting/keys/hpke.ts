import { Aes128Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { concat, type Bytes } from './bytes.js';

/** The key pair of a recipient: X25519 (RFC 7748), 32 bytes each half. */
export interface KeyPair {
  readonly publicKey: Bytes;
  readonly privateKey: Bytes;
}

/** For what something is sealed (`info`), and what it belongs to (`aad`), in the words of RFC 9180. */
export interface SealedFor {
  readonly info: Bytes;
  readonly aad: Bytes;
}

export const keyBytes = 32;
/** By how much a sealed text is longer than its content: `enc` (32 bytes) before it, the tag (16 bytes) after it. */
export const sealBytes = 48;

// RFC 9180, base mode: KEM 0x0020, KDF 0x0001, AEAD 0x0001.
const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes128Gcm(),
});

/** RFC 7748 § 6.1: a public key is the private one times this point. */
const basePoint = Uint8Array.from({ length: keyBytes }, (_, at) => (at === 0 ? 9 : 0));

export async function makeKeyPair(): Promise<KeyPair> {
  const { publicKey, privateKey } = await suite.kem.generateKeyPair();
  return {
    publicKey: new Uint8Array(await suite.kem.serializePublicKey(publicKey)),
    privateKey: new Uint8Array(await suite.kem.serializePrivateKey(privateKey)),
  };
}

/** The public half that goes with a private one. */
export async function publicHalf(privateKey: Bytes): Promise<Bytes> {
  const algorithm = { name: 'X25519', public: await suite.kem.deserializePublicKey(basePoint) };
  const key = await suite.kem.deserializePrivateKey(privateKey);
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 8 * keyBytes));
}

/** `enc ‖ ct`. */
export async function seal(publicKey: Bytes, sealedFor: SealedFor, content: Bytes): Promise<Bytes> {
  const { info, aad } = sealedFor;
  const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey);
  const { enc, ct } = await suite.seal({ recipientPublicKey, info }, content, aad);
  return concat(new Uint8Array(enc), new Uint8Array(ct));
}

/** What was sealed; null when it was sealed to another key or for something else, or was changed since. */
export async function open(
  privateKey: Bytes,
  sealedFor: SealedFor,
  sealed: Bytes,
): Promise<Bytes | null> {
  const { info, aad } = sealedFor;
  const recipientKey = await suite.kem.deserializePrivateKey(privateKey);
  const [enc, ct] = [sealed.slice(0, keyBytes), sealed.slice(keyBytes)];
  try {
    return new Uint8Array(await suite.open({ recipientKey, enc, info }, ct, aad));
  } catch {
    return null;
  }
}

/** Whether something can be sealed to these bytes. They may be no key at all, or one of the few to which everything opens. */
export async function canBeSealedTo(publicKey: Bytes): Promise<boolean> {
  if (publicKey.length !== keyBytes || !isCanonical(publicKey)) return false;
  const nothing = new Uint8Array();
  return await seal(publicKey, { info: nothing, aad: nothing }, nothing).then(
    () => true,
    () => false,
  );
}

/**
 * Whether a public key is written as a number below 2^255 − 19, the lowest byte first. RFC 7748 § 5 reads the others as keys
 * too, but the private half does not open what is sealed to them, and each would be a second name of a key.
 */
function isCanonical([lowest = 0, ...higher]: Bytes): boolean {
  const highest = higher.pop() ?? 0;
  return (
    highest < 0x7f || (highest === 0x7f && (lowest < 0xed || higher.some((byte) => byte < 0xff)))
  );
}
