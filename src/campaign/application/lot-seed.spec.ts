import { createHash } from 'node:crypto';
import { sealHalf, seedOf } from './lot-seed.js';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('the seed of a draw', () => {
  it('is bound by a commitment that anyone can check once the secret is shown', () => {
    const { secret, commitment } = sealHalf();
    expect(sha256(Buffer.from(secret, 'hex'))).toBe(commitment);
    expect(sealHalf().secret).not.toBe(secret);
  });

  it('is SHA-256 over the secret and the word said aloud', () => {
    expect(seedOf('00ff', '7 13 42')).toBe(
      sha256(Buffer.concat([Buffer.from([0, 255]), Buffer.from('7 13 42')])),
    );
  });

  it('does not depend on blanks around the word or on how its letters are composed', () => {
    expect(seedOf('00', ' Қостанай й ')).toBe(seedOf('00', 'Қостанай й'.normalize('NFD')));
  });
});
