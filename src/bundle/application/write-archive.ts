import { createHash } from 'node:crypto';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { canonicalJson } from '../../platform/ledger/index.js';

/** A file of a bundle. Large ones come piece by piece. */
export interface BundleFile {
  readonly name: string;
  readonly content: Buffer | AsyncIterable<Buffer>;
}

/** A file as the manifest names it. */
type WrittenFile = Readonly<{ name: string; bytes: number; sha256: string }>;

/** What the manifest says besides its files, and who signs it. */
export interface BundleSeal {
  readonly round: string;
  readonly madeAt: Date;
  /** The signature of the ledger key over a text. */
  readonly sign: (text: Buffer) => Buffer;
}

/**
 * Writes a bundle: its files, then the manifest with the size and SHA-256 of each, then the signature of the manifest. Files are
 * hashed on their way, so that a large box is never in memory as a whole. The same files at the same moment give the same bytes.
 */
export async function writeArchive(
  target: Writable,
  files: readonly BundleFile[],
  seal: BundleSeal,
): Promise<void> {
  const zip = new ZipFile();
  const written: WrittenFile[] = [];
  const options = { mtime: seal.madeAt, forceDosTimestamp: true };
  const add = (name: string, compress: boolean, open: () => Readable): void => {
    zip.addReadStreamLazy(name, { ...options, compress }, (take) => {
      const stream = open();
      stream.once('error', (error) => zip.emit('error', error));
      take(null, stream);
    });
  };
  for (const { name, content } of files)
    // Ciphertexts do not get smaller.
    add(name, Buffer.isBuffer(content), () =>
      Readable.from(hashed(name, Buffer.isBuffer(content) ? [content] : content, written)),
    );
  let manifest = Buffer.alloc(0);
  add('manifest.json', true, () => {
    manifest = Buffer.from(manifestOf(seal, written));
    return Readable.from([manifest]);
  });
  add('manifest.sig', false, () => Readable.from([seal.sign(signedText(manifest))]));
  zip.end();
  const output = zip.outputStream as Readable;
  zip.once('error', (error: Error) => output.destroy(error));
  await pipeline(output, target);
}

async function* hashed(
  name: string,
  content: Iterable<Buffer> | AsyncIterable<Buffer>,
  written: WrittenFile[],
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of content) {
    hash.update(part);
    bytes += part.length;
    yield part;
  }
  written.push({ name, bytes, sha256: hash.digest('hex') });
}

function manifestOf({ round, madeAt }: BundleSeal, files: readonly WrittenFile[]): string {
  return canonicalJson({
    format: 'irikteu-bundle/1',
    round,
    madeAt: madeAt.toISOString(),
    files: files.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  });
}

/** What the ledger key signs: the hash of the manifest under a label. */
function signedText(manifest: Buffer): Buffer {
  const hash = createHash('sha256').update(manifest).digest('hex');
  return Buffer.from(`irikteu/bundle/1\n${hash}`);
}
