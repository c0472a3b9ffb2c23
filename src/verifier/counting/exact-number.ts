/** A fraction with a positive denominator, never rounded unless asked. */
export interface ExactNumber {
  readonly over: bigint;
  readonly under: bigint;
}

export function exact(over: number | bigint, under: number | bigint = 1): ExactNumber {
  return { over: BigInt(over), under: BigInt(under) };
}

export function plus(a: ExactNumber, b: ExactNumber): ExactNumber {
  return reduced(a.over * b.under + b.over * a.under, a.under * b.under);
}

export function minus(a: ExactNumber, b: ExactNumber): ExactNumber {
  return reduced(a.over * b.under - b.over * a.under, a.under * b.under);
}

export function times(a: ExactNumber, b: ExactNumber): ExactNumber {
  return reduced(a.over * b.over, a.under * b.under);
}

export function dividedBy(a: ExactNumber, b: ExactNumber): ExactNumber {
  return reduced(a.over * b.under, a.under * b.over);
}

/** Negative, zero or positive, as with numbers. */
export function order(a: ExactNumber, b: ExactNumber): number {
  const { over } = minus(a, b);
  return over < 0n ? -1 : over > 0n ? 1 : 0;
}

export function sumOf(numbers: readonly ExactNumber[]): ExactNumber {
  return numbers.reduce(plus, exact(0));
}

/** Cut off after so many decimals. */
export function truncated(a: ExactNumber, decimals: number): ExactNumber {
  const scale = 10n ** BigInt(decimals);
  return { over: (a.over * scale) / a.under, under: scale };
}

/** Cut off after so many decimals, in digits. */
export function digits(a: ExactNumber, decimals: number): string {
  const { over, under } = truncated(a, decimals);
  if (decimals === 0) return String(over);
  return `${over / under}.${String(over % under).padStart(decimals, '0')}`;
}

function reduced(over: bigint, under: bigint): ExactNumber {
  let [a, b] = [over < 0n ? -over : over, under];
  while (b > 0n) [a, b] = [b, a % b];
  return { over: over / a, under: under / a };
}

/** Reads `1/5`, `30%`, `0.3` or `2` exactly; null where the text is none of these. */
export function exactOf(text: string): ExactNumber | null {
  const ratio = /^(\d+)\s*\/\s*([1-9]\d*)$/.exec(text);
  if (ratio) return reduced(BigInt(ratio[1] ?? 0), BigInt(ratio[2] ?? 1));
  const decimal = /^(\d+)(?:\.(\d+))?\s*(%?)$/.exec(text);
  if (!decimal) return null;
  const [, wholes = '', decimals = '', percent] = decimal;
  return reduced(
    BigInt(wholes + decimals),
    10n ** BigInt(decimals.length) * (percent === '%' ? 100n : 1n),
  );
}

/** How a share of people becomes a number of people. */
export type Rounding = 'up' | 'down' | 'half-up';

/** A share of so many, rounded: 20 % of 126 rounded up is 26. */
export function shareOf(share: ExactNumber, count: number, rounding: Rounding): number {
  const over = share.over * BigInt(count);
  const { under } = share;
  if (rounding === 'up') return Number((over + under - 1n) / under);
  if (rounding === 'down') return Number(over / under);
  return Number((2n * over + under) / (2n * under));
}

/** As a fraction: `7`, `20/3`. */
export function ratioText(number: ExactNumber): string {
  const { over, under } = reduced(number.over, number.under);
  return under === 1n ? `${over}` : `${over}/${under}`;
}

export function isWholeNumber({ over, under }: ExactNumber): boolean {
  return over % under === 0n;
}
