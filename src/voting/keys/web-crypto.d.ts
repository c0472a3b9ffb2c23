import type { webcrypto } from 'node:crypto';

/* eslint-disable @typescript-eslint/no-empty-object-type */
declare global {
  // The names that `@hpke/core` uses; browsers have them of their own.
  interface CryptoKey extends webcrypto.CryptoKey {}
  interface CryptoKeyPair extends webcrypto.CryptoKeyPair {}
}
