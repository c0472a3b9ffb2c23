import { isId, type RoundId } from '../../kernel/ids.js';
import { assert } from '../../kernel/assert.js';

/** The serial of a ballot: drawn by the voter's device, never seen by the server before the ballot is cast. */
export const serialBytes = 32;

/** The message randomiser of RSABSSA-…-Randomized (RFC 9474 § 4.1). */
export const prefixBytes = 32;

const domainSeparator = Buffer.from('irikteu/token/1\0', 'ascii');

/**
 * What the token key signs: that the bearer of `serial` may cast one ballot in the round. A token of one round is no
 * token in any other, even under the same key.
 */
export function tokenMessage(round: RoundId, serial: Uint8Array): Buffer {
  assert(serial.length === serialBytes, 'a serial has 32 bytes');
  return Buffer.concat([domainSeparator, roundBytes(round), serial]);
}

/** The sixteen bytes of a round's UUID. */
export function roundBytes(round: RoundId): Buffer {
  assert(isId(round), 'a round has a UUID');
  return Buffer.from(round.replaceAll('-', ''), 'hex');
}

/** RFC 9474 § 4.1, Prepare for the randomised variants: the prefix goes before the message. */
export function preparedMessage(prefix: Uint8Array, message: Uint8Array): Buffer {
  assert(prefix.length === prefixBytes, 'a message randomiser has 32 bytes');
  return Buffer.concat([prefix, message]);
}
