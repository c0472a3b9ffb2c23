import { constants, privateDecrypt, publicEncrypt, type KeyObject } from 'node:crypto';
import { assert } from '../../kernel/assert.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { bytesToInteger } from './big-endian.js';
import type { TokenPublicKey } from './token-key.js';

/** Why a blinded message is not signed. No honest client ever sends one of these. */
export type BlindedMessageRefusal =
  | { readonly kind: 'blinded-message-wrong-length'; readonly expected: number }
  | { readonly kind: 'blinded-message-not-below-modulus' }
  | { readonly kind: 'blinded-message-is-zero' }
  | { readonly kind: 'blinded-message-is-one' }
  | { readonly kind: 'blinded-message-is-minus-one' };

/**
 * The range check of a blinded message. RFC 9474 § 4.3 refuses what is not below the modulus; 0, 1 and n − 1 are their
 * own signatures, so signing them would say nothing.
 */
export function checkBlindedMessage(
  key: TokenPublicKey,
  blinded: Uint8Array,
): Result<Uint8Array, BlindedMessageRefusal> {
  if (blinded.length !== key.size)
    return refuse({ kind: 'blinded-message-wrong-length', expected: key.size });
  const value = bytesToInteger(blinded);
  if (value >= key.modulus) return refuse({ kind: 'blinded-message-not-below-modulus' });
  if (value === 0n) return refuse({ kind: 'blinded-message-is-zero' });
  if (value === 1n) return refuse({ kind: 'blinded-message-is-one' });
  if (value === key.modulus - 1n) return refuse({ kind: 'blinded-message-is-minus-one' });
  return accept(blinded);
}

/** BlindSign (RFC 9474 § 4.3) on a message that passed the range check. Deterministic: the same message, the same answer. */
export function blindSign(
  privateKey: KeyObject,
  publicKey: KeyObject,
  blinded: Uint8Array,
): Buffer {
  const padding = constants.RSA_NO_PADDING;
  const signature = privateDecrypt({ key: privateKey, padding }, blinded);
  // Steps 3 and 4: a faulty private operation must not leave the house, it could give the key away.
  const back = publicEncrypt({ key: publicKey, padding }, signature);
  assert(back.equals(blinded), 'a blind signature verifies');
  return signature;
}
