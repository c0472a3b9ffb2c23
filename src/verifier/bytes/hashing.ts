import { createHash } from 'node:crypto';

/** SHA-256 over the parts, one after the other. */
export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** An ASCII label with the zero byte that ends it. */
export function label(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'latin1');
}

/** The sixteen bytes of a UUID. */
export function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}
