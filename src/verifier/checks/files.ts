import type { KeyObject } from 'node:crypto';
import { createHash } from 'node:crypto';
import { sha256 } from '../bytes/hashing.js';
import { isSignedText } from '../bytes/signatures.js';
import type { Archive } from '../bundle/archive.js';
import type { Manifest } from '../bundle/records.js';
import { failed, passed, type Listener, type Outcome } from '../report.js';

export const manifestName = 'manifest.json';
export const signatureName = 'manifest.sig';

/** Every file stands in the manifest, and is what the manifest says. */
export async function checkFiles(
  archive: Archive,
  manifest: Manifest,
  { progress }: Listener,
): Promise<Outcome> {
  const listed = new Map(manifest.files.map((file) => [file.name, file]));
  const there = archive.names.filter((name) => name !== manifestName && name !== signatureName);
  const unlisted = there.find((name) => !listed.has(name));
  if (unlisted !== undefined) return failed('file-unlisted', { file: unlisted });
  const whole = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0);
  let read = 0;
  for (const { name, bytes, sha256: stated } of manifest.files) {
    if (!there.includes(name)) return failed('file-missing', { file: name });
    if (archive.sizeOf(name) !== bytes) return failed('file-changed', { file: name });
    const hash = createHash('sha256');
    try {
      for await (const part of await archive.stream(name)) {
        hash.update(part as Buffer);
        progress('files', (read += (part as Buffer).length), whole);
      }
    } catch {
      return failed('file-unreadable', { file: name });
    }
    if (!hash.digest().equals(stated)) return failed('file-changed', { file: name });
  }
  return passed({ files: there.length });
}

/** The text that the ledger key signs for a bundle. */
export function manifestText(manifest: Buffer): string {
  return `irikteu/bundle/1\n${sha256(manifest).toString('hex')}`;
}

/** The ledger key signed the manifest; and it is the key that the auditor expects, where one is given. */
export function checkManifestSignature(
  manifest: Buffer,
  signature: Buffer | null,
  key: KeyObject | null,
  fingerprint: { readonly found: string; readonly expected: string | null },
): Outcome {
  if (!key) return failed('no-ledger-key');
  const { found, expected } = fingerprint;
  if (expected !== null && expected !== found)
    return failed('other-ledger-key', { found, expected });
  if (!signature || !isSignedText(manifestText(manifest), signature, key))
    return failed('manifest-not-signed');
  return passed({ key: found });
}
