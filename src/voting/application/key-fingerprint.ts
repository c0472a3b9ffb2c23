import { createHash } from 'node:crypto';

/** By what people compare a public key over the telephone: the first 16 hexadecimal digits of its SHA-256, in fours. */
export function fingerprintOf(publicKey: Uint8Array): string {
  const digits = createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
  return digits.replace(/.{4}(?=.)/g, '$& ');
}
