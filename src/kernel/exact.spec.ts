import fc from 'fast-check';
import {
  compareFractions,
  decimalText,
  fraction,
  fractionText,
  leastCommonMultiple,
  parseFraction,
  shareOf,
  type Fraction,
} from './exact.js';

const read = (text: string): Fraction => {
  const parsed = parseFraction(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
};

const anyFraction = fc
  .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }))
  .map(([n, d]) => fraction(n, d));

describe('fraction', () => {
  it('is kept in lowest terms', () => {
    expect(fraction(20, 100)).toEqual({ numerator: 1n, denominator: 5n });
    expect(fraction(3)).toEqual({ numerator: 3n, denominator: 1n });
    expect(fraction(0, 7)).toEqual({ numerator: 0n, denominator: 1n });
  });

  it.each([
    [-1, 2],
    [1, 0],
    [1, -2],
  ])('%i/%i cannot happen', (numerator, denominator) => {
    expect(() => fraction(numerator, denominator)).toThrow('Impossible');
  });
});

describe('parseFraction', () => {
  it.each([
    ['1/5', 1n, 5n],
    ['20 / 100', 1n, 5n],
    ['30%', 3n, 10n],
    ['2.5 %', 1n, 40n],
    ['0.3', 3n, 10n],
    ['1.3', 13n, 10n],
    ['2', 2n, 1n],
    ['0', 0n, 1n],
  ])('reads %s exactly', (text, numerator, denominator) => {
    expect(parseFraction(text)).toEqual({ ok: true, value: { numerator, denominator } });
  });

  it.each(['', 'a third', '1/0', '-1/5', '.3', '3.', '1/5%', '1e3', '30 percent'])(
    'refuses %p',
    (text) => {
      expect(parseFraction(text)).toEqual({ ok: false, error: { kind: 'not-a-fraction' } });
    },
  );
});

describe('shareOf', () => {
  it.each([
    ['20%', 126, 26],
    ['20%', 90, 18],
    ['20%', 76, 16],
    ['20%', 188, 38],
    ['30%', 126, 38],
    ['30%', 90, 27],
    ['30%', 40, 12],
    ['30%', 145, 44],
    ['30%', 16, 5],
    ['30%', 38, 12],
  ])('quota rounding, domain.md 7: at least %s of %i is %i', (share, count, need) => {
    expect(shareOf(read(share), count, 'up')).toBe(need);
  });

  it.each([
    [98, 'half-up', 127],
    [69, 'half-up', 90],
    [145, 'down', 188],
    [145, 'half-up', 189],
    [145, 'up', 189],
  ] as const)(
    'list length, domain.md 7: 1.3 times %i seats rounded %s is %i',
    (seats, round, places) => {
      expect(shareOf(read('1.3'), seats, round)).toBe(places);
    },
  );

  const anyCount = fc.integer({ min: 0, max: 1_000_000 });

  it('is the least whole number not below the share when rounded up', () => {
    fc.assert(
      fc.property(anyFraction, anyCount, (share, count) => {
        const whole = BigInt(shareOf(share, count, 'up'));
        const exact = share.numerator * BigInt(count);
        expect(whole * share.denominator >= exact).toBe(true);
        expect((whole - 1n) * share.denominator < exact).toBe(true);
      }),
    );
  });

  it('lies between down and up, which are at most one apart, when rounded half-up', () => {
    fc.assert(
      fc.property(anyFraction, anyCount, (share, count) => {
        const [down, half, up] = (['down', 'half-up', 'up'] as const).map((round) =>
          shareOf(share, count, round),
        ) as [number, number, number];
        expect([down, up]).toContain(half);
        expect(up - down).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('gives the same for every spelling of the same share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), anyCount, (percent, count) => {
        const spellings = [`${percent}%`, `${percent}/100`, (percent / 100).toFixed(2)];
        const counts = spellings.map((text) => shareOf(read(text), count, 'up'));
        expect(new Set(counts).size).toBe(1);
      }),
    );
  });
});

describe('compareFractions', () => {
  it('orders by value, not by digits', () => {
    expect(compareFractions(fraction(1, 3), fraction(333, 1000))).toBe(1);
    expect(compareFractions(fraction(1, 3), fraction(2, 6))).toBe(0);
    expect(compareFractions(fraction(2, 7), fraction(1, 3))).toBe(-1);
  });
});

describe('fractionText', () => {
  it('writes whole numbers without a denominator', () => {
    expect([fraction(20, 3), fraction(14, 2), fraction(0, 5)].map(fractionText)).toEqual([
      '20/3',
      '7',
      '0',
    ]);
  });

  it('is read back as the same fraction', () => {
    fc.assert(
      fc.property(anyFraction, (share) => expect(read(fractionText(share))).toEqual(share)),
    );
  });
});

describe('decimalText', () => {
  it('cuts off and never rounds up', () => {
    expect(decimalText(fraction(20, 3), 2)).toBe('6.66');
    expect(decimalText(fraction(199_999, 100_000), 4)).toBe('1.9999');
    expect(decimalText(fraction(1, 1000), 2)).toBe('0.00');
    expect(decimalText(fraction(20, 3), 0)).toBe('6');
  });
});

describe('leastCommonMultiple', () => {
  it('is the first common multiple', () => {
    expect(leastCommonMultiple(4n, 6n)).toBe(12n);
    expect(leastCommonMultiple(1n, 7n)).toBe(7n);
  });
});
