import { open, type FileHandle } from 'node:fs/promises';
import { accept, refuse, type Result } from '../../kernel/result.js';
import type { BallotFile, BallotReader } from '../domain/formats/ballot-file.js';
import { formatOf, type BallotFormat } from '../domain/formats/ballot-format.js';
import { bltReader } from '../domain/formats/blt-reader.js';
import { cefReader } from '../domain/formats/cef-reader.js';
import { csvReader, type CsvExpectation } from '../domain/formats/csv-reader.js';
import { jsonLinesReader } from '../domain/formats/json-lines-reader.js';
import { prefLibReader } from '../domain/formats/preflib-reader.js';

/** How a file of ballots is to be read. */
export interface ReadingOrder extends CsvExpectation {
  /** The format; null for what the name and the content of the file say. */
  readonly format: BallotFormat | null;
}

const chunkBytes = 1 << 20;

/** The formats in which a file need not say who stands. */
const openFormats: readonly BallotFormat[] = ['csv', 'cef'];

/** Reads a file of ballots piece by piece; the refusal is a sentence that says where it is wrong. */
export async function readBallotFile(
  path: string,
  order: ReadingOrder,
): Promise<Result<BallotFile, string>> {
  let file: FileHandle | null = null;
  try {
    file = await open(path, 'r');
    return await readOpenFile(file, path, order);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(`${path}: cannot be read (${reason})`);
  } finally {
    await file?.close();
  }
}

/** The same for a file that is open. Read on from where it stands; nothing of it is kept but the folded ballots. */
export async function readOpenFile(
  file: Pick<FileHandle, 'stat' | 'read'>,
  path: string,
  order: ReadingOrder,
): Promise<Result<BallotFile, string>> {
  const before = await file.stat();
  const chunk = new Uint8Array(chunkBytes);
  let reader: BallotReader | null = null;
  let total = 0;
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, chunkBytes);
    const bytes = chunk.subarray(0, bytesRead);
    const format = order.format ?? formatOf(path, bytes);
    if (!reader && order.candidates && !openFormats.includes(format))
      return refuse(`--candidates: not for ${format}, where the file names the candidates`);
    reader ??= readerOf(format, order);
    if (bytesRead === 0) break;
    total += bytesRead;
    const fault = reader.push(bytes);
    if (fault) return refuse(inWords(path, fault));
  }
  if (before.isFile() && total < before.size)
    return refuse(`${path}: became shorter while it was read; nothing is counted`);
  const read = reader.finish();
  return read.ok ? accept(read.value) : refuse(inWords(path, read.error));
}

function readerOf(format: BallotFormat, order: ReadingOrder): BallotReader {
  switch (format) {
    case 'blt':
      return bltReader();
    case 'csv':
      return csvReader(order);
    case 'cef':
      return cefReader(order.candidates);
    case 'preflib':
      return prefLibReader();
    case 'jsonl':
      return jsonLinesReader();
  }
}

function inWords(
  path: string,
  { line, column, expected }: { line: number; column: number; expected: string },
): string {
  return `${path}: line ${line}, column ${column}: expected ${expected}`;
}
