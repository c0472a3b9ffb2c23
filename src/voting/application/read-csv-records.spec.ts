import { Readable } from 'node:stream';
import { readCsvRecords, type CsvRecord } from './read-csv-records.js';

async function read(...chunks: (string | Uint8Array)[]): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const some of readCsvRecords(Readable.from(chunks))) records.push(...some);
  return records;
}

describe('readCsvRecords', () => {
  it('numbers the lines and joins what a chunk cut', async () => {
    expect(await read('a,b\nc', ',d\r\n\ne,f')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['c', 'd'] },
      { line: 4, fields: ['e', 'f'] },
    ]);
  });

  it('joins a letter that a chunk cut in two', async () => {
    const bytes = Buffer.from('ә,ғ\n');
    expect(await read(bytes.subarray(0, 1), bytes.subarray(1))).toEqual([
      { line: 1, fields: ['ә', 'ғ'] },
    ]);
  });

  it('knows semicolons from the first line', async () => {
    expect(await read('a;b\nc,d;e\n')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['c,d', 'e'] },
    ]);
  });

  it('reads quoted fields, also over several lines', async () => {
    expect(await read('"a ""x""","b,\nc",d\ne,f,g\n')).toEqual([
      { line: 1, fields: ['a "x"', 'b,\nc', 'd'] },
      { line: 3, fields: ['e', 'f', 'g'] },
    ]);
  });

  it('does not let an unclosed quote swallow what follows', async () => {
    expect(await read('a,b\n"c,d\ne,f\ng,"h"\n')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: null },
      { line: 3, fields: ['e', 'f'] },
      { line: 4, fields: ['g', 'h'] },
    ]);
    const long = 'x'.repeat(70_000);
    expect(await read(`a,"b\n${long}\nc,d\n`)).toEqual([
      { line: 1, fields: null },
      { line: 2, fields: [long] },
      { line: 3, fields: ['c', 'd'] },
    ]);
  });

  it('cannot read stray quotes, other encodings and control characters', async () => {
    const latin = Buffer.concat([Buffer.from('a,'), Buffer.of(0xe9, 0x0a)]);
    expect(await read('a,b"c"d\n', latin, 'a,\u0000\n')).toEqual([
      { line: 1, fields: null },
      { line: 2, fields: null },
      { line: 3, fields: null },
    ]);
  });
});
