import { createHash, randomBytes } from 'node:crypto';

/** Half of the seed of a draw, bound before anybody can know its effect. */
export interface SealedHalf {
  /** 32 bytes in hexadecimal, kept until the draw. */
  readonly secret: string;
  /** SHA-256 of the secret, shown from the beginning. */
  readonly commitment: string;
}

export function sealHalf(): SealedHalf {
  const secret = randomBytes(32);
  return { secret: secret.toString('hex'), commitment: sha256(secret) };
}

/** The word as it goes into the seed: without blanks around it, in Unicode's composed form. */
export function normalWord(word: string): string {
  return word.trim().normalize('NFC');
}

/**
 * The seed of a draw: SHA-256 over the secret and what was said aloud. The program could not choose its half knowing the
 * word, and whoever said the word did not know the secret.
 */
export function seedOf(secret: string, word: string): string {
  return sha256(Buffer.concat([Buffer.from(secret, 'hex'), Buffer.from(normalWord(word), 'utf8')]));
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
