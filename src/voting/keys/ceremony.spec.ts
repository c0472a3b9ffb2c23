import { randomUUID } from 'node:crypto';
import { makeRoundKeys, openShare, opensTrial, type RoundKeys } from './ceremony.js';
import { canBeSealedTo, makeKeyPair, open, publicHalf, seal, type KeyPair } from './hpke.js';
import { keyOfAll, keyOfSome, splitKey } from './shares.js';
import { readKeyFile, writeKeyFile } from './trustee-key.js';
import { fromBase64, label, sameBytes, type Bytes } from './bytes.js';

const round = randomUUID();
const contentBytes = 15;

async function trusteesOf(count: number): Promise<(KeyPair & { account: string })[]> {
  return await Promise.all(
    Array.from({ length: count }, async () => ({
      account: randomUUID(),
      ...(await makeKeyPair()),
    })),
  );
}

describe('the keys of a round', () => {
  let trustees: (KeyPair & { account: string })[];
  let keys: RoundKeys;

  beforeAll(async () => {
    trustees = await trusteesOf(4);
    keys = await makeRoundKeys({ round, contentBytes, needed: 3, trustees });
  });

  const sharesOf = async (): Promise<{ share: Bytes; trialShare: Bytes }[]> =>
    await Promise.all(
      keys.shares.map(async (sealed, at) => {
        const opened = await openShare(round, sealed, trustees[at]!.privateKey);
        if (typeof opened === 'string') throw new Error(opened);
        return opened;
      }),
    );

  it('are rebuilt by any shares that are enough, and by none that are too few', async () => {
    const shares = (await sharesOf()).map(({ share }) => share);
    const isRight = async (key: Bytes): Promise<boolean> =>
      sameBytes(await publicHalf(key), keys.publicKey);
    for (const left of [0, 1, 2, 3]) {
      const others = shares.filter((_, at) => at !== left);
      expect(await keyOfSome(others, 3, isRight)).not.toBeNull();
      expect(await keyOfSome(others.slice(1), 2, isRight)).toBeNull();
    }
  });

  it('open the trial ballot with the trial shares only, and for this round only', async () => {
    const opened = await sharesOf();
    const trial = await keyOfAll(
      opened.map(({ trialShare }) => trialShare),
      3,
    );
    const real = await keyOfAll(
      opened.map(({ share }) => share),
      3,
    );
    expect(await opensTrial(round, contentBytes, keys.trialSealed, trial!)).toBe(true);
    expect(await opensTrial(round, contentBytes + 4, keys.trialSealed, trial!)).toBe(false);
    expect(await opensTrial(randomUUID(), contentBytes, keys.trialSealed, trial!)).toBe(false);
    expect(await opensTrial(round, contentBytes, keys.trialSealed, real!)).toBe(false);
  });

  it('are handed to each trustee in an envelope that only this trustee opens, at this place', async () => {
    const [mine, other] = [keys.shares[0]!, keys.shares[1]!];
    const { privateKey } = trustees[0]!;
    expect(await openShare(round, other, privateKey)).toBe('envelope-does-not-open');
    expect(await openShare(round, { ...mine, place: 2 }, privateKey)).toBe(
      'envelope-does-not-open',
    );
    expect(await openShare(randomUUID(), mine, privateKey)).toBe('envelope-does-not-open');
  });

  it('are not taken from an envelope whose share is not the one committed to', async () => {
    const [mine, other] = [keys.shares[0]!, keys.shares[1]!];
    const { privateKey } = trustees[0]!;
    for (const swapped of [
      { ...mine, commitment: other.commitment },
      { ...mine, trialCommitment: other.trialCommitment },
    ]) {
      expect(await openShare(round, swapped, privateKey)).toBe('commitment-differs');
    }
  });

  it('are rebuilt although one share does not fit the others', async () => {
    const shares = (await sharesOf()).map(({ share }) => share);
    const [stranger] = await splitKey((await makeKeyPair()).privateKey, 2, 2);
    const isRight = async (key: Bytes): Promise<boolean> =>
      sameBytes(await publicHalf(key), keys.publicKey);
    const mixed = [stranger!, ...shares.slice(1)];
    expect(await keyOfAll(mixed, 3)).toBeNull();
    expect(await keyOfSome(mixed, 3, isRight)).not.toBeNull();
    expect(await keyOfSome(mixed.slice(0, 3), 3, isRight)).toBeNull();
  });
});

describe('the file of a trustee’s key', () => {
  const account = randomUUID();
  const passphrase = 'ақ бота, көк тас, 12 жұлдыз';
  let pair: KeyPair;
  let file: string;

  beforeAll(async () => {
    pair = await makeKeyPair();
    file = await writeKeyFile(account, pair, passphrase);
  });

  it('gives the key back for its passphrase, however the letters were composed', async () => {
    const read = await readKeyFile(account, file, passphrase.normalize('NFD'));
    expect(read).toEqual({ ok: true, value: pair });
    expect(file).not.toContain(Buffer.from(pair.privateKey).toString('base64'));
  });

  it.each([
    ['passphrase-wrong', (text: string) => text, 'ақ бота, көк тас, 13 жұлдыз'],
    ['not-a-key-file', () => '{"format":"irikteu-trustee-key/2"}', passphrase],
    ['not-a-key-file', (text: string) => text.slice(0, 100), passphrase],
    [
      'key-file-damaged',
      (text: string) => text.replace(/"sealed": "...../, '"sealed": "AAAAA'),
      passphrase,
    ],
    ['key-file-damaged', (text: string) => text.replace('600000', '1'), passphrase],
  ])('says %s where that is the case', async (kind, change, typed) => {
    const read = await readKeyFile(account, change(file), typed);
    expect(read).toEqual({ ok: false, error: { kind } });
  });

  it('is of no use to another account', async () => {
    const read = await readKeyFile(randomUUID(), file, passphrase);
    expect(read).toEqual({ ok: false, error: { kind: 'key-of-another-account' } });
  });
});

describe('sealing', () => {
  const sealedFor = { info: label('irikteu/ballot/1'), aad: label('round') };

  it('opens for what it was sealed for, and adds 48 bytes', async () => {
    const { publicKey, privateKey } = await makeKeyPair();
    const sealed = await seal(publicKey, sealedFor, label('content'));
    expect(sealed.length).toBe(label('content').length + 48);
    expect(await open(privateKey, sealedFor, sealed)).toEqual(label('content'));
    expect(await open(privateKey, { ...sealedFor, aad: label('other') }, sealed)).toBeNull();
    expect(await open(privateKey, sealedFor, sealed.slice(0, 40))).toBeNull();
  });

  it('refuses what is no public key', async () => {
    expect(await canBeSealedTo((await makeKeyPair()).publicKey)).toBe(true);
    expect(await canBeSealedTo(new Uint8Array(31))).toBe(false);
    // The point of order 1: every private key would give the same secret (RFC 7748 § 6.1).
    expect(await canBeSealedTo(new Uint8Array(32))).toBe(false);
  });

  it('writes bytes in base64 in one way', () => {
    expect(fromBase64('AAE=')).toEqual(Uint8Array.of(0, 1));
    for (const text of ['AAF=', 'AAE', 'AAE= ', 'A-E=']) expect(fromBase64(text)).toBeNull();
  });
});
