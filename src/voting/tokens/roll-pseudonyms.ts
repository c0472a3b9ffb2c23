import type { RoundId } from '../../kernel/ids.js';
import { roundBytes } from './token-message.js';

export const rollKeyBytes = 32;

/** What the pseudonym of a voter in a round covers before the sixteen bytes of the member's UUID: the label and the round. */
export function pseudonymContext(round: RoundId): Buffer {
  return Buffer.concat([Buffer.from('irikteu/voter/1\0', 'ascii'), roundBytes(round)]);
}

/**
 * The two blocks HMAC-SHA256 starts its hashes with (RFC 2104 § 2), `context` put after the inner one, for where only SHA-256
 * is at hand: the code of `context ‖ x` is `SHA-256(outer ‖ SHA-256(inner ‖ x))`.
 */
export function hmacBlocks(
  key: Uint8Array,
  context: Uint8Array,
): { readonly inner: Buffer; readonly outer: Buffer } {
  const block = Buffer.concat([key, Buffer.alloc(64 - key.length)]);
  return {
    inner: Buffer.concat([block.map((byte) => byte ^ 0x36), context]),
    outer: Buffer.from(block.map((byte) => byte ^ 0x5c)),
  };
}
