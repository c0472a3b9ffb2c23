/** The formats in which ballots are read. */
export type BallotFormat = (typeof ballotFormats)[number];

/** Their names on the command line. */
export const ballotFormats = ['blt', 'csv', 'cef', 'preflib', 'jsonl'] as const;

const extensions: Readonly<Record<string, BallotFormat>> = {
  blt: 'blt',
  csv: 'csv',
  tsv: 'csv',
  cvotes: 'cef',
  soc: 'preflib',
  soi: 'preflib',
  toc: 'preflib',
  toi: 'preflib',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
};

/** The format of a file: what its name ends with, or what its first bytes look like where the name does not say it. */
export function formatOf(fileName: string, beginning: Uint8Array): BallotFormat {
  const extension = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (Object.hasOwn(extensions, extension)) return extensions[extension] ?? 'csv';
  return formatOfContent(beginning);
}

/** How much of a file is looked at. */
const beginningBytes = 4096;

/** The first that fits. CSV has no sign of its own. */
const signs: readonly (readonly [RegExp, BallotFormat])[] = [
  [/^\s*\{/, 'jsonl'],
  [/^#\/[\w ]+:/m, 'cef'],
  [/^# (FILE NAME|TITLE|DATA TYPE|NUMBER ALTERNATIVES|ALTERNATIVE NAME 1):/m, 'preflib'],
  [/^\s*\d+\s*\n1,.*\n(2,|\d+,\d+,\d+\s*\n)/, 'preflib'],
  [/^(\s|#.*\n|\/\*[^]*?\*\/)*\d+\s+\d+(\s|$)/, 'blt'],
  [/^(#.*\n|\s)*[^#\n]*>/, 'cef'],
];

function formatOfContent(bytes: Uint8Array): BallotFormat {
  const from = bytes[0] === 0xef ? 3 : 0;
  // Not known to be UTF-8 yet: a byte is a character, the signs are ASCII.
  const text = String.fromCharCode(...bytes.subarray(from, beginningBytes)).replaceAll('\r', '');
  return signs.find(([sign]) => sign.test(text))?.[1] ?? 'csv';
}
