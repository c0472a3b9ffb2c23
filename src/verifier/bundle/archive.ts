import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';

/** The files of a bundle by name. They are read when asked for, so that a large box is never in memory as a whole. */
export interface Archive {
  readonly names: readonly string[];
  /** The size of a file in bytes, as the zip says it; 0 where there is none of this name. */
  sizeOf(name: string): number;
  stream(name: string): Promise<Readable>;
  /** A whole file; null where there is none, or where it is larger than a record may be. */
  read(name: string): Promise<Buffer | null>;
  close(): void;
}

/** Records are read whole: 256 MiB is more than any of them needs, and keeps a made-up size from filling the memory. */
const largestRecord = 256 * 2 ** 20;

/** Opens a zip; null where the file is none, or names one file twice. */
export async function openArchive(path: string): Promise<Archive | null> {
  const zip = await openZip(path);
  if (!zip) return null;
  const entries = await entriesOf(zip);
  if (!entries) {
    zip.close();
    return null;
  }
  const sizeOf = (name: string): number => entries.get(name)?.uncompressedSize ?? 0;
  const stream = async (name: string): Promise<Readable> => {
    const entry = entries.get(name);
    if (!entry) throw new Error(`Impossible: ${name} was looked for before`);
    return await openStream(zip, entry);
  };
  return {
    names: [...entries.keys()].sort(),
    sizeOf,
    stream,
    read: async (name) => {
      if (!entries.has(name) || sizeOf(name) > largestRecord) return null;
      const parts: Buffer[] = [];
      for await (const part of await stream(name)) parts.push(part as Buffer);
      return Buffer.concat(parts);
    },
    close: () => {
      zip.close();
    },
  };
}

async function openZip(path: string): Promise<ZipFile | null> {
  return await new Promise((answer) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, zip) => {
      answer(error ? null : zip);
    });
  });
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry> | null> {
  return await new Promise((answer) => {
    const entries = new Map<string, Entry>();
    zip.on('entry', (entry: Entry) => {
      if (entries.has(entry.fileName)) {
        answer(null);
        return;
      }
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on('end', () => {
      answer(entries);
    });
    zip.on('error', () => {
      answer(null);
    });
    zip.readEntry();
  });
}

async function openStream(zip: ZipFile, entry: Entry): Promise<Readable> {
  return await new Promise((answer, fail) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) fail(error);
      else answer(stream);
    });
  });
}
