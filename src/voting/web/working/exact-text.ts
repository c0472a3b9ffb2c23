import { assert } from '../../../kernel/assert.js';

/** A number of a count, exactly; changes may be negative. */
export interface Exact {
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** How many decimals its rule writes. */
  readonly decimals: number;
}

export const none: Exact = { numerator: 0n, denominator: 1n, decimals: 0 };

const decimalText = /^(-?)(\d+)(?:\.(\d+))?$/;
const ratioText = /^(-?)(?:(\d+) )?(\d+)\/([1-9]\d*)$/;

/** Reads `1380`, `2410.00000`, `7/3` or `2 1/3`. */
export function readExact(text: string): Exact {
  const decimal = decimalText.exec(text);
  if (decimal) {
    const [, sign = '', whole = '', decimals = ''] = decimal;
    return {
      numerator: signed(sign, BigInt(whole + decimals)),
      denominator: 10n ** BigInt(decimals.length),
      decimals: decimals.length,
    };
  }
  const ratio = ratioText.exec(text);
  assert(ratio !== null, `${text} is a number of a count`);
  const [, sign = '', whole = '0', numerator = '', denominator = ''] = ratio;
  const parts = BigInt(denominator);
  return {
    numerator: signed(sign, BigInt(whole) * parts + BigInt(numerator)),
    denominator: parts,
    decimals: 0,
  };
}

export function plus(a: Exact, b: Exact): Exact {
  const decimals = Math.max(a.decimals, b.decimals);
  if (a.denominator === b.denominator)
    return { numerator: a.numerator + b.numerator, denominator: a.denominator, decimals };
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
    decimals,
  };
}

export function minus(a: Exact, b: Exact): Exact {
  return plus(a, { ...b, numerator: -b.numerator });
}

export function sumOfExact(all: readonly Exact[]): Exact {
  return all.reduce(plus, none);
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compareExact(a: Exact, b: Exact): number {
  const { numerator } = minus(a, b);
  return numerator < 0n ? -1 : numerator > 0n ? 1 : 0;
}

/** For drawing only: near enough for any screen. */
export function nearNumber({ numerator, denominator }: Exact): number {
  const finer = 1_000_000n;
  return Number((numerator * finer) / denominator) / Number(finer);
}

/**
 * As a reader of the language writes it, all decimals of the rule kept; `≈` before what no six decimals can write, and before
 * the beginning of a fraction without end.
 */
export function writeExact(language: string, value: Exact): string {
  return written(language, value, value.numerator < 0n ? '−' : '');
}

/** The same without zeros at the end of the decimals, for sentences and pictures. */
export function writeShort(language: string, value: Exact): string {
  return writeExact(language, shortExact(value));
}

/** A change with its sign; null where nothing changed. */
export function writeChange(language: string, change: Exact): string | null {
  if (change.numerator === 0n) return null;
  return written(language, change, change.numerator < 0n ? '−' : '+');
}

/** For files: a decimal where there is one, else a whole number and a ratio, which no spreadsheet takes for a date. */
export function plainExact(value: Exact): string {
  const { numerator, denominator, decimals } = value;
  const sign = numerator < 0n ? '-' : '';
  const size = numerator < 0n ? -numerator : numerator;
  const found = decimalOf(size, denominator, { least: decimals, most: mostDecimals(value) });
  if (found) return sign + withSeparator(found, '.');
  const divisor = greatestCommonDivisor(size, denominator);
  return `${sign}${size / denominator} ${(size % denominator) / divisor}/${denominator / divisor}`;
}

/** Without zeros at the end. */
export function shortExact(value: Exact): Exact {
  const size = value.numerator < 0n ? -value.numerator : value.numerator;
  const found = decimalOf(size, value.denominator, { least: 0, most: mostDecimals(value) });
  return found ? { ...value, decimals: found.decimals } : value;
}

const easyDecimals = 6;
const shownDecimals = 4;
/** More decimals than any rule counts with are the beginning of a fraction. */
const ruleDecimals = 9;

interface Digits {
  /** Without their point, at least one before it. */
  readonly digits: string;
  readonly decimals: number;
}

function mostDecimals({ decimals }: Exact): number {
  return Math.max(decimals, easyDecimals);
}

function written(language: string, value: Exact, sign: string): string {
  const { numerator, denominator, decimals } = value;
  const size = numerator < 0n ? -numerator : numerator;
  const isRule = decimals <= ruleDecimals;
  const found = decimalOf(size, denominator, {
    least: isRule ? decimals : 0,
    most: isRule ? mostDecimals(value) : easyDecimals,
  });
  const { digits, decimals: shown } = found ?? roundedDecimal(size, denominator);
  const format = new Intl.NumberFormat(language);
  const [, separator] = format.formatToParts(1.5);
  const whole = format.format(BigInt(digits.slice(0, digits.length - shown)));
  const rest = shown === 0 ? '' : (separator?.value ?? '.') + digits.slice(-shown);
  return `${found ? '' : '≈ '}${sign}${whole}${rest}`;
}

/** The number with the fewest decimals that write it exactly; null where so many do not suffice. */
function decimalOf(
  size: bigint,
  denominator: bigint,
  { least, most }: { readonly least: number; readonly most: number },
): Digits | null {
  for (let decimals = least; decimals <= most; decimals++) {
    const scaled = size * 10n ** BigInt(decimals);
    if (scaled % denominator === 0n) return digitsOf(scaled / denominator, decimals);
  }
  return null;
}

function roundedDecimal(size: bigint, denominator: bigint): Digits {
  const scaled = size * 10n ** BigInt(shownDecimals);
  return digitsOf((2n * scaled + denominator) / (2n * denominator), shownDecimals);
}

function digitsOf(scaled: bigint, decimals: number): Digits {
  return { digits: scaled.toString().padStart(decimals + 1, '0'), decimals };
}

function withSeparator({ digits, decimals }: Digits, separator: string): string {
  const whole = digits.slice(0, digits.length - decimals);
  return decimals === 0 ? whole : `${whole}${separator}${digits.slice(-decimals)}`;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

function signed(sign: string, size: bigint): bigint {
  return sign === '-' ? -size : size;
}
