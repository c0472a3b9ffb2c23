import { NotFoundException, type StreamableFile } from '@nestjs/common';
import type { FileStore } from '../../platform/files/index.js';
import type { CaseFile } from '../application/case-files.js';

/** A document of the application as it was handed in; not there when none of the kind was. */
export function documentFile(
  files: FileStore,
  { dossier }: CaseFile,
  kind: string,
): StreamableFile {
  const document = dossier.documents.find((one) => one.kind === kind);
  if (!document) throw new NotFoundException();
  return files.download(document);
}
