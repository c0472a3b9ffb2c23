import { randomBytes } from 'node:crypto';

/** Where a source of unpredictable 32-bit words is injected. */
export const RANDOM_WORDS = Symbol('random words');

/** Answers the next word each time it is asked. */
export type RandomWords = () => number;

/** Words from the cryptographic generator of the machine, fetched a thousand at a time. */
export function cryptographicWords(): RandomWords {
  const block = 4_096;
  let [bytes, at] = [Buffer.alloc(0), 0];
  return () => {
    if (at === bytes.length) [bytes, at] = [randomBytes(block), 0];
    at += 4;
    return bytes.readUInt32BE(at - 4);
  };
}
