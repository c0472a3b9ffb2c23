import fc from 'fast-check';
import { bytesOf, charactersIn, textOf, utf8Fault } from './utf8.js';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function isUtf8(bytes: Uint8Array): boolean {
  try {
    decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

describe('UTF-8', () => {
  it('is written and read as the platform does it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = bytesOf(text);
        expect([...bytes]).toEqual([...new TextEncoder().encode(text)]);
        expect(textOf(bytes, 0, bytes.length)).toBe(text.toWellFormed());
        expect(charactersIn(bytes, 0, bytes.length)).toBe(Array.from(text).length);
      }),
    );
  });

  it('is told from other bytes as the platform does it', () => {
    const lead = fc.constantFrom(
      0x41,
      0x80,
      0xbf,
      0xc0,
      0xc1,
      0xc2,
      0xdf,
      0xe0,
      0xed,
      0xef,
      0xf0,
      0xf4,
      0xf5,
      0xff,
    );
    const tail = fc.constantFrom(0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0);
    const bytes = fc
      .array(fc.oneof(lead, tail, tail), { maxLength: 6 })
      .map((all) => Uint8Array.from(all));
    fc.assert(
      fc.property(bytes, (all) => {
        const wrong = utf8Fault(all, 0, all.length);
        expect(wrong === -1).toBe(isUtf8(all));
        if (wrong !== -1) expect(isUtf8(all.subarray(0, wrong))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
