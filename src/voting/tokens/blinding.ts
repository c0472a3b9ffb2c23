import { constants, publicEncrypt, randomBytes } from 'node:crypto';
import { assert, defined } from '../../kernel/assert.js';
import type { RoundId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { bytesToInteger, integerToBytes } from './big-endian.js';
import { encodePss, pssSaltBytes } from './pss-encoding.js';
import type { TokenPublicKey } from './token-key.js';
import { prefixBytes, preparedMessage, serialBytes, tokenMessage } from './token-message.js';
import { isSignatureOf, type Token } from './token-verification.js';

/** The secret and random parts of blinding one message. */
export interface BlindingChoice {
  readonly salt: Uint8Array;
  /** Uniform in 1 … n − 1. */
  readonly factor: bigint;
}

export interface BlindedMessage {
  readonly blinded: Buffer;
  /** The inverse of the blinding factor, which takes the blinding off again. */
  readonly inverse: bigint;
}

/** A token before the server has signed it. All but `blinded` stays on the voter's device. */
export interface UnsignedToken extends BlindedMessage {
  readonly round: RoundId;
  readonly serial: Buffer;
  readonly prefix: Buffer;
}

type Entropy = (size: number) => Buffer;

/**
 * The voter's half of RFC 9474 for many simulated voters at once, on native RSA: one modular inversion serves the whole
 * batch. Real voters run the standard library in their browser.
 */
export function requestTokens(
  key: TokenPublicKey,
  round: RoundId,
  count: number,
  entropy: Entropy = randomBytes,
): UnsignedToken[] {
  const tokens = Array.from({ length: count }, () => ({
    round,
    serial: entropy(serialBytes),
    prefix: entropy(prefixBytes),
  }));
  const messages = tokens.map(({ prefix, serial }) =>
    preparedMessage(prefix, tokenMessage(round, serial)),
  );
  const choices = messages.map(() => ({
    salt: entropy(pssSaltBytes),
    factor: randomBelow(key, entropy),
  }));
  const blinded = blindMessages(key, messages, choices);
  return tokens.map((token, at) => ({ ...token, ...defined(blinded[at], 'a blinded message') }));
}

/** Takes the blinding off the server's answer and refuses an answer that is not a signature on the token. */
export function finishToken(
  key: TokenPublicKey,
  token: UnsignedToken,
  blindSignature: Uint8Array,
): Result<Token, { kind: 'not-a-blind-signature' }> {
  const message = preparedMessage(token.prefix, tokenMessage(token.round, token.serial));
  const signature = unblind(key, message, blindSignature, token.inverse);
  if (!signature.ok) return signature;
  return accept({ serial: token.serial, prefix: token.prefix, signature: signature.value });
}

/** Blind (RFC 9474 § 4.2) for prepared messages and given choices; the inverses by Montgomery's trick. */
export function blindMessages(
  key: TokenPublicKey,
  messages: readonly Uint8Array[],
  choices: readonly BlindingChoice[],
): BlindedMessage[] {
  assert(messages.length === choices.length, 'every message has its blinding');
  const bits = key.modulus.toString(2).length - 1;
  const encoded = messages.map((message, at) =>
    bytesToInteger(encodePss(message, bits, defined(choices[at], 'a blinding').salt)),
  );
  // Step 4, is_coprime: the product of the encodings is inverted along with the blinding factors.
  const witness = encoded.reduce((product, value) => (product * value) % key.modulus, 1n);
  const inverses = invertAll([...choices.map(({ factor }) => factor), witness], key.modulus);
  return choices.map(({ factor }, at) => {
    const product = defined(encoded[at], 'an encoding') * power(key, factor);
    return {
      blinded: integerToBytes(product % key.modulus, key.size),
      inverse: defined(inverses[at], 'an inverse'),
    };
  });
}

/** Finalize (RFC 9474 § 4.4). */
export function unblind(
  key: TokenPublicKey,
  message: Uint8Array,
  blindSignature: Uint8Array,
  inverse: bigint,
): Result<Buffer, { kind: 'not-a-blind-signature' }> {
  if (blindSignature.length !== key.size) return refuse({ kind: 'not-a-blind-signature' });
  const product = (bytesToInteger(blindSignature) * inverse) % key.modulus;
  const signature = integerToBytes(product, key.size);
  return isSignatureOf(key, message, signature)
    ? accept(signature)
    : refuse({ kind: 'not-a-blind-signature' });
}

/** The public operation, `value` to the exponent of the key. */
function power(key: TokenPublicKey, value: bigint): bigint {
  const bytes = integerToBytes(value, key.size);
  return bytesToInteger(publicEncrypt({ key: key.key, padding: constants.RSA_NO_PADDING }, bytes));
}

function randomBelow(key: TokenPublicKey, entropy: Entropy): bigint {
  for (;;) {
    const value = bytesToInteger(entropy(key.size));
    if (value > 0n && value < key.modulus) return value;
  }
}

/** The inverses of all values with one inversion. A value that shares a factor with the modulus has none. */
function invertAll(values: readonly bigint[], modulus: bigint): bigint[] {
  const products: bigint[] = [];
  let product = 1n;
  for (const value of values) {
    products.push(product);
    product = (product * value) % modulus;
  }
  let inverse = invert(product, modulus);
  const inverses = new Array<bigint>(values.length);
  for (let at = values.length - 1; at >= 0; at--) {
    inverses[at] = (inverse * defined(products[at], 'a product')) % modulus;
    inverse = (inverse * defined(values[at], 'a value')) % modulus;
  }
  return inverses;
}

/** The extended Euclidean algorithm. */
function invert(value: bigint, modulus: bigint): bigint {
  let [remainder, next] = [modulus, value % modulus];
  let [coefficient, nextCoefficient] = [0n, 1n];
  while (next !== 0n) {
    const quotient = remainder / next;
    [remainder, next] = [next, remainder - quotient * next];
    [coefficient, nextCoefficient] = [nextCoefficient, coefficient - quotient * nextCoefficient];
  }
  assert(remainder === 1n, 'a random number shares no factor with an RSA modulus');
  return coefficient < 0n ? coefficient + modulus : coefficient;
}
