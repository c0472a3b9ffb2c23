import { constants, verify } from 'node:crypto';
import type { RoundId } from '../../kernel/ids.js';
import { pssHash, pssSaltBytes } from './pss-encoding.js';
import type { TokenPublicKey } from './token-key.js';
import { prefixBytes, preparedMessage, serialBytes, tokenMessage } from './token-message.js';

/** The right to cast one ballot in one round, as the voter's device shows it. */
export interface Token {
  readonly serial: Uint8Array;
  readonly prefix: Uint8Array;
  readonly signature: Uint8Array;
}

/** Whether all parts of a token have their lengths: what has not is no token, and need not be checked any further. */
export function hasTokenLengths({ size }: TokenPublicKey, token: Token): boolean {
  const { serial, prefix, signature } = token;
  return (
    serial.length === serialBytes && prefix.length === prefixBytes && signature.length === size
  );
}

/** Whether the round's token key signed this serial for this round. */
export function isTokenOf(key: TokenPublicKey, round: RoundId, token: Token): boolean {
  if (!hasTokenLengths(key, token)) return false;
  return isSignatureOf(
    key,
    preparedMessage(token.prefix, tokenMessage(round, token.serial)),
    token.signature,
  );
}

/** RSASSA-PSS-VERIFY (RFC 8017 § 8.1.2) with the parameters of RSABSSA-SHA384-PSS. */
export function isSignatureOf(
  { key, size }: TokenPublicKey,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (signature.length !== size) return false;
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return verify(pssHash, message, { key, padding, saltLength: pssSaltBytes }, signature);
}
