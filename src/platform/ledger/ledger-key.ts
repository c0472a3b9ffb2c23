import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The Ed25519 key (RFC 8032) that signs tree heads and receipts. Its public half is published. */
export class LedgerKey {
  private constructor(private readonly key: KeyObject) {}

  /** The key kept under `home`, made on first use. */
  static async at(home: string): Promise<LedgerKey> {
    await mkdir(home, { recursive: true });
    const path = join(home, 'ledger-key.pem');
    const made = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' });
    try {
      await writeFile(path, made, { mode: 0o600, flag: 'wx' });
    } catch {
      // It is there already: the first start wrote it.
    }
    return new LedgerKey(createPrivateKey(await readFile(path, 'utf8')));
  }

  sign(message: Buffer): Buffer {
    return sign(null, message, this.key);
  }

  /** The key itself, for a thread of this program that signs many messages at once. */
  forThread(): KeyObject {
    return this.key;
  }

  /** The public half as DER (SubjectPublicKeyInfo). */
  publicKey(): Buffer {
    return createPublicKey(this.key).export({ format: 'der', type: 'spki' });
  }

  /** The 32 bytes of the public half (RFC 8032), the end of its DER. */
  rawPublicKey(): Buffer {
    return this.publicKey().subarray(-32);
  }
}

/** The public key with these 32 bytes (RFC 8032). */
export function ed25519Key(raw: Buffer): KeyObject {
  return createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  });
}
