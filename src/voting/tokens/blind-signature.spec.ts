import { createPrivateKey, type KeyObject, type webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import type { RoundId } from '../../kernel/ids.js';
import { bytesToInteger, integerToBytes } from './big-endian.js';
import { blindSign, checkBlindedMessage } from './blind-signing.js';
import { blindMessages, finishToken, requestTokens, unblind } from './blinding.js';
import {
  describePublicKey,
  generateTokenKey,
  readTokenPrivateKey,
  readTokenPublicKey,
  type TokenPublicKey,
} from './token-key.js';
import { preparedMessage, tokenMessage } from './token-message.js';
import { isSignatureOf, isTokenOf } from './token-verification.js';

type Vector = Record<
  | 'p'
  | 'q'
  | 'n'
  | 'e'
  | 'd'
  | 'msg'
  | 'msg_prefix'
  | 'input_msg'
  | 'salt'
  | 'inv'
  | 'blinded_msg'
  | 'blind_sig'
  | 'sig',
  string
>;

const round = '6f1f6c52-6f0b-4d5a-9a3e-3d2f5a3b1c01' as RoundId;
const vector = JSON.parse(
  readFileSync('test/fixtures/rfc9474/rsabssa-sha384-pss-randomized.json', 'utf8'),
) as Vector;

let privateKey: KeyObject;
let publicKey: TokenPublicKey;

beforeAll(async () => {
  const pair = await generateTokenKey();
  privateKey = readTokenPrivateKey(pair.privateKey);
  publicKey = readTokenPublicKey(pair.publicKey);
});

describe('RSABSSA-SHA384-PSS-Randomized, RFC 9474 appendix A.1', () => {
  const key = keyOf(vector);
  const numbers = describePublicKey(key);
  const message = bytes(vector.input_msg);

  it('prepares the published input message', () => {
    expect(preparedMessage(bytes(vector.msg_prefix), bytes(vector.msg))).toEqual(message);
  });

  it('blinds it to the published blinded message', () => {
    const factor = inverse(bytesToInteger(bytes(vector.inv)), numbers.modulus);
    const [blinded] = blindMessages(numbers, [message], [{ salt: bytes(vector.salt), factor }]);
    expect(blinded?.blinded).toEqual(bytes(vector.blinded_msg));
    expect(blinded?.inverse).toBe(bytesToInteger(bytes(vector.inv)));
  });

  it('signs it with the published blind signature', () => {
    const blinded = bytes(vector.blinded_msg);
    expect(checkBlindedMessage(numbers, blinded).ok).toBe(true);
    expect(blindSign(key, numbers.key, blinded)).toEqual(bytes(vector.blind_sig));
  });

  it('finalizes to the published signature, which verifies', () => {
    const blinding = bytesToInteger(bytes(vector.inv));
    const signature = unblind(numbers, message, bytes(vector.blind_sig), blinding);
    expect(signature).toEqual({ ok: true, value: bytes(vector.sig) });
    expect(isSignatureOf(numbers, message, bytes(vector.sig))).toBe(true);
  });
});

describe('checkBlindedMessage', () => {
  const of = (value: bigint): Buffer => integerToBytes(value, publicKey.size);

  it.each([
    ['blinded-message-is-zero', () => of(0n)],
    ['blinded-message-is-one', () => of(1n)],
    ['blinded-message-is-minus-one', () => of(publicKey.modulus - 1n)],
    ['blinded-message-not-below-modulus', () => of(publicKey.modulus)],
    ['blinded-message-not-below-modulus', () => Buffer.alloc(publicKey.size, 0xff)],
    ['blinded-message-wrong-length', () => Buffer.alloc(publicKey.size - 1, 1)],
    ['blinded-message-wrong-length', () => Buffer.alloc(publicKey.size + 1)],
  ])('refuses with %s', (kind, blinded) => {
    expect(checkBlindedMessage(publicKey, blinded())).toMatchObject({
      ok: false,
      error: { kind },
    });
  });

  it('takes the smallest and the largest message that are not their own signature', () => {
    expect(checkBlindedMessage(publicKey, of(2n)).ok).toBe(true);
    expect(checkBlindedMessage(publicKey, of(publicKey.modulus - 2n)).ok).toBe(true);
  });
});

describe('requestTokens', () => {
  it('blinds a batch whose every answer finishes to a token of the round', () => {
    const tokens = requestTokens(publicKey, round, 20).map((unsigned) =>
      finishToken(publicKey, unsigned, blindSign(privateKey, publicKey.key, unsigned.blinded)),
    );
    expect(tokens.every((token) => token.ok && isTokenOf(publicKey, round, token.value))).toBe(
      true,
    );
  });

  it('refuses an answer that is not a signature on the token', () => {
    const [first, second] = requestTokens(publicKey, round, 2);
    const other = blindSign(privateKey, publicKey.key, second!.blinded);
    expect(finishToken(publicKey, first!, other)).toEqual({
      ok: false,
      error: { kind: 'not-a-blind-signature' },
    });
    expect(finishToken(publicKey, first!, other.subarray(1)).ok).toBe(false);
  });
});

describe('isTokenOf', () => {
  it('refuses a token of another round, another serial, another length', () => {
    const [unsigned] = requestTokens(publicKey, round, 1);
    const answer = blindSign(privateKey, publicKey.key, unsigned!.blinded);
    const finished = finishToken(publicKey, unsigned!, answer);
    if (!finished.ok) throw new Error('the answer finishes');
    const token = finished.value;
    const elsewhere = '6f1f6c52-6f0b-4d5a-9a3e-3d2f5a3b1c02' as RoundId;
    expect(isTokenOf(publicKey, elsewhere, token)).toBe(false);
    expect(isTokenOf(publicKey, round, { ...token, serial: Buffer.alloc(32) })).toBe(false);
    expect(isTokenOf(publicKey, round, { ...token, serial: Buffer.alloc(31) })).toBe(false);
    expect(isTokenOf(publicKey, round, { ...token, prefix: Buffer.alloc(0) })).toBe(false);
    expect(isTokenOf(publicKey, round, { ...token, signature: Buffer.alloc(9) })).toBe(false);
  });
});

describe('with @cloudflare/blindrsa-ts, the library of the browser', () => {
  const suite = RSABSSA.SHA384.PSS.Randomized();
  let webPublicKey: webcrypto.CryptoKey;
  let webPrivateKey: webcrypto.CryptoKey;

  beforeAll(async () => {
    const pair = await generateTokenKey();
    const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
    const { subtle } = globalThis.crypto;
    webPublicKey = await subtle.importKey('spki', pair.publicKey, algorithm, true, ['verify']);
    webPrivateKey = await subtle.importKey('pkcs8', pair.privateKey, algorithm, true, ['sign']);
    privateKey = readTokenPrivateKey(pair.privateKey);
    publicKey = readTokenPublicKey(pair.publicKey);
  });

  it('signs what the library blinds', async () => {
    const serial = Buffer.alloc(32, 7);
    const prepared = suite.prepare(tokenMessage(round, serial));
    const { blindedMsg, inv } = await suite.blind(webPublicKey, prepared);
    const answer = blindSign(privateKey, publicKey.key, blindedMsg);
    const signature = await suite.finalize(webPublicKey, prepared, answer, inv);
    const token = { serial, prefix: prepared.subarray(0, 32), signature };
    expect(isTokenOf(publicKey, round, token)).toBe(true);
  });

  it('finishes what the library signs', async () => {
    const [unsigned] = requestTokens(publicKey, round, 1);
    const answer = await suite.blindSign(webPrivateKey, unsigned!.blinded);
    expect(answer).toEqual(new Uint8Array(blindSign(privateKey, publicKey.key, unsigned!.blinded)));
    const token = finishToken(publicKey, unsigned!, answer);
    expect(token.ok).toBe(true);
  });
});

function bytes(hex: string): Buffer {
  return Buffer.from(hex.replace(/^0x/, ''), 'hex');
}

function keyOf(of: Vector): KeyObject {
  const [p, q, d] = [of.p, of.q, of.d].map((hex) => bytesToInteger(bytes(hex)));
  const url = (value: bigint): string => {
    const hex = value.toString(16);
    return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString(
      'base64url',
    );
  };
  const jwk = {
    kty: 'RSA',
    n: url(bytesToInteger(bytes(of.n))),
    e: url(bytesToInteger(bytes(of.e))),
    d: url(d!),
    p: url(p!),
    q: url(q!),
    dp: url(d! % (p! - 1n)),
    dq: url(d! % (q! - 1n)),
    qi: url(inverse(q!, p!)),
  };
  return createPrivateKey({ key: jwk, format: 'jwk' });
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [r, next, s, nextS] = [modulus, value % modulus, 0n, 1n];
  while (next !== 0n) {
    const quotient = r / next;
    [r, next] = [next, r - quotient * next];
    [s, nextS] = [nextS, s - quotient * nextS];
  }
  return s < 0n ? s + modulus : s;
}
