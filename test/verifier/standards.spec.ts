import { constants, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { split } from 'shamir-secret-sharing';
import { kemKeyOf, keyContext, openSealed } from '../../src/verifier/bytes/hpke.js';
import { drawn } from '../../src/verifier/bytes/lot.js';
import { isIncluded } from '../../src/verifier/bytes/merkle.js';
import { isToken, tokenKeyOf } from '../../src/verifier/bytes/signatures.js';
import { combine } from '../../src/verifier/bytes/shamir.js';
import type { ListQuota } from '../../src/verifier/bundle/list-document.js';
import { windowsOf } from '../../src/verifier/checks/windows.js';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(`test/fixtures/${name}.json`, 'utf8'));

describe('HPKE', () => {
  const vector = fixture('rfc9180/a.1.1-base') as Record<string, string>;
  const bytes = (name: string): Buffer => Buffer.from(vector[name] ?? '', 'hex');
  const sealed = { enc: bytes('enc'), ciphertext: bytes('ct'), aad: bytes('aad') };

  it('opens what RFC 9180, appendix A.1.1 sealed', () => {
    const key = kemKeyOf(bytes('skRm'))!;
    expect(key.publicKey).toEqual(bytes('pkRm'));
    expect(openSealed(key, keyContext(bytes('info')), sealed)).toEqual(bytes('pt'));
  });

  it.each(['enc', 'ciphertext', 'aad'] as const)('does not open with another %s', (part) => {
    const key = kemKeyOf(bytes('skRm'))!;
    const changed = Buffer.from(sealed[part]);
    changed[3]! ^= 1;
    expect(openSealed(key, keyContext(bytes('info')), { ...sealed, [part]: changed })).toBeNull();
  });

  it('does not open what is too short, or sealed to a point of low order', () => {
    const key = kemKeyOf(bytes('skRm'))!;
    const context = keyContext(bytes('info'));
    expect(openSealed(key, context, { ...sealed, ciphertext: Buffer.alloc(3) })).toBeNull();
    expect(openSealed(key, context, { ...sealed, enc: Buffer.alloc(32) })).toBeNull();
  });
});

describe('a token', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = tokenKeyOf(publicKey.export({ format: 'der', type: 'spki' }));
  const [round, serial, prefix] = [16, 32, 32].map((length) => randomBytes(length));
  const message = Buffer.concat([prefix!, Buffer.from('irikteu/token/1\0'), round!, serial!]);
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const isSigned = (signature: Uint8Array): boolean =>
    isToken(key, { round: round!, serial: serial!, prefix: prefix!, signature });

  it('is signed with PSS and a salt of 48 bytes, and in no other way', () => {
    const by = (options: object) => sign('sha384', message, { key: privateKey, ...options });
    expect(isSigned(by({ padding, saltLength: 48 }))).toBe(true);
    expect(isSigned(by({ padding, saltLength: 32 }))).toBe(false);
    expect(isSigned(by({ padding, saltLength: 0 }))).toBe(false);
    expect(isSigned(by({ padding: constants.RSA_PKCS1_PADDING }))).toBe(false);
    expect(isSigned(sign('sha256', message, { key: privateKey, padding, saltLength: 48 }))).toBe(
      false,
    );
    expect(isSigned(Buffer.alloc(5))).toBe(false);
  });
});

describe('an inclusion proof', () => {
  interface Case {
    readonly case: string;
    readonly leafIdx: number;
    readonly treeSize: number;
    readonly root: string;
    readonly leafHash: string;
    readonly proof: readonly string[] | null;
    readonly wantErr: boolean;
  }
  const base64 = (text: string): Buffer => Buffer.from(text, 'base64');

  const cases = fixture('merkle-proofs/inclusion') as readonly Case[];

  it.each(cases.map((one) => [one.case, one] as const))(
    'of transparency-dev/merkle: %s',
    (_, { leafIdx: index, treeSize: size, root, leafHash, proof, wantErr }) => {
      const path = (proof ?? []).map(base64);
      expect(isIncluded(base64(leafHash), { index, size, path, root: base64(root) })).toBe(
        !wantErr,
      );
    },
  );
});

describe('the lot', () => {
  it.each([
    ['', '', '0 1 3 4 2'],
    ['00', 'tie/1/A,B', '1 0'],
    ['00', 'tie/1/A,B', '8 1 3 4 0 5 9 7 6 2'],
    ['0123456789abcdef'.repeat(4), 'order of the ballot', '5 0 7 8 13 1 10 4 6 3 11 14 12 9 2'],
    ['0123456789abcdef'.repeat(4), 'debate', '1 13 6 3 4 7 12 2 11 14 9 8 10 5 0'],
  ])('draws from %j for %j the order of docs/lot.md', (seed, purpose, order) => {
    expect(drawn(seed, purpose, order.split(' ').length).join(' ')).toBe(order);
  });
});

describe('shares', () => {
  it('of the library in the browser give the secret back, any of them that are enough', async () => {
    const secret = Uint8Array.from({ length: 32 }, (_, at) => 7 * at);
    const shares = await split(secret, 5, 3);
    for (const some of [
      [0, 1, 2],
      [4, 2, 0],
      [1, 3, 4],
    ])
      expect(combine(some.map((at) => shares[at]!))).toEqual(Buffer.from(secret));
    expect(combine(shares.slice(0, 2))).not.toEqual(Buffer.from(secret));
    expect(combine([shares[0]!, shares[0]!, shares[1]!])).toBeNull();
  });
});

describe('the windows of a quota', () => {
  const quota = (scope: object, amounts: object = {}) =>
    ({ id: 'q', group: ['g'], scope, strength: 0, ...amounts }) as unknown as ListQuota;
  const windows = (scope: object, amounts: object = {}) => {
    const one = quota(scope, amounts);
    return windowsOf(one, { places: 7, candidates: [], quotas: [one], fixed: [], barred: [] }).map(
      ({ from, to, least, most }) => `${from}-${to}: ${least}-${most}`,
    );
  };
  const fifth = { atLeast: { share: '1/5', round: 'up' } };
  const one = { atLeast: { count: 1 }, atMost: { count: 1 } };

  it.each([
    [{ kind: 'list' }, fifth, ['1-7: 2-7']],
    [{ kind: 'top', places: 3 }, fifth, ['1-3: 1-3']],
    [{ kind: 'window', from: 3, to: 5 }, one, ['3-5: 1-1']],
    [{ kind: 'prefix', from: 6 }, fifth, ['1-6: 2-6', '1-7: 2-7']],
    [{ kind: 'stretch', length: 3 }, one, ['1-3: 1-1', '4-6: 1-1', '7-7: 0-1']],
    [{ kind: 'stretch', length: 3, lastRun: 'free' }, one, ['1-3: 1-1', '4-6: 1-1']],
    [{ kind: 'gap', most: 4 }, {}, ['1-5: 1-5', '2-6: 1-5', '3-7: 1-5']],
    [{ kind: 'gap', most: 5, from: 2 }, {}, ['2-7: 1-6']],
    [{ kind: 'every', from: 1, step: 3 }, {}, ['1-1: 1-1', '4-4: 1-1', '7-7: 1-1']],
    [{ kind: 'place', place: 4 }, {}, ['4-4: 1-1']],
    [{ kind: 'place', place: 4 }, { usedUpByElected: true }, ['1-4: 1-4']],
  ])('of %j are counted as the format says', (scope, amounts, expected) => {
    expect(windows(scope, amounts)).toEqual(expected);
  });
});
