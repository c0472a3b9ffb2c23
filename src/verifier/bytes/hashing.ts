import { hash } from 'node:crypto';

/** SHA-256 over the parts, one after the other. In one call: a box asks for millions. */
export function sha256(...parts: readonly (string | Uint8Array)[]): Buffer {
  const bytes = parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part));
  return hash('sha256', Buffer.concat(bytes), 'buffer');
}

/** An ASCII label with the zero byte that ends it. */
export function label(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'latin1');
}

/** The sixteen bytes of a UUID. */
export function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}
