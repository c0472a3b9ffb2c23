import { byte, isDigit } from './characters.js';
import { textOf } from './utf8.js';

/** The formats in which ballots are read. */
export type BallotFormat = (typeof ballotFormats)[number];

/** Their names on the command line. */
export const ballotFormats = ['blt', 'csv'] as const;

const extensions: Readonly<Record<string, BallotFormat>> = { blt: 'blt', csv: 'csv', tsv: 'csv' };

/** The format of a file: what its name ends with, or what its first bytes look like where the name does not say it. */
export function formatOf(fileName: string, beginning: Uint8Array): BallotFormat {
  const extension = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (Object.hasOwn(extensions, extension)) return extensions[extension] ?? 'csv';
  return formatOfContent(beginning);
}

function formatOfContent(bytes: Uint8Array): BallotFormat {
  let from = bytes[0] === 0xef ? 3 : 0;
  while (from < bytes.length && (bytes[from] ?? 0) <= byte.space) from += 1;
  const newline = bytes.indexOf(10, from);
  const line = textOf(bytes, from, newline === -1 ? Math.min(bytes.length, from + 200) : newline);
  return isDigit(bytes[from]) && /^\d+\s+\d+(\s|$)/.test(line) ? 'blt' : 'csv';
}
