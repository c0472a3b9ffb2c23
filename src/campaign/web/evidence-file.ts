import { StreamableFile } from '@nestjs/common';
import type { FileStore } from '../../platform/files/index.js';

/** A stored document under the name it was handed in with, to be saved and never opened as a page. */
export function evidenceFile(
  files: FileStore,
  evidence: { readonly name: string; readonly type: string; readonly hash: string },
): StreamableFile {
  return new StreamableFile(files.read(evidence.hash), {
    type: evidence.type,
    disposition: `attachment; filename*=UTF-8''${encodeURIComponent(evidence.name)}`,
  });
}
