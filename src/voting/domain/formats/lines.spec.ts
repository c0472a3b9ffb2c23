import { lineCutter } from './lines.js';
import { textOf } from './utf8.js';

function cut(bytes: Uint8Array, piece = 7): { lines: string[]; fault: unknown } {
  const lines: string[] = [];
  const cutter = lineCutter(({ bytes: from, from: first, to, number }) => {
    lines.push(`${number} ${textOf(from, first, to)}`);
    return null;
  });
  for (let at = 0; at < bytes.length; at += piece) {
    const fault = cutter.push(bytes.subarray(at, at + piece));
    if (fault) return { lines, fault };
  }
  return { lines, fault: cutter.finish() };
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('lineCutter', () => {
  it.each([1, 2, 3, 100])('cuts lines wherever the pieces of %i bytes end', (piece) => {
    expect(cut(utf8('\ufeffӘлия\r\n\nab\r\nthe end 😀'), piece)).toEqual({
      lines: ['1 Әлия', '2 ', '3 ab', '4 the end 😀'],
      fault: null,
    });
  });

  it('has no line in an empty file, and none behind the last end of a line', () => {
    expect(cut(utf8(''))).toEqual({ lines: [], fault: null });
    expect(cut(utf8('a\n'))).toEqual({ lines: ['1 a'], fault: null });
  });

  it.each([
    [
      'another encoding (windows-1251)',
      [0x61, 0x0a, 0x62, 0xc0, 0xed, 0xed, 0xe0],
      2,
      2,
      'text in UTF-8',
    ],
    ['a cut character', [0xd3, 0x98, 0xd3], 1, 2, 'text in UTF-8'],
    ['an overlong character', [0xe0, 0x80, 0x80], 1, 1, 'text in UTF-8'],
    ['half a surrogate pair', [0xed, 0xa0, 0x80], 1, 1, 'text in UTF-8'],
    ['a character beyond the last', [0xf4, 0x90, 0x80, 0x80], 1, 1, 'text in UTF-8'],
    ['the byte 0', [0x61, 0x62, 0x00], 1, 3, 'text in UTF-8, without the byte 0'],
    [
      'UTF-16, small end first',
      [0xff, 0xfe, 0x31, 0x00, 0x0a, 0x00],
      1,
      1,
      'this file is in UTF-16',
    ],
    ['UTF-16, big end first', [0xfe, 0xff, 0x00, 0x31], 1, 1, 'this file is in UTF-16'],
  ])('refuses %s with its place', (_, bytes, line, column, expected) => {
    const { fault } = cut(Uint8Array.from(bytes));
    expect(fault).toMatchObject({ line, column });
    expect(JSON.stringify(fault)).toContain(expected);
  });

  it('refuses a line without end once it is longer than 1 MiB, and keeps no more of it', () => {
    const cutter = lineCutter(() => null);
    const mebibyte = new Uint8Array(1 << 20).fill(0x61);
    expect(cutter.push(mebibyte)).toBeNull();
    expect(cutter.push(mebibyte)).toEqual({
      line: 1,
      column: (1 << 20) + 1,
      expected: 'the end of a line of at most 1048576 bytes',
    });
  });

  it('refuses a long line within one piece', () => {
    const bytes = new Uint8Array((1 << 20) + 4).fill(0x61);
    bytes[1] = 10;
    bytes[bytes.length - 1] = 10;
    expect(cut(bytes, bytes.length)).toMatchObject({ lines: ['1 a'], fault: { line: 2 } });
  });
});
