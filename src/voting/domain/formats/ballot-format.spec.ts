import fc from 'fast-check';
import { formatOf } from './ballot-format.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('formatOf', () => {
  it.each([
    ['ward.blt', 'blt'],
    ['WARD.BLT', 'blt'],
    ['votes.csv', 'csv'],
    ['a.cvotes', 'cef'],
    ['00001-1.toi', 'preflib'],
    ['box.jsonl', 'jsonl'],
  ])('takes the name %s for %s', (name, format) => {
    expect(formatOf(name, bytes('1,2\n'))).toBe(format);
  });

  it.each([
    ['4 2\n-2\n', 'blt'],
    ['# a ward\n4 2\n', 'blt'],
    ['/* a ward */\r\n 4 2\r\n', 'blt'],
    ['\ufeff4 2', 'blt'],
    ['{"candidates":["A"]}', 'jsonl'],
    ['# x\n#/Candidates: A\n', 'cef'],
    ['# x\ntag , b || A > B\n', 'cef'],
    ['# FILE NAME: x\n', 'preflib'],
    ['3\n1,A\n2,B\n', 'preflib'],
    ['1,2,3\nA,B,C\n', 'csv'],
    ['count,1\n4,A\n', 'csv'],
    ['1\nAnna\n', 'csv'],
    ['', 'csv'],
  ])('takes the beginning %j for %s', (beginning, format) => {
    expect(formatOf('ballots.txt', bytes(beginning))).toBe(format);
  });

  it('says something of any file', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), (name, content) => {
        expect(formatOf(name, content)).toMatch(/^(blt|csv|cef|preflib|jsonl)$/);
      }),
    );
  });
});
