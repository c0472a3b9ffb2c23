import type { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';

/** One record of a CSV file and the line it begins on. `fields` is null when the record cannot be read. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[] | null;
}

const longestRecord = 64 * 1024;

/**
 * The records of a CSV file (RFC 4180, UTF-8, separated by commas or semicolons), some thousands at a time. Plain lines,
 * nearly all of a register, are split directly; the library reads those with quotes. A quote that is never closed
 * spoils its own line only.
 */
export async function* readCsvRecords(source: Readable): AsyncGenerator<readonly CsvRecord[]> {
  const decoder = new TextDecoder('utf-8');
  const reader = recordReader();
  for await (const chunk of source as AsyncIterable<Uint8Array | string>) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    yield reader.read(text);
  }
  yield reader.read(decoder.decode());
  yield reader.end();
}

function recordReader(): {
  read: (text: string) => CsvRecord[];
  end: () => CsvRecord[];
} {
  let unfinished = '';
  let line = 0;
  let separator = '';
  /** The lines of a record whose quote is still open, and the line it began on. */
  let open: string[] = [];

  const take = (text: string): CsvRecord[] => {
    line++;
    separator ||= text.includes(';') && !text.includes(',') ? ';' : ',';
    if (open.length === 0 && !text.includes('"'))
      return text === '' ? [] : [{ line, fields: plainFields(text, separator) }];
    open.push(text);
    const record = open.join('\n');
    const begun = line - open.length + 1;
    if (hasOpenQuote(record)) return record.length > longestRecord ? giveUp(begun) : [];
    open = [];
    return [{ line: begun, fields: quotedFields(record, separator) }];
  };

  /** The first line of the open record cannot be read; the others are read anew, as lines of their own. */
  const giveUp = (begun: number): CsvRecord[] => {
    const rest = open.slice(1);
    open = [];
    line = begun;
    return [{ line: begun, fields: null }, ...rest.flatMap(take)];
  };

  return {
    read: (text) => {
      const lines = (unfinished + text).split('\n');
      unfinished = lines.pop() ?? '';
      return lines.flatMap((raw) => take(withoutReturn(raw)));
    },
    end: () => {
      const last = unfinished === '' ? [] : take(withoutReturn(unfinished));
      const spoilt: CsvRecord[] = [];
      while (open.length > 0) spoilt.push(...giveUp(line - open.length + 1));
      return [...last, ...spoilt];
    },
  };
}

function plainFields(text: string, separator: string): readonly string[] | null {
  return isReadable(text) ? text.split(separator) : null;
}

function quotedFields(record: string, separator: string): readonly string[] | null {
  if (!isReadable(record)) return null;
  try {
    const [fields] = parse(record, { delimiter: separator, relax_column_count: true });
    return fields ?? null;
  } catch {
    return null;
  }
}

/** Bytes that are not UTF-8 come out as U+FFFD: a file in another encoding is refused, not guessed at. */
function isReadable(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return !/[\u0000-\u0008\ufffd]/.test(text);
}

function hasOpenQuote(record: string): boolean {
  let quotes = 0;
  for (let at = record.indexOf('"'); at >= 0; at = record.indexOf('"', at + 1)) quotes++;
  return quotes % 2 === 1;
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
