import type { RoundId } from '../../kernel/ids.js';
import { prefixBytes, roundBytes, serialBytes } from './token-message.js';
import type { Token } from './token-verification.js';

const label = Buffer.from('irikteu/ballot/1\0', 'ascii');
const roundLength = 16;

/** The bytes a ballot's leaf hash covers: all that is stored of it. Every part but the last has a fixed length. */
export function ballotLeaf(
  ballot: Token & { readonly round: RoundId; readonly sealed: Uint8Array },
): Buffer {
  return Buffer.concat([
    label,
    roundBytes(ballot.round),
    ballot.serial,
    ballot.prefix,
    ballot.signature,
    ballot.sealed,
  ]);
}

/** The token in a leaf, whose signature has so many bytes. */
export function tokenInLeaf(leaf: Uint8Array, signatureBytes: number): Token {
  const serialAt = label.length + roundLength;
  const prefixAt = serialAt + serialBytes;
  const signatureAt = prefixAt + prefixBytes;
  return {
    serial: leaf.subarray(serialAt, prefixAt),
    prefix: leaf.subarray(prefixAt, signatureAt),
    signature: leaf.subarray(signatureAt, signatureAt + signatureBytes),
  };
}

/** The ballot in a leaf of a round, whose tokens have so many bytes; null when it is not one. */
export function ballotInLeaf(
  leaf: Buffer,
  round: RoundId,
  signatureBytes: number,
): (Token & { readonly sealed: Uint8Array }) | null {
  const begin = Buffer.concat([label, roundBytes(round)]);
  const sealedAt = begin.length + serialBytes + prefixBytes + signatureBytes;
  if (leaf.length <= sealedAt || !leaf.subarray(0, begin.length).equals(begin)) return null;
  return { ...tokenInLeaf(leaf, signatureBytes), sealed: leaf.subarray(sealedAt) };
}

/** The bytes a receipt's signature covers. */
export function receiptMessage(round: RoundId, leaf: Uint8Array): Buffer {
  return Buffer.from(`irikteu/receipt/1\n${round}\n${Buffer.from(leaf).toString('hex')}`);
}
