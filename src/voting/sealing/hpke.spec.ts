import { decapsulate, diffieHellman } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Aes128Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import fc from 'fast-check';
import { keySchedule, openerOf, sealerOf } from './hpke.js';
import { newX25519Pair, publicHalf, x25519PrivateKey, x25519PublicKey } from './x25519.js';

type Vector = Record<
  | 'info'
  | 'pkEm'
  | 'skEm'
  | 'pkRm'
  | 'skRm'
  | 'enc'
  | 'shared_secret'
  | 'key'
  | 'base_nonce'
  | 'pt'
  | 'aad'
  | 'ct',
  string
>;

const vector = JSON.parse(readFileSync('test/fixtures/rfc9180/a.1.1-base.json', 'utf8')) as Vector;

describe('HPKE base mode, RFC 9180 appendix A.1.1', () => {
  const of = (name: keyof Vector): Buffer => Buffer.from(vector[name], 'hex');

  it('derives the published public keys', () => {
    expect(publicHalf(of('skRm'))).toEqual(of('pkRm'));
    expect(publicHalf(of('skEm'))).toEqual(of('pkEm'));
  });

  it('decapsulates the published shared secret', () => {
    expect(decapsulate(x25519PrivateKey(of('skRm')), of('enc'))).toEqual(of('shared_secret'));
  });

  it('schedules the published key and nonce', () => {
    expect(keySchedule(of('info'))(of('shared_secret'))).toEqual({
      key: of('key'),
      nonce: of('base_nonce'),
    });
  });

  it('opens the published ciphertext', () => {
    const open = openerOf(x25519PrivateKey(of('skRm')), of('info'));
    expect(open(of('enc'), of('ct'), of('aad'))).toEqual(of('pt'));
  });
});

describe('what does not open', () => {
  const pair = newX25519Pair();
  const [info, aad] = [Buffer.from('info'), Buffer.from('aad')];
  const message = Buffer.from('twenty bytes of text');
  const { enc, ct } = sealerOf(x25519PublicKey(pair.publicKey), info)(message, aad);
  const open = openerOf(x25519PrivateKey(pair.privateKey), info);

  it('is all but what was sealed', () => {
    expect(open(enc, ct, aad)).toEqual(message);
  });

  it.each([0, 1, 31, 33, 64])('an encapsulated key of %i bytes', (length) => {
    expect(open(Buffer.alloc(length, enc), ct, aad)).toBeNull();
  });

  // RFC 7748 § 6.1 names the check; the points are those of curve25519 and its twist whose order divides eight.
  it.each([
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000000',
    'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
    '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  ])('the point of low order %s', (point) => {
    const low = Buffer.from(point, 'hex');
    expect(() =>
      diffieHellman({
        privateKey: x25519PrivateKey(pair.privateKey),
        publicKey: x25519PublicKey(low),
      }),
    ).toThrow();
    expect(open(low, ct, aad)).toBeNull();
  });

  it('a ciphertext cut short, or a byte too long', () => {
    for (let length = 0; length < ct.length; length++)
      expect(open(enc, ct.subarray(0, length), aad)).toBeNull();
    expect(open(enc, Buffer.concat([ct, Buffer.of(0)]), aad)).toBeNull();
  });

  it('anything with one bit changed', () => {
    fc.assert(
      fc.property(fc.nat(8 * (enc.length + ct.length) - 1), (bit) => {
        const changed = Buffer.concat([enc, ct]);
        changed[bit >> 3] = changed[bit >> 3]! ^ (1 << (bit & 7));
        // The highest bit of a point means nothing (RFC 7748 § 5); here it is part of the key context all the same.
        expect(open(changed.subarray(0, 32), changed.subarray(32), aad)).toBeNull();
      }),
    );
  });

  it('a message under another aad, another info or another key', () => {
    expect(open(enc, ct, Buffer.from('aaa'))).toBeNull();
    expect(open(enc, ct, Buffer.alloc(0))).toBeNull();
    const key = x25519PrivateKey(pair.privateKey);
    expect(openerOf(key, Buffer.from('inf'))(enc, ct, aad)).toBeNull();
    expect(openerOf(key, Buffer.alloc(0))(enc, ct, aad)).toBeNull();
    const stranger = x25519PrivateKey(newX25519Pair().privateKey);
    expect(openerOf(stranger, info)(enc, ct, aad)).toBeNull();
  });

  it('and what throws is never told apart', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.uint8Array({ maxLength: 60 }),
        (anyEnc, anyCt) => {
          expect(open(anyEnc, anyCt, aad)).toBeNull();
        },
      ),
    );
  });
});

describe('with @hpke/core, the library of the browser', () => {
  const suite = new CipherSuite({
    kem: new DhkemX25519HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: new Aes128Gcm(),
  });
  const [info, aad] = [Buffer.from('irikteu/test/1\0'), Buffer.from('bound to it')];
  const message = Buffer.from('a ballot');

  it('opens what the library seals', async () => {
    const pair = newX25519Pair();
    const recipientPublicKey = await suite.kem.deserializePublicKey(pair.publicKey);
    const { enc, ct } = await suite.seal({ recipientPublicKey, info }, message, aad);
    const open = openerOf(x25519PrivateKey(pair.privateKey), info);
    expect(open(new Uint8Array(enc), new Uint8Array(ct), aad)).toEqual(message);
  });

  it('seals what the library opens', async () => {
    const pair = newX25519Pair();
    const { enc, ct } = sealerOf(x25519PublicKey(pair.publicKey), info)(message, aad);
    const recipientKey = await suite.kem.deserializePrivateKey(pair.privateKey);
    const opened = await suite.open({ recipientKey, enc, info }, ct, aad);
    expect(Buffer.from(opened)).toEqual(message);
  });
});
