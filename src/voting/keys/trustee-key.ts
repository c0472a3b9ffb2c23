import { accept, refuse, type Result } from '../../kernel/result.js';
import {
  concat,
  fromBase64,
  label,
  sameBytes,
  sha256,
  toBase64,
  uuidBytes,
  type Bytes,
} from './bytes.js';
import { publicHalf, type KeyPair } from './hpke.js';

/** The fewest characters of a passphrase. Whoever finds the file may try as many as they like. */
export const leastPassphrase = 12;

/** How slow one try is made (PBKDF2, RFC 8018). */
const iterations = 600_000;
const format = 'irikteu-trustee-key/1';

/** The file a trustee keeps, as JSON: the private half under a passphrase. Bytes are base64. */
interface KeyFile {
  readonly format: string;
  /** The account's UUID. */
  readonly account: string;
  readonly publicKey: string;
  readonly iterations: number;
  readonly salt: string;
  readonly iv: string;
  readonly sealed: string;
  /** SHA-256 of all before it, so that a damaged file is not taken for a wrong passphrase. */
  readonly checksum: string;
}

/** Why a file gives no key. */
export type KeyFileRefusal =
  | { readonly kind: 'not-a-key-file' }
  | { readonly kind: 'key-file-damaged' }
  | { readonly kind: 'key-of-another-account' }
  | { readonly kind: 'passphrase-wrong' };

/** Writes the file of a trustee's key. */
export async function writeKeyFile(
  account: string,
  { publicKey, privateKey }: KeyPair,
  passphrase: string,
): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyFrom(passphrase, salt);
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: fileHead(account, publicKey) },
    key,
    privateKey,
  );
  const file = {
    format,
    account,
    publicKey: toBase64(publicKey),
    iterations,
    salt: toBase64(salt),
    iv: toBase64(iv),
    sealed: toBase64(new Uint8Array(sealed)),
  };
  return `${JSON.stringify({ ...file, checksum: await checksumOf(file) }, null, 2)}\n`;
}

/** Reads the key of an account out of its file. */
export async function readKeyFile(
  account: string,
  text: string,
  passphrase: string,
): Promise<Result<KeyPair, KeyFileRefusal>> {
  const file = parseKeyFile(text);
  if (!file) return refuse({ kind: 'not-a-key-file' });
  const [publicKey, salt, iv, sealed] = [file.publicKey, file.salt, file.iv, file.sealed].map(
    fromBase64,
  );
  const whole = (await checksumOf(file)) === file.checksum && file.iterations === iterations;
  if (!whole || !publicKey || !salt || !iv || !sealed) return refuse({ kind: 'key-file-damaged' });
  if (file.account !== account) return refuse({ kind: 'key-of-another-account' });
  try {
    const algorithm = { name: 'AES-GCM', iv, additionalData: fileHead(account, publicKey) };
    const key = await keyFrom(passphrase, salt);
    const privateKey = new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed));
    return sameBytes(await publicHalf(privateKey), publicKey)
      ? accept({ publicKey, privateKey })
      : refuse({ kind: 'key-file-damaged' });
  } catch {
    return refuse({ kind: 'passphrase-wrong' });
  }
}

function parseKeyFile(text: string): KeyFile | null {
  try {
    const file = JSON.parse(text) as Partial<Record<keyof KeyFile, unknown>> | null;
    const texts = [file?.account, file?.publicKey, file?.salt, file?.iv, file?.sealed];
    const complete =
      file?.format === format &&
      texts.every((one) => typeof one === 'string') &&
      typeof file.checksum === 'string' &&
      typeof file.iterations === 'number';
    return complete ? (file as KeyFile) : null;
  } catch {
    return null;
  }
}

async function keyFrom(passphrase: string, salt: Bytes) {
  // The same word may be typed as different code points on different devices.
  const typed = new TextEncoder().encode(passphrase.normalize('NFC'));
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  return await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** What the passphrase protects from change besides the key: whose it is. */
function fileHead(account: string, publicKey: Bytes): Bytes {
  return concat(label('irikteu/trustee-key/1'), uuidBytes(account), publicKey);
}

async function checksumOf(file: Omit<KeyFile, 'checksum'>): Promise<string> {
  const { account, publicKey, salt, iv, sealed } = file;
  const lines = [file.format, account, publicKey, String(file.iterations), salt, iv, sealed];
  return toBase64(await sha256(new TextEncoder().encode(lines.join('\n'))));
}
