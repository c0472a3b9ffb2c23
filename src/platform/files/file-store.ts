import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Inject, Injectable, StreamableFile } from '@nestjs/common';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { SETTINGS, type Settings } from '../settings.js';
import { nameFits, sniffDocumentType, type DocumentType } from './sniff.js';

export const largestFile = 10 * 1024 * 1024;

export interface StoredFile {
  /** SHA-256 of the content in hex; also its address in the store. */
  readonly hash: string;
  readonly type: DocumentType;
  readonly size: number;
}

interface KeptDocument {
  readonly hash: string;
  readonly type: string;
  readonly name: string;
  readonly size?: number;
}

export type FileRefusal =
  | { readonly kind: 'file-empty' }
  | { readonly kind: 'file-too-large'; readonly size: number; readonly largest: number }
  | { readonly kind: 'file-type-not-accepted' }
  | { readonly kind: 'file-is-not-what-its-name-says'; readonly found: DocumentType };

/** Documents on disk, outside the database, each under the hash of its content. */
@Injectable()
export class FileStore {
  private readonly directory: string;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.directory = join(settings.home, 'files');
  }

  /** Keeps a document that is what its name says and not too large. It is on the disk when this answers. */
  async keep(name: string, content: Buffer): Promise<Result<StoredFile, FileRefusal>> {
    if (content.length === 0) return refuse({ kind: 'file-empty' });
    if (content.length > largestFile) {
      return refuse({ kind: 'file-too-large', size: content.length, largest: largestFile });
    }
    const type = await sniffDocumentType(content);
    if (!type) return refuse({ kind: 'file-type-not-accepted' });
    if (!nameFits(name, type))
      return refuse({ kind: 'file-is-not-what-its-name-says', found: type });
    const hash = createHash('sha256').update(content).digest('hex');
    await this.write(hash, content);
    return accept({ hash, type, size: content.length });
  }

  read(hash: string): Readable {
    return createReadStream(this.pathOf(hash));
  }

  /** A kept document under the name it was handed in with, to be saved and never opened as a page. */
  download({ hash, type, name, size }: KeptDocument): StreamableFile {
    return new StreamableFile(this.read(hash), {
      type,
      disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      ...(size !== undefined && { length: size }),
    });
  }

  /** Writes under another name first: a crash leaves no half file under a hash. */
  private async write(hash: string, content: Buffer): Promise<void> {
    const path = this.pathOf(hash);
    if (existsSync(path)) return;
    await mkdir(dirname(path), { recursive: true });
    const draft = `${path}.${randomUUID()}`;
    const file = await open(draft, 'w', 0o600);
    await file.writeFile(content);
    await file.sync();
    await file.close();
    await rename(draft, path);
  }

  private pathOf(hash: string): string {
    return join(this.directory, hash.slice(0, 2), hash);
  }
}
