import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { label } from './hashing.js';

/** A public key as it is published (SubjectPublicKeyInfo, DER); null where the bytes are none of this kind. */
export function publicKeyOf(spki: Uint8Array, kind: 'ed25519' | 'rsa'): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === kind ? key : null;
  } catch {
    return null;
  }
}

/** The public key of Ed25519 with these 32 bytes (RFC 8032); null where they are none. */
export function rawEd25519KeyOf(raw: Buffer): KeyObject | null {
  // Before the 32 bytes a SubjectPublicKeyInfo of Ed25519 has the same bytes always (RFC 8410, 10.1).
  const prefix = Buffer.from('302a300506032b6570032100', 'hex');
  return raw.length === 32 ? publicKeyOf(Buffer.concat([prefix, raw]), 'ed25519') : null;
}

/** Whether the ledger key signed this text (Ed25519, RFC 8032). */
export function isSignedText(text: string, signature: Uint8Array, key: KeyObject): boolean {
  return signature.length === 64 && verify(null, Buffer.from(text), key, signature);
}

/** A signed root of a log. */
export interface TreeHead {
  readonly version: 1 | 2;
  readonly size: number;
  readonly root: Buffer;
  readonly at: string;
  readonly signature: Buffer;
}

/** Whether the ledger key signed this head of this log. */
export function isSignedHead(log: string, head: TreeHead, key: KeyObject): boolean {
  const { version, size, root, at, signature } = head;
  // Version 1 was written when the ledger was the only log.
  if (version === 1 && log !== 'ledger') return false;
  const lines = [
    `irikteu/tree-head/${version}`,
    ...(version === 1 ? [] : [log]),
    size,
    root.toString('hex'),
    at,
  ];
  return isSignedText(lines.join('\n'), signature, key);
}

const tokenLabel = label('irikteu/token/1');

/** A token key with how it signs: RSASSA-PSS with a salt of 48 bytes. */
export type TokenKey = KeyObject & { readonly padding: number; readonly saltLength: number };

/**
 * The token key of a round, from its SubjectPublicKeyInfo. How it signs is said on the key, where Node reads it as well: beside the
 * key it costs half as much again as the check.
 */
export function tokenKeyOf(spki: Uint8Array): TokenKey {
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  return Object.assign(key, { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 });
}

/**
 * Whether the token key signed this serial for this round: RSASSA-PSS with SHA-384 and a salt of 48 bytes over the prefix and
 * the token message (RFC 9474, 4.4 and 5).
 */
export function isToken(
  key: TokenKey,
  token: {
    readonly round: Uint8Array;
    readonly serial: Uint8Array;
    readonly prefix: Uint8Array;
    readonly signature: Uint8Array;
  },
): boolean {
  const message = Buffer.concat([token.prefix, tokenLabel, token.round, token.serial]);
  return verify('sha384', message, key, token.signature);
}
