import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { accept, refuse, type Result } from '../../kernel/result.js';

/** A file that is not there or holds no JSON, in the words of whoever could not read it. */
export interface JsonFileFault {
  readonly path: '';
  readonly kind: 'no-file' | 'not-json';
  readonly given: string;
}

/** The document in a file; `-` is what comes in on the standard input. */
export async function readJsonFile(
  file: string,
): Promise<Result<unknown, readonly JsonFileFault[]>> {
  const fault = (kind: JsonFileFault['kind'], error: unknown) =>
    refuse([{ path: '' as const, kind, given: error instanceof Error ? error.message : file }]);
  let content: string;
  try {
    content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    return fault('no-file', error);
  }
  try {
    return accept(JSON.parse(content));
  } catch (error) {
    return fault('not-json', error);
  }
}
