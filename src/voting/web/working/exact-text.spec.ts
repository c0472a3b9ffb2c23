import fc from 'fast-check';
import {
  compareExact,
  minus,
  nearNumber,
  plainExact,
  readExact,
  writeChange,
  writeExact,
  writeShort,
} from './exact-text.js';

describe('writeExact', () => {
  it.each([
    ['2410.00000', '2,410.00000'],
    ['1380', '1,380'],
    ['0', '0'],
    ['-12', '−12'],
    ['15/2', '7.5'],
    ['2 1/4', '2.25'],
    ['7/3', '≈ 2.3333'],
    ['20/3', '≈ 6.6667'],
  ])('writes %s in English as %s', (text, shown) => {
    expect(writeExact('en', readExact(text))).toBe(shown);
  });

  it('writes decimals and thousands as the reader does', () => {
    expect(writeExact('ru', readExact('12410.50000'))).toBe('12\u00a0410,50000');
    expect(writeExact('kk', readExact('12410.50000'))).toBe('12\u00a0410,50000');
  });

  it('keeps every digit of any decimal', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.integer({ min: 1, max: 9 }),
        (n, d) => {
          const digits = n.toString().padStart(d + 1, '0');
          const text = `${digits.slice(0, -d)}.${digits.slice(-d)}`;
          expect(writeExact('en', readExact(text)).replaceAll(',', '')).toBe(text);
          expect(plainExact(readExact(text))).toBe(text);
        },
      ),
    );
  });

  it('refuses what is no number', () => {
    expect(() => readExact('many')).toThrow('many');
  });
});

describe('writeShort', () => {
  it('leaves out zeros at the end and nothing else', () => {
    expect(writeShort('en', readExact('99.00000'))).toBe('99');
    expect(writeShort('en', readExact('4.33400'))).toBe('4.334');
    expect(writeShort('en', readExact('0.000000001'))).toBe('0.000000001');
  });
});

describe('writeChange', () => {
  it('has a sign, and nothing to say where nothing changed', () => {
    const [less, more] = [readExact('213.33401'), readExact('363.96487')];
    expect(writeChange('en', minus(more, less))).toBe('+150.63086');
    expect(writeChange('en', minus(less, more))).toBe('−150.63086');
    expect(writeChange('en', minus(less, less))).toBeNull();
  });
});

describe('plainExact', () => {
  it('writes a ratio so that no spreadsheet takes it for a date', () => {
    expect(plainExact(readExact('1/3'))).toBe('0 1/3');
    expect(plainExact(readExact('7/3'))).toBe('2 1/3');
    expect(plainExact(minus(readExact('1/3'), readExact('2')))).toBe('-1 2/3');
  });
});

describe('compareExact', () => {
  it('compares decimals with fractions', () => {
    expect(compareExact(readExact('0.33333'), readExact('1/3'))).toBe(-1);
    expect(compareExact(readExact('0.5'), readExact('1/2'))).toBe(0);
    expect(compareExact(readExact('3'), readExact('2 1/2'))).toBe(1);
  });
});

describe('nearNumber', () => {
  it('is near also where numerator and denominator are beyond any number', () => {
    const huge = 10n ** 400n;
    expect(nearNumber({ numerator: 5n * huge, denominator: 2n * huge, decimals: 0 })).toBe(2.5);
  });
});
